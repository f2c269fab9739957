import { sourceOf } from '@cartie/shared/domain/canonical-url'
import type { SearchInput } from '@cartie/shared/schemas/parse'
import type { Site } from '../site.ts'
import { autoRia } from './auto-ria.ts'
import { autoscout24 } from './autoscout24.ts'
import { generic } from './generic.ts'
import { mobileDe } from './mobile-de.ts'
import { olx } from './olx.ts'
import { otomoto } from './otomoto.ts'
import { rst } from './rst.ts'

/** Every site with a file of its own, and last the one for all others. A new one is one import and one entry here. */
export const sites: readonly Site[] = checked([autoRia, olx, autoscout24, mobileDe, otomoto, rst, generic])

function checked(list: readonly Site[]): readonly Site[] {
  const ids = new Set<string>()
  const hosts = new Set<string>()
  for (const { id, hosts: own } of list) {
    if (!/^[a-z0-9][a-z0-9.-]*$/.test(id) || ids.has(id))
      throw new Error(`the site id "${id}" is not usable or taken twice`)
    ids.add(id)
    if (own.length === 0 && id !== generic.id) throw new Error(`the site "${id}" names no host`)
    for (const host of own) {
      if (hosts.has(host)) throw new Error(`two sites claim the host ${host}`)
      hosts.add(host)
    }
  }
  return list
}

/** The site of an address: `generic` for one that only general rules read. */
export function siteOf(url: string): Site {
  const host = sourceOf(url)
  const named = sites.find((site) =>
    site.hosts.some((own) => (own.startsWith('.') ? host.endsWith(own) : host === own)),
  )
  return named ?? generic
}

/** The name under which adverts of an address are kept: the site's, else the bare host. */
export function sourceFor(url: string): string {
  const host = sourceOf(url)
  return siteOf(url).sourceOf?.(host) ?? host
}

/** What the database and the dashboard show of the sites. */
export const knownSites: { id: string; hosts: string[]; searchFields: string[] }[] = sites.map((site) => ({
  id: site.id,
  hosts: [...site.hosts],
  searchFields: [...(site.search?.fields ?? [])],
}))

/** The first page of a search on a site; undefined for a site that is not known or cannot search. */
export function searchUrl({ site, ...criteria }: SearchInput): string | undefined {
  return sites.find(({ id }) => id === site)?.search?.url(criteria)
}
