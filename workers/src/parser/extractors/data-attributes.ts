import type { Evidence } from '../evidence.ts'
import { OPEN } from '../html-scan.ts'
import type { HtmlScan } from '../html-scan.ts'
import { addRaw } from '../interpret.ts'
import type { PageContext } from '../page-context.ts'
import { detached, keyField } from '../raw-field.ts'
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

const owner =
  /^data-(?:(?:vehicle|car|listing|ad|product|auto|item|object|brand-?(?=name)|dl|ga|gtm|track(?:ing)?)-)?/
const mostKept = 2_000
const meanings = new Map<string, RawField | null>()

/** What `data-make`, `data-vehicle-price` and the like tell of a car; undefined for names of other things. */
function fieldOf(attribute: string): RawField | undefined {
  const known = meanings.get(attribute)
  if (known !== undefined) return known ?? undefined
  const field = keyField(attribute.replace(owner, '')) ?? keyField(attribute.slice('data-'.length))
  const told =
    field === undefined || !telling.has(field) || (field === 'price' && notOwnMoney(attribute.slice(5)))
      ? undefined
      : field
  if (attribute.length < 60 && meanings.size < mostKept) meanings.set(detached(attribute), told ?? null)
  return told
}

/** Reads `data-make`, `data-price` and the like on the elements of a range; one element must carry at least two of them. */
export function readDataAttributes(
  scan: HtmlScan,
  from: number,
  to: number,
  car: Evidence,
  page: PageContext,
): void {
  const { html } = scan
  let pairs: [RawField, string][] = []
  const take = (name: number, nameEnd: number, value: number, valueEnd: number): void => {
    const size = valueEnd - value
    if (size < 1 || size >= 200 || !html.startsWith('data-', name)) return
    const field = fieldOf(html.slice(name, nameEnd))
    if (field !== undefined) pairs.push([field, html.slice(value, valueEnd)])
  }
  for (let i = from; i < to; i++) {
    if (scan.kind[i] !== OPEN || (scan.end[i] as number) - (scan.start[i] as number) > 20_000) continue
    pairs = []
    scan.eachAttribute(i, take)
    const distinct = new Set(pairs.map(([field]) => field)).size
    if (distinct < 2) continue
    for (const [field, value] of pairs) addRaw(car, field, value, 'spec', 0.55 + distinct * 0.02, page)
  }
}
