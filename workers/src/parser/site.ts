import type { Dictionary } from '@cartie/shared/domain/dictionary'
import type { SearchInput } from '@cartie/shared/schemas/parse'
import type { PageResult } from '@cartie/shared/domain/page-result'

/** What a person looks for on a site; prices in major units of `currency`, mileage in kilometres. */
export type SearchCriteria = Omit<SearchInput, 'site'>
export type SearchField = keyof SearchCriteria

/** What general rules cannot know of one site. Every part but `id`, `name` and `hosts` may be left out. */
export interface Site {
  /** Unique, such as `olx`. */
  id: string
  /** How people call it. */
  name: string
  /** Hosts without `www.`; a name with a leading dot stands for all of its subdomains. Only `generic` names none. */
  hosts: readonly string[]
  /** The name under which the adverts of a host are kept, where it is not the host. */
  sourceOf?: (host: string) => string
  /** The advert's id out of its address. */
  idOf?: (url: URL) => string | undefined
  /** Whether an address is an advert's or a search page's; undefined if it does not tell. */
  kindOf?: (url: URL) => 'listing' | 'search' | undefined
  /** The advert's address where the site has several for one. */
  canonicalUrl?: (url: URL) => string | undefined
  /** The address of an advert known only by its id and title. */
  urlOf?: (id: string, host: string) => string | undefined
  /** The address of the following page of results. */
  nextPage?: (url: URL, seen: number) => string | undefined
  /** Search pages: the criteria that the site understands, and the first page for them. */
  search?: { fields: readonly SearchField[]; url: (criteria: SearchCriteria) => string }
  /** The site's official interface: what one key may ask in an hour, and the address of an advert's data. */
  api?: { perHour: number; url: (id: string, key: string) => string }
  /** Reads the site's own JSON; undefined for what general rules read better. */
  readJson?: (
    json: { [key: string]: unknown },
    url: string,
    seenAt: string,
    dictionary: Dictionary,
  ) => PageResult | undefined
}
