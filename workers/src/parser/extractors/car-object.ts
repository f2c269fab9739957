import type { Extractor } from '@cartie/shared/domain/car'
import { labelField } from '../label-field.ts'
import type { Evidence } from '../evidence.ts'
import { addRaw } from '../interpret.ts'
import type { RawValue } from '../interpret.ts'
import type { PageContext } from '../page-context.ts'
import { foldKey, keyField } from '../raw-field.ts'
import type { RawField } from '../raw-field.ts'
import { distinctPhotos, photosIn } from './images.ts'
import type { JsValue } from './js-literal.ts'
import { isNode } from './ld-nodes.ts'
import type { LdNode } from './ld-nodes.ts'

export interface Leaf {
  field: RawField
  value: JsValue
  depth: number
  /** Lower-case keys from the object down to the value, joined by dots. */
  path: string
  holder: LdNode
}

/** Branches that speak of other cars, of money that is no price, or of the page itself. */
export const aside =
  /similar|related|recommend|suggest|otherads|otherlist|moreads|alsolike|breadcrumb|filter|facet|tracking|translation|i18n|locale|experiment|toggle|navigation|footer|banner|advertis(?!er)|adslot|adtarget|targeting|gtm|searchparam|searchquery|pagequery|pricehistory|viewhistory|compar|leasing|financ|insurance|warranty|review|ratings?(?!s?name)|tradein|superdeal|seo|opengraph|schemaorg|faq|dictionary|analytics|cms|glossary|lastseen|recentlyviewed|viewed/
const notPrice =
  /(?<![bgs])old|previous|original|strike|crossed|rrp|msrp|uvp|net(?:to)?(?![a-z]*work)|withoutvat|exclvat|monthly|permonth|month|rate|instal|deposit|down|financ|leas|credit|loan|min(?!or)|max|lowest|highest|from|until|evaluat|estimat|average|market|median|drop|differ|saving|discount|reduc|tax|fee|delivery|shipping|insur|export|initial|history|label|badge|threshold|rating|suggested|premium|bid|start|rent|weekly|daily|cashback|bonus|import/
const sellerBranch =
  /seller|dealer|user(?!d)|owner|advertiser|contact|vendor|account|customer|company|branch|agency|author|shop|store|organization|merchant|showroom/
/** Keys that mean a car's field only on the car itself: deeper down they are anything's name, text or state. */
const loose = new Set(
  'title name headline subject caption heading displayname status state availability body text description content comments category type id uuid sku identifier url link href slug permalink condition drive engine motor version variant trim label src usage place region country city'
    .split(' ')
    .filter((key) => key !== 'city'),
)
const lastKey = (path: string): string => path.slice(path.lastIndexOf('.') + 1)
const neutral = new Set([
  'value',
  'name',
  'label',
  'text',
  'title',
  'formatted',
  'formattedvalue',
  'amount',
  'raw',
  'rawvalue',
  'display',
  'displayvalue',
  'content',
  'values',
  'localized',
  'valuelabel',
  'localizedvalue',
  'description',
  'key',
  'slug',
  'data',
  'node',
  'en',
  'uk',
  'de',
  'current',
  'gross',
  'total',
  'first',
  'main',
  'public',
  'primary',
  'defaultvalue',
  'translation',
  'major',
  'units',
  'number',
  'numeric',
  'nominal',
  'v',
  'val',
])
const labelKeys = [
  'label',
  'key_label',
  'name',
  'title',
  'key',
  'code',
  'slug',
  'attribute',
  'type',
  'id',
  'iconName',
  'property',
]
const valueKeys = [
  'value_label',
  'valueLabel',
  'displayValue',
  'formattedValue',
  'formatted',
  'localizedValue',
  'localized',
  'text',
  'value',
  'values',
  'data',
  'content',
  'val',
  'description',
  'vipValue',
]
const moreOfImages = /^(?:images?|photos?|pictures?|gallery|media|thumb\w*)$/

/** `{label: 'Fuel', value: 'Diesel'}` and its many spellings, as a field and the value a person would read. */
function attribute(item: LdNode): { field: RawField; value: JsValue } | undefined {
  const valueKey = valueKeys.find((k) => item[k] !== undefined && item[k] !== null && item[k] !== '')
  if (!valueKey) return undefined
  for (const key of labelKeys) {
    const label = item[key]
    if (typeof label !== 'string' || key === valueKey || label.length > 60) continue
    const field = keyField(label) ?? labelField(label)
    if (field === undefined || field === 'id' || field === 'url') continue
    const value = item[valueKey]
    return { field, value: Array.isArray(value) ? value[0] : value }
  }
  return undefined
}

const isAttributeList = (list: JsValue[]): boolean => {
  const nodes = list.filter(isNode)
  return (
    nodes.length >= 2 &&
    nodes.slice(0, 30).some((n) => attribute(n) !== undefined) &&
    nodes.every((n) => Object.keys(n).length <= 14)
  )
}

/** A scalar that a person would read out of a value, such as `{amount: 5, label: 'x'}`. */
function scalar(v: JsValue): RawValue | undefined {
  if (typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean') return v
  if (Array.isArray(v)) return v.length === 1 || typeof v[0] === 'string' ? scalar(v[0]) : undefined
  if (!isNode(v)) return undefined
  for (const key of [
    'value_label',
    'formatted',
    'label',
    'displayValue',
    'value',
    'name',
    'text',
    'amount',
    'raw',
    'title',
  ]) {
    const inner = v[key]
    if (typeof inner === 'string' || typeof inner === 'number') return inner
  }
  return undefined
}

function walk(node: LdNode, path: string, depth: number, near: RawField | undefined, out: Leaf[]): void {
  if (out.length > 400) return
  for (const [key, v] of Object.entries(node)) {
    if (v === null || v === undefined || v === '') continue
    const folded = foldKey(key)
    if (folded === '' || aside.test(folded)) continue
    const here = path === '' ? folded : `${path}.${folded}`
    const own = neutral.has(folded) && near !== undefined ? near : keyField(key)
    if ((own === 'images' && moreOfImages.test(folded)) || (own === 'images' && typeof v === 'object')) {
      out.push({ field: 'images', value: v, depth, path: here, holder: node })
      continue
    }
    if (typeof v !== 'object') {
      if (own !== undefined && !(near !== undefined && depth > 1 && own !== near && loose.has(folded)))
        out.push({ field: own, value: v, depth, path: here, holder: node })
      continue
    }
    if (Array.isArray(v)) {
      if (isAttributeList(v)) {
        for (const item of v) {
          if (!isNode(item)) continue
          const pair = attribute(item)
          if (pair)
            out.push({
              field: pair.field,
              value: pair.value,
              depth: depth + 1,
              path: `${here}.${pair.field}`,
              holder: item,
            })
        }
      } else if (own !== undefined && own !== 'url' && own !== 'id') {
        const first = scalar(v)
        if (first !== undefined) out.push({ field: own, value: first, depth, path: here, holder: node })
        else if (v.length && isNode(v[0]) && depth < 4) walk(v[0], here, depth + 1, own, out)
      } else if (v.length <= 3 && depth < 3)
        for (const item of v) if (isNode(item)) walk(item, here, depth + 1, own, out)
      continue
    }
    if (depth >= 4) continue
    const pair =
      isNode(v) && typeof v['label'] === 'string' && (v['value'] ?? v['values']) !== undefined
        ? (own ?? labelField(v['label']))
        : undefined
    if (pair) {
      const value = v['value'] ?? v['values']
      const read =
        Array.isArray(value) && isNode(value[0])
          ? (scalar(value[0]) ?? null)
          : typeof value === 'object'
            ? (scalar(value) ?? null)
            : labelField(v['label'] as string) || keyField(v['label'] as string)
              ? value
              : v['label']
      out.push({ field: pair, value: read, depth: depth + 1, path: here, holder: v })
      continue
    }
    walk(v as LdNode, here, depth + 1, own === 'id' || own === 'url' ? undefined : (own ?? near), out)
  }
}

/** Everything of a car that an object and its near branches say. */
export function leavesOf(node: LdNode): Leaf[] {
  const out: Leaf[] = []
  walk(node, '', 0, undefined, out)
  return out.filter((leaf) => {
    const inSeller = sellerBranch.test(leaf.path)
    if (leaf.field === 'price') return !notPrice.test(leaf.path) && !inSeller
    if (inSeller) return true
    return (
      leaf.depth <= 1 ||
      !loose.has(lastKey(leaf.path)) ||
      /^(?:data|ad|listing|vehicle|car|item|node|attributes|result|offer|advert|details?|classified|auto)\b/.test(
        leaf.path,
      )
    )
  })
}

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
    const field = inSeller ? sellerMeaning[leaf.field] : leaf.field
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

/** Whether a key speaks of a rate, a tax or another car's money rather than the asking price. */
export const notOwnMoney = (key: string): boolean => notPrice.test(key.toLowerCase())
