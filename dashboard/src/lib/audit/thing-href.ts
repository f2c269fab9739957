import type { AuditEntry } from '@cartie/shared/schemas/audit'

/** The page of what can be named by one id, by the name that events give the id; the first that is there is opened. */
const pages: readonly (readonly [key: string, path: (id: string) => string])[] = [
  ['proposalId', (id) => `/proposals/${id}`],
  ['requestId', (id) => `/requests?id=${id}`],
  ['leadId', (id) => `/leads?id=${id}`],
  ['partnerId', (id) => `/partners?id=${id}`],
  ['sessionId', (id) => `/inbox?id=${id}`],
  ['botId', (id) => `/telegram?id=${id}`],
  ['scenarioId', (id) => `/scenarios/${id}`],
  ['parseId', (id) => `/import/${id}`],
  ['integrationId', (id) => `/integrations?id=${id}`],
]

/** Where the thing that something was done to can be seen; undefined where it has no page of its own. */
export function thingHref({ event, payload }: AuditEntry): string | undefined {
  // What is in the bin has no page.
  if (event.endsWith('.deleted')) return undefined
  for (const [key, path] of pages) {
    const id = payload[key]
    if (typeof id === 'string') return path(encodeURIComponent(id))
  }
  const [first, ...more] = Array.isArray(payload.listingIds) ? payload.listingIds : []
  return typeof first === 'string' && !more.length ? `/inventory?id=${encodeURIComponent(first)}` : undefined
}
