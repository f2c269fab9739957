import type { Dictionary } from '@cartie/shared/domain/dictionary'
import type { PageResult } from '@cartie/shared/domain/page-result'
import { Evidence } from './evidence.ts'
import { readLdCar } from './extractors/json-ld.ts'
import { isCarType, isNode, listOf } from './extractors/ld-nodes.ts'
import type { LdFound, LdNode } from './extractors/ld-nodes.ts'
import { bytesFinder } from './find-bytes.ts'
import { finishCar } from './finish-car.ts'
import { absoluteUrl, pageContext, sameSite } from './page-context.ts'
import type { Site } from './site.ts'
import { sourceFor } from './sites/registry.ts'

/** Stems of "this advert is closed" in many languages: where one stands in a page, the whole page is read. */
const closedStems = [
  bytesFinder('неактивн', Buffer.from('активн').subarray(3, 9)),
  bytesFinder('longer available', 'vailab'),
]
/** Marks of what a page knows beside its JSON-LD. */
const telLink = Buffer.from('tel:')
const phoneKey = bytesFinder('"phone', 'hone')
const vinWord = Buffer.from('VIN')

/** Whether JSON-LD names a car: by its type, or by properties that only cars have. */
export function isCarNode(node: LdNode): boolean {
  if (isCarType(node)) return true
  const inner =
    listOf(node['offers']).find(isNode)?.['itemOffered'] ?? node['itemOffered'] ?? node['mainEntity']
  if (isNode(inner) && isCarType(inner)) return true
  return (
    node['mileageFromOdometer'] !== undefined ||
    node['vehicleIdentificationNumber'] !== undefined ||
    node['vehicleTransmission'] !== undefined ||
    node['vehicleModelDate'] !== undefined
  )
}

/** Whether everything is known that a page's other sources are worth reading for. */
export function isComplete(car: Evidence, placeLater = false): boolean {
  for (const field of ['title', 'make', 'model', 'year', 'priceMinor', 'fuel', 'transmission'] as const)
    if (!car.has(field, 0.6)) return false
  if (!car.has('mileageKm', 0.6) && car.best('condition') !== 'new') return false
  if ((car.best('images')?.length ?? 0) < 5) return false
  const title = car.best('title')?.toLowerCase() ?? ''
  // "BMW für € 34.990" is a line for search engines, not the advert's title.
  if (!title.includes(car.best('model')?.toLowerCase() ?? '') || /[€$£₴]/.test(title)) return false
  return placeLater || car.has('location', 0.5) || car.has('sellerName', 0.5)
}

/** Answers from the page's JSON-LD alone, without decoding the page; undefined where that does not tell enough. */
export function readCompleteLd(
  bytes: Uint8Array,
  ld: LdFound,
  url: string,
  site: Site,
  seenAt: string,
  dictionary: Dictionary,
): PageResult | undefined {
  const cars = ld.singles.filter(isCarNode)
  const node = cars.length === 1 ? cars[0] : undefined
  if (!node) return undefined
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const page = pageContext(url, buffer.toString('latin1', 0, Math.min(2_000, buffer.length)), dictionary)
  const car = new Evidence(dictionary)
  const { id, url: own } = readLdCar(node, car, page)
  // A page whose data does not say that the car is to be had is read as a whole: it may say so in words.
  if (!isComplete(car) || car.best('status') !== 'AVAILABLE') return undefined
  if (!car.has('sellerPhone') && (buffer.includes(telLink) || phoneKey(buffer) >= 0)) return undefined
  if (!car.has('vin') && buffer.includes(vinWord)) return undefined
  if (closedStems.some((find) => find(buffer) >= 0)) return undefined
  const stated = own ? absoluteUrl(own, page.base) : undefined
  const sourceUrl = stated && sameSite(stated, page.url) ? stated : page.url
  const siteId = URL.canParse(url) ? site.idOf?.(new URL(url)) : undefined
  const sourceId = siteId ?? id
  return {
    kind: 'listing',
    car: { ...finishCar(car, sourceFor(url), seenAt), sourceUrl, ...(sourceId ? { sourceId } : {}) },
  }
}
