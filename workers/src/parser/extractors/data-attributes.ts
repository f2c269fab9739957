import type { Evidence } from '../evidence.ts'
import { OPEN } from '../html-scan.ts'
import type { HtmlScan } from '../html-scan.ts'
import { addRaw } from '../interpret.ts'
import type { PageContext } from '../page-context.ts'
import { keyField } from '../raw-field.ts'
import type { RawField } from '../raw-field.ts'
import { notOwnMoney } from './car-leaves.ts'

const telling: ReadonlySet<RawField> = new Set([
  'make',
  'model',
  'year',
  'price',
  'mileage',
  'mileageKm',
  'mileageMiles',
  'fuel',
  'transmission',
  'vin',
  'bodyType',
  'color',
  'version',
  'engineVolume',
  'power',
  'location',
  'sellerName',
])

/** Reads `data-make`, `data-price` and the like on the elements of a range; one element must carry at least two of them. */
export function readDataAttributes(
  scan: HtmlScan,
  from: number,
  to: number,
  car: Evidence,
  page: PageContext,
): number {
  let best = 0
  for (let i = from; i < to; i++) {
    if (scan.kind[i] !== OPEN) continue
    const tag = scan.tag(i)
    if (!tag.includes('data-') || tag.length > 20_000) continue
    const pairs: [RawField, string][] = []
    for (const [, name = '', , double, single] of tag.matchAll(
      /\sdata-([\w-]+)\s*=\s*("([^"]*)"|'([^']*)')/g,
    )) {
      const bare = name.replace(
        /^(?:vehicle|car|listing|ad|product|auto|item|object|brand-?(?=name)|dl|ga|gtm|track(?:ing)?)-/,
        '',
      )
      const field = keyField(bare) ?? keyField(name)
      const value = double ?? single ?? ''
      if (
        field !== undefined &&
        telling.has(field) &&
        value !== '' &&
        value.length < 200 &&
        !(field === 'price' && notOwnMoney(name))
      )
        pairs.push([field, value])
    }
    const distinct = new Set(pairs.map(([field]) => field)).size
    if (distinct < 2) continue
    best = Math.max(best, distinct)
    for (const [field, value] of pairs) addRaw(car, field, value, 'spec', 0.55 + distinct * 0.02, page)
  }
  return best
}
