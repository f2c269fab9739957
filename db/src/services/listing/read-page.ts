import type { Tx } from '../../context.ts'
import { bind, byWords, type Conditions } from './listing-filter.ts'
import type { ListingOrder, Place } from './listing-order.ts'
import { listingColumns, type ListingRow } from './listing-row.ts'

/** So many rows of the order are looked at for each row that is wanted, before the matches are picked out instead. */
const looksPerRow = 60
const listed = listingColumns.join(', ')

/**
 * The next `limit` rows after a place, what lacks the order's value at its end. First it walks along the index of
 * the order, which soon fills a page with what is common. Where it does not, the matches are few or far: then
 * all of them are picked out and sorted. So no page costs a walk through the whole inventory.
 */
export async function readPage(
  tx: Tx,
  conditions: Conditions,
  order: ListingOrder,
  from: Place | null,
  limit: number,
): Promise<ListingRow[]> {
  return (await walk(tx, conditions, order, from, limit)) ?? pick(tx, conditions, order, from, limit)
}

/** The page, or null where too many rows would have to be looked at. */
async function walk(
  tx: Tx,
  conditions: Conditions,
  order: ListingOrder,
  from: Place | null,
  limit: number,
): Promise<ListingRow[] | null> {
  const rows: ListingRow[] = []
  const looks = limit * looksPerRow
  for (const part of partsOf(order, from)) {
    const found = await walkPart(tx, conditions, order, part, limit - rows.length, looks)
    if (!found) return null
    rows.push(...found)
    if (rows.length === limit) break
  }
  return rows
}

/** A stretch of an order, of which its index serves a part from any place. */
interface Part {
  condition?: string
  from: Place | null
}

function partsOf({ nullable }: ListingOrder, from: Place | null): Part[] {
  if (!nullable) return [{ from }]
  const unknown = `${nullable} is null`
  if (from?.includes(null)) return [{ condition: unknown, from }]
  return [
    { condition: `${nullable} is not null`, from },
    { condition: unknown, from: null },
  ]
}

async function walkPart(
  tx: Tx,
  conditions: Conditions,
  order: ListingOrder,
  { condition, from }: Part,
  limit: number,
  looks: number,
): Promise<ListingRow[] | null> {
  // What the index of the order itself can tell.
  const own = new Set(['workspace_id', 'deleted_at', ...order.columns.map(([column]) => column)])
  const beside = conditions.where.filter(({ column }) => !own.has(column))
  const params: unknown[] = []
  const along = bind(
    conditions.where.filter(({ column }) => own.has(column)),
    params,
  )
  if (condition) along.push(condition)
  if (from) along.push(isAfter(order, from, params))
  const way = `from car_listings where ${along.join(' and ')} order by ${sortOf(order)}`
  const select = (text: string, values: unknown[]) => tx.sql.unsafe<ListingRow[]>(text, values as never[])
  if (!beside.length) return select(`select ${listed} ${way} limit ${limit}`, params)
  const values = [...params]
  const rows = await select(
    `select ${listed} from (select * ${way} limit ${looks}) l
     where ${bind(beside, values).join(' and ')} order by ${sortOf(order)} limit ${limit}`,
    values,
  )
  if (rows.length === limit) return rows
  const further = await select(`select ${way} offset ${looks} limit 1`, params)
  return further.length ? null : rows
}

/** The page out of all matches, sorted. */
async function pick(
  tx: Tx,
  conditions: Conditions,
  order: ListingOrder,
  from: Place | null,
  limit: number,
): Promise<ListingRow[]> {
  const params: unknown[] = []
  const all = bind(byWords(conditions), params)
  const unknown = order.nullable && `${order.nullable} is null`
  const rest = from ? [isAfter(order, from, params)] : []
  if (from && unknown) rest[0] = `(${unknown} ${from.includes(null) ? 'and' : 'or'} ${rest[0]})`
  // `offset 0` keeps order and place out of the choice of the index.
  return tx.sql.unsafe<ListingRow[]>(
    `select ${listed} from (select * from car_listings where ${all.join(' and ')} offset 0) l
     ${rest.length ? `where ${rest[0]}` : ''}
     order by ${unknown ? `${unknown}, ` : ''}${sortOf(order)} limit ${limit}`,
    params as never[],
  )
}

const sortOf = ({ columns, direction }: ListingOrder): string =>
  columns.map(([column]) => `${column} ${direction}`).join(', ')

/** Whether a row comes after a place; among rows that lack the value, only what is left of the order tells. */
function isAfter({ columns, direction }: ListingOrder, from: Place, params: unknown[]): string {
  const told = columns.flatMap(([column, type], i) => {
    const value = from[i] ?? null
    return value === null ? [] : [{ column, place: `$${params.push(value)}::${type}` }]
  })
  const side = (key: 'column' | 'place') => `(${told.map((t) => t[key]).join(', ')})`
  return `${side('column')} ${direction === 'asc' ? '>' : '<'} ${side('place')}`
}
