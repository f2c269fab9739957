import { findMakeModel } from '@cartie/shared/domain/makes'
import type { PageResult } from '@cartie/shared/domain/page-result'
import { parsePost } from '@cartie/shared/domain/post-text'
import { saysGone, saysMissing } from './listing-state.ts'
import type { LdFound } from './extractors/ld-nodes.ts'
import { isProductType } from './extractors/ld-nodes.ts'
import type { HtmlScan } from './html-scan.ts'
import { idFromUrl } from './identity.ts'
import type { PageContext } from './page-context.ts'
import { PageParts } from './page-parts.ts'
import { isCarNode } from './read-complete-ld.ts'
import { isConvincing, readListing } from './read-listing.ts'
import { readSearch } from './read-search.ts'
import type { Site } from './site.ts'
import { isChannelPage, readChannelPage } from './telegram-page.ts'
import { readChannel } from './read-channel.ts'
import { detectWall, isEmptyShell } from './walls.ts'

const listingLabels = new Set([
  'make',
  'model',
  'year',
  'mileage',
  'mileageKm',
  'fuel',
  'transmission',
  'engineVolume',
  'power',
  'bodyType',
  'color',
  'vin',
  'drive',
  'engine',
  'price',
])
const pageParameter = /[?&](?:page|p|pag|pagina|strona|sayfa|seite|o|offset|pagenumber|pg)=\d/i
const listPath =
  /\/(?:search|suche|lst|lista|list|results?|recherche|offres|pretraga|sok|szukaj|cautare|obiavi|inventory|used-inventory|searchnew|searchused|searchall|haendler|dealers?|stock)(?:[/.?]|$)|-ocasion$|\/page[-/]?\d/i

/** Whether an address is of the kind that lists have: a word for a search or a list, and no advert's id at its end. */
function looksLikeSearch(address: string): boolean {
  const url = new URL(address)
  if (pageParameter.test(url.search)) return true
  return listPath.test(url.pathname) && idFromUrl(url) === undefined
}

/** How many different labels of a car stand on the page once or twice: an advert's own table, not the rows of a list. */
function ownLabels(parts: PageParts): number {
  const counts = new Map<string, number>()
  for (const { field, value } of parts.specs)
    if (listingLabels.has(field) && value.length < 80) counts.set(field, (counts.get(field) ?? 0) + 1)
  return [...counts.values()].filter((n) => n <= 2).length
}

/** Whether the heading or the page's title names a model: a form to search with has labels too, but names none. */
function namesModel(parts: PageParts): boolean {
  const head = parts.heading < 0 ? '' : parts.scan.text(parts.heading, 200)
  return [head, parts.meta.title].some(
    (text) => findMakeModel(text, parts.page.dictionary)?.model !== undefined,
  )
}

/** An address with an advert's id over a heading that names a car. */
function namesOneCar(parts: PageParts): boolean {
  if (parts.heading < 0 || idFromUrl(new URL(parts.page.url)) === undefined) return false
  return findMakeModel(parts.scan.text(parts.heading, 200), parts.page.dictionary)?.model !== undefined
}

/** Reads a scanned page: tells its kind and its cars. `seenAt` is ISO 8601, UTC. */
export function readHtml(
  scan: HtmlScan,
  ld: LdFound,
  page: PageContext,
  site: Site,
  status: number,
  seenAt: string,
): PageResult {
  if (isChannelPage(page.host, scan))
    return readChannel(readChannelPage(scan, page.url), seenAt, page.dictionary)
  const parts = new PageParts(scan, ld, page)
  const wall = detectWall(scan, parts.meta.title, status)
  if (wall) return { kind: 'none', ...wall }

  const hinted = site.kindOf?.(new URL(page.url))
  const singles = ld.singles.filter(isCarNode)
  const micro = parts.micro.filter((n) => isCarNode(n) || isProductType(n))
  const looksSearch = hinted === 'search' || (hinted === undefined && looksLikeSearch(page.url))
  const oneCar = singles.length === 1 || (singles.length === 0 && micro.filter(isCarNode).length === 1)
  const listingFirst =
    hinted === 'listing' ||
    (!looksSearch &&
      (oneCar ||
        namesOneCar(parts) ||
        (ownLabels(parts) >= 4 && (idFromUrl(new URL(page.url)) !== undefined || namesModel(parts))))) ||
    (oneCar && ld.lists.length === 0 && ownLabels(parts) >= 4)

  if (listingFirst) {
    const listing = readListing(parts, site, seenAt)
    if (isConvincing(listing.evidence))
      return refused(listing.result, page) ?? closedOr(parts, listing.result)
  }
  const head = `${parts.meta.title}\n${parts.heading >= 0 ? scan.text(parts.heading, 200) : ''}`
  // A page for an advert that is no more often lists others instead.
  if (!looksSearch && saysMissing(head)) return { kind: 'none', outcome: 'gone', reason: 'page_gone' }
  if (!looksSearch && saysGone(`${head}\n${parts.headLines}`))
    return { kind: 'none', outcome: 'gone', reason: 'advert_inactive' }
  const search = readSearch(parts, site, seenAt)
  if (search.cars.length >= 2) return search
  if (!listingFirst) {
    const listing = readListing(parts, site, seenAt)
    if (isConvincing(listing.evidence))
      return refused(listing.result, page) ?? closedOr(parts, listing.result)
  }
  const text = scan.textOf(0, scan.count, 8_000)
  if (saysMissing(`${parts.meta.title} ${text.slice(0, 1_500)}`))
    return { kind: 'none', outcome: 'gone', reason: 'page_gone' }
  if (saysGone(text)) return { kind: 'none', outcome: 'gone', reason: 'advert_inactive' }
  if (search.cars.length === 1) return search
  if (isEmptyShell(scan)) return { kind: 'none', outcome: 'wall', reason: 'empty_shell' }
  if (looksSearch || isSearchForm(scan)) return { ...search, cars: [] }
  return { kind: 'none', outcome: 'not_a_car', reason: 'no_car_found' }
}

/** A wish to buy and an advert of parts have a car's table too; their titles tell. */
function refused(
  { car }: Extract<PageResult, { kind: 'listing' }>,
  { dictionary }: PageContext,
): PageResult | undefined {
  const { title, mileageKm, vin } = car.fields
  if (title === undefined || mileageKm !== undefined || vin !== undefined) return undefined
  const read = parsePost(title, { dictionary })
  if (read.kind === 'cars' || (read.reason !== 'parts_ad' && read.reason !== 'wanted_ad')) return undefined
  return { kind: 'none', outcome: 'not_a_car', reason: read.reason }
}

/** An advert that says that it is closed keeps its fields but is marked as gone. */
function closedOr(parts: PageParts, result: Extract<PageResult, { kind: 'listing' }>): PageResult {
  if (result.car.fields.status === 'SOLD') return { ...result, gone: 'advert_inactive' }
  if (!saysGone(parts.headLines)) return result
  const provenance = {
    ...result.car.provenance,
    status: {
      extractor: 'text' as const,
      confidence: 0.7,
      raw: '',
      seenAt: result.car.provenance.title?.seenAt ?? new Date().toISOString(),
    },
  }
  return {
    ...result,
    gone: 'advert_inactive',
    car: { ...result.car, fields: { ...result.car.fields, status: 'SOLD' }, provenance },
  }
}

/** A page to search with: many option lists, one of them of makes or years. */
function isSearchForm(scan: HtmlScan): boolean {
  let selects = 0
  for (const name of scan.name) if (name === 'select' || name === 'option') selects++
  return selects > 20
}
