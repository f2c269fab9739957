import type { CarListing, ListingQuery } from '@cartie/shared/schemas/listing'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { rowToListing } from './car-facts.ts'
import { listingConditions } from './listing-filter.ts'
import { cursorAt, listingOrders, readCursor } from './listing-order.ts'
import { readPage } from './read-page.ts'

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
    const conditions = await listingConditions(ctx, tx, query)
    const rows = await readPage(tx, conditions, listingOrders[query.sort], from, query.limit + 1)
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    return {
      data: page.map(rowToListing),
      nextCursor: rows.length > query.limit && last ? cursorAt(query.sort, last) : null,
    }
  })
}
