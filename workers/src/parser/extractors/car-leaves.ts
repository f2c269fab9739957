import { labelField } from '../label-field.ts'
import type { RawValue } from '../interpret.ts'
import { keyMeaning } from '../key-meaning.ts'
import { keyField } from '../raw-field.ts'
import type { RawField } from '../raw-field.ts'
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

const notPrice =
  /(?<![bgs])old|previous|original|strike|crossed|rrp|msrp|uvp|net(?:to)?(?![a-z]*work)|withoutvat|exclvat|monthly|permonth|month|rate|instal|deposit|down|financ|leas|credit|loan|min(?!or)|max|lowest|highest|from|until|evaluat|estimat|average|market|median|drop|differ|saving|discount|reduc|tax|fee|delivery|shipping|insur|export|initial|history|label|badge|threshold|rating|suggested|premium|bid|start|rent|weekly|daily|cashback|bonus|import/
export const sellerBranch =
  /seller|dealer|user(?!d)|owner|advertiser|contact|vendor|account|customer|company|branch|agency|author|shop|store|organization|merchant|showroom/
/** Keys that mean a car's field only on the car itself: deeper down they are anything's name, text or state. */
const loose = new Set(
  'title name headline subject caption heading displayname status state availability body text description content comments category type id uuid sku identifier url link href slug permalink condition drive engine motor version variant trim label src usage place region country city'
    .split(' ')
    .filter((key) => key !== 'city'),
)
/** The key that gave a path its meaning: the last that is more than a wrapper such as `name` or `value`. */
const lastKey = (path: string): string => {
  const keys = path.split('.')
  return keys.findLast((key, i) => i === 0 || !neutral.has(key)) ?? ''
}
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
const wholeCents =
  /^(?:(?:sale|asking|list|gross|current|final)?price)(?:in)?(?:cents?|minor(?:units?)?|pence)$/
const amountCents = /^(?:amount|value)(?:in)?(?:cents?|minor(?:units?)?|pence)$|^cents$/

/** Whether a folded key (`priceincents`, `amountcents` beside a price) gives a price in hundredths. */
export const givesCents = (folded: string, besidePrice: boolean): boolean =>
  wholeCents.test(folded) || (besidePrice && amountCents.test(folded))

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
export function scalar(v: JsValue): RawValue | undefined {
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
  for (const key of Object.keys(node)) {
    const v = node[key]
    if (v === null || v === undefined || v === '') continue
    const { folded, field, isAside } = keyMeaning(key)
    if (folded === '' || isAside) continue
    const here = path === '' ? folded : `${path}.${folded}`
    const own = neutral.has(folded) && near !== undefined ? near : field
    if ((own === 'images' && moreOfImages.test(folded)) || (own === 'images' && typeof v === 'object')) {
      out.push({ field: 'images', value: v, depth, path: here, holder: node })
      continue
    }
    if (typeof v === 'number' && v > 0 && givesCents(folded, near === 'price')) {
      out.push({ field: 'price', value: v / 100, depth, path: here, holder: node })
      continue
    }
    if (
      folded === 'type' &&
      typeof v === 'string' &&
      sellerBranch.test(path.slice(path.lastIndexOf('.') + 1))
    ) {
      out.push({ field: 'sellerKind', value: v, depth, path: here, holder: node })
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
      } else if (v.length <= 3 && depth < 3) {
        // Of several things beside the car the names and texts are their own.
        const inside: Leaf[] = []
        for (const item of v) if (isNode(item)) walk(item, here, depth + 1, own, inside)
        out.push(...(v.length === 1 ? inside : inside.filter(({ path }) => !loose.has(lastKey(path)))))
      }
      continue
    }
    if (depth >= 4) continue
    // `{label: 'Hybrid', hasValue: true, formattedValue: 'No'}` says nothing of the object that it stands in.
    if (isNode(v) && typeof v['label'] === 'string' && typeof v['formattedValue'] === 'string') {
      const named = field ?? labelField(v['label'])
      if (named !== undefined && v['formattedValue'] !== '')
        out.push({ field: named, value: v['formattedValue'], depth: depth + 1, path: here, holder: v })
      continue
    }
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
    walk(v, here, depth + 1, own === 'id' || own === 'url' ? undefined : (own ?? near), out)
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
      /^(?:data|ad|listing|vehicle|car|item|node|attributes|result|offer|advert(?:isement)?|details?|classified|auto)\b/.test(
        leaf.path,
      )
    )
  })
}

/** Whether a key speaks of a rate, a tax or another car's money rather than the asking price. */
export const notOwnMoney = (key: string): boolean => notPrice.test(key.toLowerCase())
