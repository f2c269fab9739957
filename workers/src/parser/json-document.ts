import type { Dictionary } from '@cartie/shared/domain/dictionary'
import type { PageResult } from '@cartie/shared/domain/page-result'
import { Evidence } from './evidence.ts'
import { carScore, readCarObject } from './extractors/car-object.ts'
import { findCars } from './extractors/find-cars.ts'
import { readJson } from './extractors/js-literal.ts'
import { isNode } from './extractors/ld-nodes.ts'
import { finishCar } from './finish-car.ts'
import { absoluteUrl, pageContext } from './page-context.ts'
import { isConvincing } from './read-listing.ts'
import { areCars, distinctCars, readItems } from './read-search.ts'
import type { Site } from './site.ts'
import { sourceFor } from './sites/registry.ts'
import { jsonError } from './walls.ts'

/** Reads a JSON document of an API: one advert, a list of adverts, or an error; undefined if the text is no JSON. */
export function readJsonDocument(
  text: string,
  url: string,
  site: Site,
  status: number,
  seenAt: string,
  dictionary: Dictionary,
): PageResult | undefined {
  const value = readJson(text.trim())
  if (value === undefined || value === null || typeof value !== 'object') return undefined
  const page = pageContext(url, '', dictionary)
  if (isNode(value)) {
    const read = site.readJson?.(value, url, seenAt, dictionary)
    if (read) return read
    const error = jsonError(value)
    if (error) return { kind: 'none', ...error }
  }
  if (status === 401 || status === 403) return { kind: 'none', outcome: 'wall', reason: 'api_key_missing' }
  if (status === 429) return { kind: 'none', outcome: 'wall', reason: 'quota_used_up' }
  const found = findCars(value)
  const [best] = found.lists
    .map(({ items, path }) => ({ path, cars: distinctCars(readItems(items, page, site, seenAt, 'api')) }))
    .filter(({ cars }) => areCars(cars, page))
    .sort((a, b) => b.cars.length - a.cars.length)
  const list = best?.cars
  // An object within the list is one of its items, however much it tells.
  const single = found.singles.find(
    ({ path }) => best === undefined || !`${path}.`.startsWith(`${best.path}.`),
  )
  if (single && (!list || carScore(single.node).weight >= 12) && !Array.isArray(value)) {
    const car = new Evidence(dictionary)
    const ids = readCarObject(single.node, car, 'api', 0.9, page)
    if (isConvincing(car)) {
      const sourceUrl =
        (ids.url && absoluteUrl(ids.url, page.base)) ??
        (ids.id ? site.urlOf?.(ids.id, page.host) : undefined) ??
        page.url
      const built = {
        ...finishCar(car, sourceFor(url), seenAt),
        sourceUrl,
        ...(ids.id ? { sourceId: ids.id } : {}),
      }
      return {
        kind: 'listing',
        car: built,
        ...(built.fields.status === 'SOLD' ? { gone: 'advert_inactive' as const } : {}),
      }
    }
  }
  if (list) {
    const total = found.totals.filter((n) => n >= list.length).sort((a, b) => a - b)[0]
    return { kind: 'search', cars: list, ...(total !== undefined ? { totalResults: total } : {}) }
  }
  return { kind: 'none', outcome: 'not_a_car', reason: 'no_car_found' }
}
