import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import { cleanText } from '@cartie/shared/domain/clean-text'
import type { ReasonCode } from '@cartie/shared/domain/parse-outcome'
import type { ParseInput } from '@cartie/shared/schemas/parse'

/** One item to be inserted: ready to be read, or ended already. */
export interface PlannedItem {
  url: string | null
  canonical_url: string | null
  host: string | null
  body: string | null
  page: number | null
  status: 'queued' | 'failed' | 'duplicate'
  reason: ReasonCode | null
}

/** Turns what a person gave into items: each link once, each wrong or repeated one with its reason. */
export function planItems(input: Pick<ParseInput, 'urls' | 'texts' | 'search'>): PlannedItem[] {
  if (input.texts) return input.texts.map((text) => ({ ...blank, body: cleanText(text) }))
  if (input.search) return [{ ...blank, body: JSON.stringify(input.search), page: 0 }]
  const seen = new Set<string>()
  return (input.urls ?? []).map((given) => {
    const url = cleanText(given)
    const address = withScheme(url)
    if (!/^https?:$/.test(URL.parse(address)?.protocol ?? ''))
      return { ...blank, url, status: 'failed', reason: 'invalid_url' }
    const canonical = canonicalUrl(address)
    if (seen.has(canonical)) return { ...blank, url, status: 'duplicate', reason: 'repeated_link' }
    seen.add(canonical)
    return { ...blank, url, canonical_url: canonical, host: new URL(canonical).host, page: 0 }
  })
}

const blank: PlannedItem = {
  url: null,
  canonical_url: null,
  host: null,
  body: null,
  page: null,
  status: 'queued',
  reason: null,
}

/** People paste addresses without a scheme; a bare word is still not an address. */
export function withScheme(url: string): string {
  const text = url.trim()
  return /^[a-z][a-z0-9+.-]*:/i.test(text) || !/^[^\s/]+\.[^\s/]{2,}/.test(text) ? text : `https://${text}`
}
