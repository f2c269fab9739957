import type { CarListing, ListingQuery } from '@cartie/shared/schemas/listing'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { rowToListing } from './car-facts.ts'
import { filterConditions, type Conditions } from './listing-filter.ts'
import { cursorAt, listingOrders, readCursor, type ListingOrder, type Place } from './listing-order.ts'
import { listingColumns, type ListingRow } from './listing-row.ts'

/**
 * One page of the inventory. Pages are keyset-paged: rows that come or go meanwhile move nothing else.
 * Listings without the value that the order is by stand at its end. Throws `invalid` for a foreign cursor.
 */
export async function listListings(
  ctx: Context,
  query: ListingQuery,
): Promise<{ data: CarListing[]; nextCursor: string | null }> {
  requirePermission(ctx, 'listings.read')
  const from = query.cursor === undefined ? null : readCursor(query.sort, query.cursor)
  return withTx(ctx, async (tx) => {
    const conditions = await filterConditions(tx, ctx.workspaceId, query)
    const rows = await readPage(tx, conditions, listingOrders[query.sort], from, query.limit + 1)
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    return {
      data: page.map(rowToListing),
      nextCursor: rows.length > query.limit && last ? cursorAt(query.sort, last) : null,
    }
  })
}

/** The next `limit` rows after a place: first those that have the order's value, then those that lack it. */
export async function readPage(
  tx: Tx,
  conditions: Conditions,
  order: ListingOrder,
  from: Place | null,
  limit: number,
): Promise<ListingRow[]> {
  const { nullable } = order
  if (!nullable) return readRows(tx, conditions, order, from, limit)
  const among = (state: string) => ({
    ...conditions,
    where: [...conditions.where, `${nullable} is ${state}`],
  })
  const amongUnknown = from?.some((value) => value === null) ?? false
  const known = amongUnknown ? [] : await readRows(tx, among('not null'), order, from, limit)
  if (known.length === limit) return known
  const unknown = await readRows(tx, among('null'), order, amongUnknown ? from : null, limit - known.length)
  return [...known, ...unknown]
}

async function readRows(
  tx: Tx,
  { where, params }: Conditions,
  { columns, direction }: ListingOrder,
  from: Place | null,
  limit: number,
): Promise<ListingRow[]> {
  const all = [...where]
  const values = [...params]
  if (from) {
    // Among rows that lack the value, only what is left of the order tells them apart.
    const keys = columns.map(([column, type], i) => ({ column, type, value: from[i] ?? null }))
    const told = keys.flatMap((key) => (key.value === null ? [] : [{ ...key, value: key.value }]))
    const places = told.map(({ type, value }) => `$${values.push(value)}::${type}`)
    all.push(
      `(${told.map((key) => key.column).join(', ')}) ${direction === 'asc' ? '>' : '<'} (${places.join(', ')})`,
    )
  }
  const sort = columns.map(([column]) => `${column} ${direction}`).join(', ')
  // Planned anew each time: which index is best depends on the values.
  return tx.sql.unsafe<ListingRow[]>(
    `select ${listingColumns.join(', ')} from car_listings
     where ${all.join(' and ')} order by ${sort} limit ${Math.trunc(limit)}`,
    values as never[],
  )
}
