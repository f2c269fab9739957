import type { PageResult } from '@cartie/shared/domain/page-result'
import { Evidence } from './evidence.ts'
import { readCarObject } from './extractors/car-object.ts'
import { addNamedBoxes, addPhones } from './extractors/contacts.ts'
import { readDataAttributes } from './extractors/data-attributes.ts'
import { addGallery } from './extractors/gallery.ts'
import { readLdCar } from './extractors/json-ld.ts'
import type { LdNode } from './extractors/ld-nodes.ts'
import { isProductType } from './extractors/ld-nodes.ts'
import { addMeta } from './extractors/meta.ts'
import {
  addBareValues,
  addFreeText,
  addHeadedDescription,
  addSellerWord,
  addVisiblePrices,
  addVisibleVin,
  headsDescription,
  isSellerWord,
} from './extractors/page-text.ts'
import { addSpecs } from './extractors/spec-pairs.ts'
import { finishCar } from './finish-car.ts'
import { idFromUrl } from './identity.ts'
import { addRaw } from './interpret.ts'
import { absoluteUrl, sameSite } from './page-context.ts'
import { isCarNode, isComplete } from './read-complete-ld.ts'
import type { PageParts } from './page-parts.ts'
import type { Site } from './site.ts'
import { sourceFor } from './sites/registry.ts'
import { OPEN } from './html-scan.ts'
import { skipRanges } from './regions.ts'
import { findMake, findMakeModel, knownMake } from '@cartie/shared/domain/makes'

/** What a page must tell to pass for the advert of one car. */
export function isConvincing(car: Evidence): boolean {
  if (!car.has('make', 0.3) && !(car.has('vin', 0.5) && car.has('year', 0.4))) return false
  const facts = (
    [
      'year',
      'mileageKm',
      'fuel',
      'transmission',
      'vin',
      'bodyType',
      'engineVolumeL',
      'powerHp',
      'model',
    ] as const
  ).filter((f) => car.has(f, 0.35)).length
  return (car.has('priceMinor', 0.25) && facts >= 2) || facts >= 4
}

function addBreadcrumbs(car: Evidence, crumbs: readonly string[]): void {
  crumbs.forEach((crumb, i) => {
    const make = crumb.length < 40 ? knownMake(crumb, car.dictionary) : undefined
    if (!make) return
    car.add('make', make, crumb, 'json_ld', 0.7)
    const next = crumbs[i + 1]
    if (next && next.length < 40 && findMakeModel(`${make} ${next}`, car.dictionary)?.model)
      car.add('model', next, next, 'json_ld', 0.7)
  })
}

const core = [
  'title',
  'make',
  'model',
  'year',
  'priceMinor',
  'fuel',
  'transmission',
  'location',
  'sellerPhone',
  'vin',
] as const

function stateNeeded(car: Evidence): boolean {
  if (core.some((field) => !car.has(field, 0.65))) return true
  return !car.has('mileageKm', 0.65) || (car.best('images')?.length ?? 0) < 3
}

/** Reads the page as the advert of one car: every layer offers, the best-founded value of each field wins. */
export function readListing(
  parts: PageParts,
  site: Site,
  seenAt: string,
): { evidence: Evidence; result: Extract<PageResult, { kind: 'listing' }> } {
  const { scan, page, ld, leaveOut } = parts
  const car = new Evidence(page.dictionary)
  let id: string | undefined
  let own: string | undefined
  const found = (ids: { id?: string; url?: string }) => {
    id ??= ids.id
    own ??= ids.url
  }
  const cars = ld.singles.filter(isCarNode)
  const nodes = cars.length ? cars : ld.singles.filter((n) => isProductType(n) && !isManyOffers(n))
  const named = nodes.filter((n) => isOwnNode(n, page.url))
  ;(named.length ? named : nodes)
    .slice(0, 2)
    .forEach((node, i) => found(readLdCar(node, car, page, 0.9 - i * 0.15)))
  addBreadcrumbs(car, ld.breadcrumbs)
  for (const seller of ld.sellers.slice(0, 1)) readLdCar({ '@type': 'Thing', seller }, car, page, 0.45)
  const micro = parts.micro.filter((n) => isCarNode(n))
  for (const node of (micro.length ? micro : parts.micro.filter(isProductType)).slice(0, 1))
    readLdCar(node, car, page, 0.85, 'microdata')
  addMeta(car, parts.meta, page)
  const h1 = parts.heading >= 0 ? scan.text(parts.heading, 250) : ''
  if (h1) addRaw(car, 'title', h1, 'spec', 0.86, page)
  else addLesserHeading(car, parts)
  const seeds = [...(car.best('images') ?? []), ...parts.meta.images]
  const complete = isComplete(car, true) && (car.has('vin') || !scan.html.includes('VIN'))
  if (!complete) {
    addSpecs(car, parts.specs, page)
    if (!car.has('priceMinor', 0.85)) addVisiblePrices(car, scan, parts.chunks, parts.heading, page)
  }
  addPhones(car, scan, leaveOut, parts.named.phone, () => (complete ? [] : parts.chunks), page)
  if ((car.best('images')?.length ?? 0) < 12) addGallery(car, scan, leaveOut, seeds, page)
  addNamedBoxes(car, scan, leaveOut, parts.named, parts.heading, page)
  if (!complete) addRest(car, parts, found)
  preferPhotos(car)
  const url = new URL(page.url)
  const canonical =
    site.canonicalUrl?.(url) ??
    (parts.meta.canonical && absoluteUrl(parts.meta.canonical, page.base)) ??
    page.url
  const sourceId = site.idOf?.(url) ?? id ?? idFromUrl(url)
  const built = finishCar(car, sourceFor(page.url), seenAt)
  return {
    evidence: car,
    result: {
      kind: 'listing',
      car: {
        ...built,
        sourceUrl: sameSite(canonical, page.url) ? canonical : page.url,
        ...(sourceId ? { sourceId } : {}),
      },
    },
  }
}

/** Without an h1 the first lesser heading or link that names a make is the title. */
function addLesserHeading(car: Evidence, { scan, page, leaveOut }: PageParts): void {
  for (let i = 0; i < scan.count; i++) {
    if (
      scan.kind[i] !== OPEN ||
      !/^(?:h[2-5]|a)$/.test(scan.name[i] as string) ||
      skipRanges(leaveOut, i) !== i
    )
      continue
    const text = scan.text(i, 200)
    if (text.length > 5 && text.length < 160 && findMake(text, page.dictionary)?.explicit)
      return addRaw(car, 'title', text, 'spec', scan.name[i] === 'a' ? 0.5 : 0.7, page)
  }
}

/** What costs more to read: the page's data, its data attributes and its bare words. */
function addRest(car: Evidence, parts: PageParts, found: (ids: { id?: string; url?: string }) => void): void {
  const { scan, page } = parts
  if (stateNeeded(car)) {
    for (const state of parts.states) {
      const single = pickSingle(state.singles, page.url, car)
      if (single) found(readCarObject(single, car, 'state', 0.82, page))
    }
  }
  if (
    !car.has('mileageKm', 0.6) ||
    !car.has('year', 0.6) ||
    !car.has('fuel', 0.6) ||
    !car.has('transmission', 0.6)
  ) {
    readDataAttributes(scan, 0, scan.count, car, page)
    addBareValues(car, parts.ownChunks, parts.heading, page)
  }
  if (!car.has('vin', 0.5)) addVisibleVin(car, parts.chunks)
  // Which boxes are cards of other cars is dear to find out: only where there is something to be found.
  if (!car.has('description', 0.45) && parts.chunks.some((chunk) => headsDescription(scan, chunk)))
    addHeadedDescription(car, scan, parts.ownChunks, page)
  if (!car.has('sellerKind', 0.4) && parts.chunks.some(isSellerWord))
    addSellerWord(car, parts.ownChunks, parts.heading, page)
  if (!car.has('mileageKm', 0.3) || !car.has('year', 0.3) || !car.has('fuel', 0.3)) {
    const told = car.best('description') ?? ''
    const longest = parts.ownChunks
      .filter((c) => c.token > parts.heading && c.text.length > 60)
      .sort((a, b) => b.text.length - a.text.length)[0]
    addFreeText(car, longest && longest.text.length > told.length ? longest.text : told, page)
  }
}

function isManyOffers(node: LdNode): boolean {
  const offers = node['offers']
  return (
    typeof offers === 'object' &&
    offers !== null &&
    !Array.isArray(offers) &&
    Number(offers['offerCount']) > 1
  )
}

/** Whether a node names the address of the page as its own. */
function isOwnNode(node: LdNode, address: string): boolean {
  const path = new URL(address).pathname
  return (
    path.length > 1 &&
    [node['url'], node['@id'], node['mainEntityOfPage']].some(
      (v) => typeof v === 'string' && v.includes(path),
    )
  )
}

/** Of several objects the one that the page's address names, else the best. */
function pickSingle(
  singles: { node: LdNode; weight: number }[],
  url: string,
  car: Evidence,
): LdNode | undefined {
  const named = singles.find(({ node }) => {
    const id = node['id'] ?? node['adId'] ?? node['list_id'] ?? node['listingId']
    return (
      (typeof id === 'string' || typeof id === 'number') && String(id).length > 4 && url.includes(String(id))
    )
  })
  const chosen = named ?? singles[0]
  if (!chosen || (chosen.weight < 8 && car.size > 8)) return undefined
  return chosen.node
}

/** The layer with clearly more photos wins: a preview image alone is not the gallery. */
function preferPhotos(car: Evidence): void {
  const lists = car.values('images')
  const most = Math.max(0, ...lists.map((l) => l.value.length))
  if (most < 2) return
  car.revise('images', (value, confidence) => ({
    value,
    confidence: value.length < most * 0.7 ? confidence - 0.6 : confidence,
  }))
}
