import type { Extractor } from '@cartie/shared/domain/car'
import type { Evidence } from '../evidence.ts'
import { addRaw } from '../interpret.ts'
import type { RawValue } from '../interpret.ts'
import type { PageContext } from '../page-context.ts'
import { keyField } from '../raw-field.ts'
import type { RawField } from '../raw-field.ts'
import { leavesOf, scalar, sellerBranch } from './car-leaves.ts'
import type { Leaf } from './car-leaves.ts'
import { distinctPhotos, photosIn } from './images.ts'
import { isNode } from './ld-nodes.ts'
import type { LdNode } from './ld-nodes.ts'

const sellerMeaning: Partial<Record<RawField, RawField>> = {
  title: 'sellerName',
  sellerName: 'sellerName',
  sellerPhone: 'sellerPhone',
  location: 'location',
  sellerKind: 'sellerKind',
  bodyType: 'sellerKind',
}

function currencyNear(leaf: Leaf): string | undefined {
  for (const [key, v] of Object.entries(leaf.holder)) {
    if (keyField(key) === 'currency')
      return typeof v === 'string'
        ? v
        : isNode(v)
          ? String(v['code'] ?? v['iso'] ?? v['name'] ?? v['symbol'] ?? '') || undefined
          : undefined
  }
  const named = /(?:^|\.)(?:price)?(usd|eur|uah|gbp|pln|chf)$/.exec(leaf.path)?.[1]
  return named?.toUpperCase()
}

/** The distance's unit where it stands beside a bare number: `{value: 90000, unit: 'km'}`, `mileageUnit: 'mi'`. */
function distanceField(leaf: Leaf): RawField {
  if (leaf.field !== 'mileage' || typeof leaf.value === 'object' || /\p{L}/u.test(String(leaf.value)))
    return leaf.field
  for (const [key, v] of Object.entries(leaf.holder)) {
    if (
      typeof v !== 'string' ||
      !/^(?:(?:mileage|odometer)?[-_]?unit(?:[-_]?(?:code|text|of[-_]?\w+|name))?)$/i.test(key)
    )
      continue
    if (/^k(?:m|ilomet)/i.test(v)) return 'mileageKm'
    if (/^s?mi(?:l|$|\b)/i.test(v) && !/^mil$/i.test(v)) return 'mileageMiles'
  }
  return leaf.field
}

/** Reads an object that describes one car into the evidence. */
export function readCarObject(
  node: LdNode,
  car: Evidence,
  by: Extractor,
  confidence: number,
  page: PageContext,
): { id?: string; url?: string } {
  const out: { id?: string; url?: string } = {}
  const leaves = leavesOf(node)
  const anyCurrency = leaves.find((l) => l.field === 'currency' && typeof l.value === 'string')?.value as
    string | undefined
  const photos: string[] = []
  for (const leaf of leaves) {
    const inSeller =
      sellerBranch.test(leaf.path) &&
      !/^(?:seller|dealer|contact|owner|user)(?:name|phone|type)/.test(leaf.path)
    const field = inSeller ? sellerMeaning[leaf.field] : distanceField(leaf)
    if (field === undefined) continue
    if (field === 'images') {
      if (!inSeller) photos.push(...photosIn(leaf.value))
      continue
    }
    const value = scalar(leaf.value)
    if (value === undefined) continue
    const worth = confidence - 0.03 * leaf.depth - (inSeller && field === 'location' ? 0.15 : 0)
    if (field === 'id') {
      if (
        leaf.depth === 0 &&
        (typeof value === 'number' || typeof value === 'string') &&
        String(value).length <= 64
      )
        out.id ??= String(value)
    } else if (field === 'url') {
      if (
        leaf.depth <= 1 &&
        typeof value === 'string' &&
        value.length < 1_000 &&
        /[/]/.test(value) &&
        !/\.(?:jpe?g|png|webp)/i.test(value)
      )
        out.url ??= value
    } else if (field === 'price') {
      addRaw(
        car,
        field,
        value,
        by,
        worth + (/gross|sale|asking|current|final/.test(leaf.path) ? 0.02 : 0),
        page,
        currencyNear(leaf) ?? anyCurrency,
      )
    } else if (field === 'status') addState(car, leaf.path, value, by, worth)
    else if (field === 'condition' && typeof value === 'boolean') {
      if (/isnew|neworused/.test(leaf.path))
        car.add('condition', value ? 'new' : 'used', leaf.path, by, worth)
    } else if (field === 'sellerKind' && typeof value === 'boolean') {
      const dealer = /private/.test(leaf.path) ? !value : value
      car.add('sellerKind', dealer ? 'dealer' : 'private', leaf.path, by, worth)
    } else if (typeof value !== 'boolean')
      addRaw(
        car,
        field,
        value,
        by,
        field === 'description' && !/desc|text|body|opis/.test(leaf.path) ? worth - 0.3 : worth,
        page,
      )
  }
  if (photos.length) car.add('images', distinctPhotos(photos, page.base), photos[0], by, confidence)
  return out
}

function addState(car: Evidence, path: string, value: RawValue, by: Extractor, confidence: number): void {
  if (typeof value === 'string')
    return addRaw(car, 'status', value, by, confidence, {
      url: '',
      host: '',
      base: '',
      lang: '',
      country: 'UA',
      mileageUnit: 'km',
      dictionary: car.dictionary,
    })
  if (typeof value !== 'boolean') return
  if (/(?:is)?sold$/.test(path)) car.add('status', value ? 'SOLD' : 'AVAILABLE', path, by, confidence)
  else if (/(?:is)?reserved$/.test(path) && value) car.add('status', 'RESERVED', path, by, confidence)
  else if (/isarchived$|inactive$/.test(path) && value) car.add('status', 'SOLD', path, by, confidence)
  else if (/isactive$/.test(path)) car.add('status', value ? 'AVAILABLE' : 'SOLD', path, by, confidence)
}

const weights: Partial<Record<RawField, number>> = {
  price: 3,
  mileage: 3,
  mileageThousands: 3,
  mileageMiles: 3,
  mileageKm: 3,
  make: 2,
  model: 2,
  year: 2,
  vin: 2,
  fuel: 2,
  transmission: 2,
  engineVolume: 1,
  power: 1,
  powerKw: 1,
  engine: 1,
  title: 1,
  images: 1,
  bodyType: 1,
  color: 1,
  drive: 1,
  location: 0.5,
  description: 1,
  url: 0.5,
  id: 0.5,
  sellerPhone: 0.5,
  version: 0.5,
}
const carOnly: ReadonlySet<RawField> = new Set([
  'make',
  'model',
  'mileage',
  'mileageThousands',
  'mileageMiles',
  'mileageKm',
  'fuel',
  'transmission',
  'vin',
  'engineVolume',
  'power',
  'powerKw',
])

/** How much an object looks like an advert of a car: the weight of its fields and the number of fields that only cars have. */
export function carScore(node: LdNode): {
  weight: number
  carFields: number
  priced: boolean
  titled: boolean
} {
  const seen = new Set(leavesOf(node).map((leaf) => leaf.field))
  let weight = 0
  let own = 0
  for (const field of seen) {
    weight += weights[field] ?? 0
    if (carOnly.has(field)) own++
  }
  return { weight, carFields: own, priced: seen.has('price'), titled: seen.has('title') || seen.has('make') }
}
