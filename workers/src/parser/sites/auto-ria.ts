import type { Dictionary } from '@cartie/shared/domain/dictionary'
import type { PageResult } from '@cartie/shared/domain/page-result'
import { Evidence } from '../evidence.ts'
import { distinctPhotos } from '../extractors/images.ts'
import { finishCar } from '../finish-car.ts'
import { addRaw } from '../interpret.ts'
import { pageContext } from '../page-context.ts'
import type { RawField } from '../raw-field.ts'
import type { SearchCriteria, Site } from '../site.ts'

type Json = { [key: string]: unknown }
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v)
const at = (json: Json, path: string): unknown =>
  path.split('.').reduce<unknown>((v, key) => (isObject(v) ? v[key] : undefined), json)

/** Where the official API's `info` keeps what. */
const paths: [RawField, string][] = [
  ['make', 'markName'],
  ['model', 'modelName'],
  ['year', 'autoData.year'],
  ['mileageThousands', 'autoData.raceInt'],
  ['fuel', 'autoData.fuelName'],
  ['transmission', 'autoData.gearboxName'],
  ['drive', 'autoData.driveName'],
  ['bodyType', 'subCategoryName'],
  ['color', 'color.name'],
  ['vin', 'VIN'],
  ['description', 'autoData.description'],
  ['location', 'stateData.name'],
  ['location', 'locationCityName'],
  ['sellerName', 'dealer.name'],
  ['sellerPhone', 'userPhoneData.phone'],
  ['postedAt', 'addDate'],
  ['power', 'autoData.modificationName'],
  ['version', 'autoData.version'],
]

/** The addresses of the photos: the API names one whole and gives the numbers of the others. */
function photos(json: Json): string[] {
  const first = at(json, 'photoData.seoLinkF')
  if (typeof first !== 'string') return []
  const numbers = at(json, 'photoData.all')
  const list = Array.isArray(numbers)
    ? numbers
        .filter((n) => typeof n === 'number' || /^\d+$/.test(String(n)))
        .map((n) => first.replace(/__\d+f\./, `__${String(n)}f.`))
    : []
  return distinctPhotos([first, ...list], 'https://auto.ria.com/')
}

function readInfo(json: Json, url: string, seenAt: string, dictionary: Dictionary): PageResult {
  const page = { ...pageContext(url, '', dictionary), country: 'UA' }
  const car = new Evidence(dictionary)
  for (const [field, path] of paths) {
    const value = at(json, path)
    if (typeof value === 'string' || typeof value === 'number') addRaw(car, field, value, 'api', 0.95, page)
  }
  if (typeof json['title'] === 'string') addRaw(car, 'title', json['title'], 'api', 0.96, page)
  const main = at(json, 'autoData.mainCurrency')
  for (const currency of ['USD', 'EUR', 'UAH']) {
    const price = json[currency]
    if (typeof price === 'number')
      addRaw(car, 'price', price, 'api', currency === (main ?? 'USD') ? 0.97 : 0.7, page, currency)
  }
  const images = photos(json)
  if (images.length) car.add('images', images, images[0], 'api', 0.95)
  const sold =
    at(json, 'autoData.isSold') === true || (typeof json['soldDate'] === 'string' && json['soldDate'] !== '')
  car.add('status', sold ? 'SOLD' : 'AVAILABLE', sold ? 'isSold' : '', 'api', 0.9)
  car.add(
    'sellerKind',
    isObject(json['dealer']) && Number(json['dealer']['id']) > 0 ? 'dealer' : 'private',
    json['dealer'],
    'api',
    0.9,
  )
  const link =
    typeof json['linkToView'] === 'string'
      ? new URL(json['linkToView'], 'https://auto.ria.com/uk/').href
      : undefined
  const id = at(json, 'autoData.autoId')
  const built = {
    ...finishCar(car, 'auto.ria.com', seenAt),
    sourceUrl: link ?? url,
    ...(id === undefined ? {} : { sourceId: String(id) }),
  }
  return { kind: 'listing', car: built, ...(sold ? { gone: 'advert_inactive' as const } : {}) }
}

/** The API's search answers with numbers only: each is an advert to ask for. */
function readIds(json: Json): PageResult | undefined {
  const result = at(json, 'result.search_result')
  if (!isObject(result) || !Array.isArray(result['ids'])) return undefined
  const cars = [...new Set(result['ids'].map(String))]
    .filter((id) => /^\d+$/.test(id))
    .map((id) => ({
      fields: {},
      provenance: {},
      losers: {},
      source: 'auto.ria.com',
      sourceId: id,
      sourceUrl: `https://auto.ria.com/uk/auto_${id}.html`,
    }))
  const total = Number(result['count'])
  return { kind: 'search', cars, ...(Number.isFinite(total) ? { totalResults: total } : {}) }
}

function searchUrl(c: SearchCriteria): string {
  const slug = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
  const path = [
    'https://auto.ria.com/uk/car',
    ...(c.make ? [slug(c.make)] : []),
    ...(c.make && c.model ? [slug(c.model)] : []),
  ].join('/')
  const query = new URLSearchParams()
  const currency = { USD: '1', EUR: '2', UAH: '3' }[c.currency ?? 'USD'] ?? '1'
  if (c.yearFrom) query.set('s_yers', String(c.yearFrom))
  if (c.yearTo) query.set('po_yers', String(c.yearTo))
  if (c.priceFrom) query.set('price_ot', String(c.priceFrom))
  if (c.priceTo) query.set('price_do', String(c.priceTo))
  if (c.priceFrom ?? c.priceTo) query.set('currency', currency)
  if (c.mileageTo) query.set('raceTo', String(Math.round(c.mileageTo / 1000)))
  const text = query.toString()
  return `${path}/${text ? `?${text}` : ''}`
}

/** auto.ria.com: used and new adverts, search and dealer pages, and the official API at developers.ria.com. */
export const autoRia: Site = {
  id: 'auto.ria.com',
  name: 'AUTO.RIA',
  hosts: ['auto.ria.com', 'developers.ria.com', 'ria.com'],
  sourceOf: () => 'auto.ria.com',
  idOf: (url) => /\/(?:auto|newauto\/auto)[-_](?:[\w-]*?[-_])?(\d{5,})\.html/.exec(url.pathname)?.[1],
  kindOf: (url) => {
    if (/\/(?:auto_|newauto\/auto-)[\w-]*\d{5,}\.html/.test(url.pathname)) return 'listing'
    return /\/(?:search|car|legkovie|newauto\/(?:search|marka|category)|dealers?|autosalons?)(?:[/?]|$)/.test(
      url.pathname,
    )
      ? 'search'
      : undefined
  },
  urlOf: (id) => (/^\d+$/.test(id) ? `https://auto.ria.com/uk/auto_${id}.html` : undefined),
  nextPage: (url, seen) => {
    if (seen < 10 || !/\/(?:search|car|legkovie)/.test(url.pathname)) return undefined
    const next = new URL(url)
    next.searchParams.set('page', String(Number(url.searchParams.get('page') ?? '0') + 1))
    return next.href
  },
  search: {
    fields: ['make', 'model', 'yearFrom', 'yearTo', 'priceFrom', 'priceTo', 'currency', 'mileageTo'],
    url: searchUrl,
  },
  // A free key: 30 requests an hour (developers.ria.com).
  api: {
    perHour: 30,
    url: (id, key) =>
      `https://developers.ria.com/auto/info?api_key=${encodeURIComponent(key)}&auto_id=${encodeURIComponent(id)}`,
  },
  readJson: (json, url, seenAt, dictionary) =>
    json['markName'] !== undefined && json['autoData'] !== undefined
      ? readInfo(json, url, seenAt, dictionary)
      : readIds(json),
}
