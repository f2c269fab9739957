import { keyMeaning } from '../key-meaning.ts'
import { keyField } from '../raw-field.ts'
import type { RawField } from '../raw-field.ts'
import { labelField } from '../label-field.ts'
import { givesCents } from './car-leaves.ts'
import { carScore } from './car-object.ts'
import type { JsValue } from './js-literal.ts'
import { isNode } from './ld-nodes.ts'
import type { LdNode } from './ld-nodes.ts'

export interface FoundCars {
  /** Objects that look like the one car of the page, best first. */
  singles: { node: LdNode; weight: number; path: string }[]
  /** Lists of adverts, longest first. */
  lists: { items: LdNode[]; path: string }[]
  /** Numbers that say how many results there are in all. */
  totals: number[]
}

const bits = new Map<RawField, number>()
const order: RawField[] = [
  'price',
  'mileage',
  'make',
  'model',
  'year',
  'vin',
  'fuel',
  'transmission',
  'title',
  'images',
  'engineVolume',
  'power',
  'id',
  'url',
  'location',
  'bodyType',
]
order.forEach((field, i) => bits.set(field, 1 << i))
bits
  .set('mileageThousands', 1 << 1)
  .set('mileageMiles', 1 << 1)
  .set('mileageKm', 1 << 1)
  .set('powerKw', 1 << 11)
const PRICE = 1
const TITLE = (1 << 8) | (1 << 2)
const CAR = 2 | 4 | 8 | 16 | 32 | 64 | 128
type Masks = [own: number, near: number, far: number, farthest: number]

/** `[{key: 'price', value: …}, {key: 'year', value: …}]`: the fields that the list names. */
function attributeBits(nodes: readonly LdNode[]): number {
  let mask = 0
  for (const n of nodes.slice(0, 60)) {
    if ((n['value'] ?? n['values'] ?? n['text'] ?? n['displayValue']) === undefined) continue
    for (const key of ['key', 'label', 'name', 'code', 'tag']) {
      const word = n[key]
      const field =
        typeof word === 'string' && word.length < 40 ? (keyField(word) ?? labelField(word)) : undefined
      if (field !== undefined) mask |= bits.get(field) ?? 0
    }
  }
  return mask
}
const totalKey =
  /^(?:total(?:results?|count|hits|items|ads|elements|records|listings|offers|found|number|resultcount)?|count|numberofresults|numresults|resultscount|totalnumberofresults|hits|nbhits|found|numfound|totalitems|numberofitems)$/

function popcount(n: number): number {
  let c = 0
  for (let m = n; m; m &= m - 1) c++
  return c
}

/** Finds what looks like adverts of cars in a tree of data. Bounded in depth and in nodes. */
export function findCars(root: JsValue): FoundCars {
  const singles: { node: LdNode; mask: number; path: string; depth: number }[] = []
  const lists: { items: LdNode[]; path: string }[] = []
  const totals: number[] = []
  let budget = 300_000

  // Returns the fields of the node itself, then with those of its children, grandchildren and theirs.
  const visit = (v: JsValue, path: string, depth: number): Masks => {
    if (typeof v !== 'object' || v === null || depth > 30 || --budget < 0) return [0, 0, 0, 0]
    return Array.isArray(v) ? list(v, path, depth) : object(v, path, depth)
  }
  const list = (v: JsValue[], path: string, depth: number): Masks => {
    const nodes = v.filter(isNode)
    let near = 0
    let far = 0
    let alike = 0
    for (const item of v) {
      if (typeof item !== 'object') continue
      const masks = visit(item, path, depth + 1)
      near |= masks[1]
      far |= masks[2]
      if (isItem(masks[3])) alike++
    }
    if (alike >= 2 && alike >= nodes.length * 0.5) {
      lists.push({ items: nodes, path })
      return [0, 0, 0, 0]
    }
    const named = nodes.length >= 2 ? attributeBits(nodes) : 0
    return [named, near | named, near | named, far | named]
  }
  const object = (v: LdNode, path: string, depth: number): Masks => {
    let own = 0
    const deep = [0, 0, 0]
    let members = 0
    let objects = 0
    for (const key of Object.keys(v)) {
      const value = v[key]
      if (value === null || value === undefined || value === '') continue
      const { folded, field, isAside } = keyMeaning(key)
      if (typeof value === 'number') {
        if (totalKey.test(folded)) totals.push(value)
        else if (givesCents(folded, false)) own |= PRICE
      }
      own |= field === undefined ? 0 : (bits.get(field) ?? 0)
      if (typeof value !== 'object' || isAside) continue
      const masks = visit(value, path === '' ? folded : `${path}.${folded}`, depth + 1)
      for (let d = 0; d < 3; d++) deep[d] = (deep[d] as number) | (masks[d] as number)
      if (Array.isArray(value)) continue
      objects++
      if (isItem(masks[2]) && masks[2] & PRICE) members++
    }
    const masks: Masks = [
      own,
      own | (deep[0] as number),
      own | (deep[1] as number),
      own | (deep[2] as number),
    ]
    if (members >= 3 && members >= objects * 0.7) {
      lists.push({ items: Object.values(v).filter(isNode), path })
      return [0, 0, 0, 0]
    }
    if (popcount(masks[3] & CAR) >= 2 && (masks[3] & (PRICE | TITLE)) !== 0)
      singles.push({ node: v, mask: masks[3], path, depth })
    return masks
  }
  visit(root, '', 0)
  const ranked = singles
    .sort((a, b) => popcount(b.mask) - popcount(a.mask) || b.depth - a.depth)
    .slice(0, 24)
    .map(({ node, path, depth }) => ({ node, path, depth, score: carScore(node) }))
    .filter(({ score }) => score.carFields >= 2 && score.weight >= 6)
  const top = Math.max(0, ...ranked.map((r) => r.score.weight))
  const best = ranked.filter((r) => r.score.weight >= top * 0.9).sort((a, b) => b.depth - a.depth)
  return {
    singles: [...best, ...ranked.filter((r) => !best.includes(r))].map(({ node, path, score }) => ({
      node,
      path,
      weight: score.weight,
    })),
    lists: lists.sort((a, b) => b.items.length - a.items.length),
    totals,
  }
}

const isItem = (mask: number): boolean =>
  (mask & PRICE) !== 0 && (mask & TITLE) !== 0 && (mask & ~(PRICE | TITLE)) !== 0
