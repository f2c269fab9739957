import { randomBytes } from 'node:crypto'
import { createClient } from '@cartie/shared/client'
import { createLead, noteLead } from '@cartie/shared/endpoints/leads'
import { createListing, createView } from '@cartie/shared/endpoints/listings'
import { startParse } from '@cartie/shared/endpoints/parses'
import { saveProfile, startPreview } from '@cartie/shared/endpoints/sites'
import { createApiKey } from '@cartie/shared/endpoints/workspace'
import { until } from './fault.ts'
import type { World } from './world.ts'

const canary = (name: string) => `CNRY_${name}_${randomBytes(6).toString('hex')}`

/** Everything of one workspace that another must never see: its canaries, and the ids of what it owns. */
export interface Property {
  texts: string[]
  /** By the endpoint's parameter: ids that exist there. */
  ids: Record<string, string[]>
}

/** Fills a workspace with one of everything, each with a canary in it. */
export async function furnish(world: World, key: string, name: string): Promise<Property> {
  const api = createClient({ url: world.apiUrl, apiKey: key })
  const texts = Array.from({ length: 8 }, () => canary(name))
  const [title, label, view, profile, keyName, page, post, client] = texts as [string, ...string[]]
  const listing = await api(createListing, { body: { title: title, description: title } })
  const parse = await api(startParse, {
    body: {
      urls: [`${world.origin.url}/car/1?${page}`, `${world.origin.url}/gone/${page}`],
      sourceLabel: label!,
    },
  })
  const held = await api(startParse, {
    body: { texts: [`${post} Skoda Octavia 2018, 12500$, 150 тис км`], autoSave: false },
  })
  const saved = await api(createView, { body: { name: view!, query: `q=${view}` } })
  const made = await api(saveProfile, {
    body: { host: 'cars.example.com', name: profile!, rules: { title: { selector: `.${profile}` } } },
  })
  const apiKey = await api(createApiKey, { body: { name: keyName! } })
  const preview = await api(startPreview, { body: { url: `${world.origin.url}/car/2?${page}` } })
  const lead = await api(createLead, { body: { name: client!, request: client! } })
  await api(noteLead, { params: { id: lead.id }, body: { text: client! } })
  const parses = [parse, held].flatMap((p) => ('id' in p ? [p.id] : []))
  for (const id of parses) {
    await until('a parse has ended', async () => {
      const [row] = await world.sql`select status from parses where id = ${id}`
      return row?.status === 'done'
    })
  }
  await until('the preview is done', async () => {
    const [row] = await world.sql`select status from site_previews where id = ${preview.id}`
    return row?.status === 'done'
  })
  const items = await world.sql<
    { id: string }[]
  >`select id from parse_items where parse_id in ${world.sql(parses)}`
  const ids = {
    leads: [lead.id],
    listings: [listing.id],
    parses,
    views: [saved.id],
    profiles: [made.id],
    'api-keys': [apiKey.id],
    previews: [preview.id],
  }
  return {
    texts: [...texts, apiKey.key, ...Object.values(ids).flat(), ...items.map((i) => i.id)],
    ids: { ...ids, items: items.map((i) => i.id) },
  }
}

/** An endpoint's address with ids of what somebody else owns. */
export function pathWith(path: string, owned: Property): string {
  const kind = ['profiles', 'previews', 'leads', 'listings', 'parses', 'views', 'api-keys'].find((k) =>
    path.includes(`/${k}`),
  )
  const id = owned.ids[kind ?? '']?.at(-1) ?? owned.ids.parses![0]!
  return `/api/v1${path.replace(':itemId', owned.ids.items![0]!).replace(':id', id)}`
}
