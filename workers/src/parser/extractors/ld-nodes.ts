import type { JsValue } from './js-literal.ts'

export type LdNode = { [key: string]: JsValue }

const carTypes = new Set([
  'car',
  'vehicle',
  'motorizedvehicle',
  'motorcycle',
  'busorcoach',
  'auto',
  'usedcar',
  'individualproduct',
  'automobile',
])
const productTypes = new Set([
  'product',
  'offer',
  'offerforpurchase',
  'someproducts',
  'productmodel',
  'classifiedad',
  'itempage',
  'productgroup',
])
const asides = new Set([
  'isrelatedto',
  'issimilarto',
  'review',
  'reviews',
  'breadcrumb',
  'hasoffercatalog',
  'makesoffer',
  'aggregaterating',
  'publisher',
  'author',
  'potentialaction',
])

export const isNode = (v: JsValue): v is LdNode => typeof v === 'object' && v !== null && !Array.isArray(v)
export const listOf = (v: JsValue): JsValue[] =>
  Array.isArray(v) ? v : v === undefined || v === null ? [] : [v]

/** A node's types, lower-case, without their vocabulary's address. */
export function typesOf(node: LdNode): string[] {
  return listOf(node['@type'] ?? node['type'])
    .filter((t): t is string => typeof t === 'string')
    .map((t) => t.toLowerCase().replace(/^.*[/#:]/, ''))
}

export const isCarType = (node: LdNode) => typesOf(node).some((t) => carTypes.has(t))
export const isProductType = (node: LdNode) => typesOf(node).some((t) => productTypes.has(t))

/** Text of a value that may be a string, a number, `{name}`, `{value}`, `{@value}` or a list of these. */
export function textOf(v: JsValue): string | undefined {
  if (typeof v === 'string') return v.trim() === '' ? undefined : v
  if (typeof v === 'number') return Number.isFinite(v) ? String(v) : undefined
  if (Array.isArray(v)) return v.length ? textOf(v[0]) : undefined
  if (isNode(v)) return textOf(v['name'] ?? v['value'] ?? v['@value'] ?? v['text'])
  return undefined
}

export interface LdFound {
  /** Cars and products outside of lists. */
  singles: LdNode[]
  /** The members of each list: ItemList, OfferCatalog, arrays of cars. */
  lists: LdNode[][]
  breadcrumbs: string[]
  /** Sellers that stand alone: AutoDealer, Organization with an address. */
  sellers: LdNode[]
}

function unwrap(v: JsValue): LdNode | undefined {
  if (!isNode(v)) return undefined
  const item = v['item']
  if (typesOf(v).includes('listitem') && isNode(item))
    return item['url'] === undefined && v['url'] !== undefined ? { ...item, url: v['url'] } : item
  return v
}

function visit(v: JsValue, found: LdFound, depth: number): void {
  if (depth > 8) return
  if (Array.isArray(v)) {
    const nodes = v.filter(isNode)
    const cars = nodes.filter((n) => isCarType(n) || isProductType(n))
    if (cars.length >= 2) {
      found.lists.push(cars)
      for (const n of nodes) if (!cars.includes(n)) visit(n, found, depth + 1)
    } else for (const n of v) visit(n, found, depth + 1)
    return
  }
  if (!isNode(v)) return
  const types = typesOf(v)
  if (types.includes('breadcrumblist')) {
    for (const item of listOf(v['itemListElement'])) {
      if (!isNode(item)) continue
      const name = textOf(item['name'] ?? (isNode(item['item']) ? item['item']['name'] : undefined))
      if (name) found.breadcrumbs.push(name)
    }
    return
  }
  if (types.includes('itemlist') || types.includes('offercatalog')) {
    const members = listOf(v['itemListElement'])
      .map(unwrap)
      .filter((n): n is LdNode => n !== undefined)
    if (members.length) found.lists.push(members)
    return
  }
  if (isCarType(v) || isProductType(v)) {
    const offers = v['offers']
    const inner =
      isNode(offers) && typesOf(offers).includes('aggregateoffer')
        ? listOf(offers['offers']).filter(isNode)
        : []
    if (inner.length >= 2 && inner.every((o) => isNode(o['itemOffered']) || o['url'] !== undefined))
      found.lists.push(inner)
    else found.singles.push(v)
    return
  }
  if (
    types.some((t) => /dealer|organization|localbusiness|autorental|store$/.test(t)) &&
    (v['telephone'] ?? v['address']) !== undefined
  )
    found.sellers.push(v)
  for (const [key, value] of Object.entries(v)) {
    if (key.startsWith('@') && key !== '@graph') continue
    if (asides.has(key.toLowerCase()) || typeof value !== 'object') continue
    visit(value, found, depth + 1)
  }
}

/** Sorts the parsed JSON-LD of a page into single cars or products, lists of them, breadcrumbs and sellers. */
export function sortLd(values: JsValue[]): LdFound {
  const found: LdFound = { singles: [], lists: [], breadcrumbs: [], sellers: [] }
  for (const v of values) visit(v, found, 0)
  return found
}
