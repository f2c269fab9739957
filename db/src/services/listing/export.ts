import type { CarListing, ListingFilter } from '@cartie/shared/schemas/listing'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { rowToListing } from './car-facts.ts'
import { listingConditions } from './listing-filter.ts'
import { listingOrders, type Place } from './listing-order.ts'
import type { ListingRow } from './listing-row.ts'
import { readPage } from './read-page.ts'

const chunk = 500

/**
 * The filtered inventory, newest first, in chunks of up to 500 cars. Each chunk is a transaction of its own,
 * so that a slow reader holds nothing. Throws `forbidden` at once, before the first chunk is asked for.
 */
export function exportListings(ctx: Context, filter: ListingFilter): AsyncGenerator<CarListing[], void> {
  requirePermission(ctx, 'listings.read')
  return readChunks(ctx, filter)
}

async function* readChunks(ctx: Context, filter: ListingFilter): AsyncGenerator<CarListing[], void> {
  const order = listingOrders.newest
  let from: Place | null = null
  do {
    const rows: ListingRow[] = await withTx(ctx, async (tx) => {
      const conditions = await listingConditions(ctx, tx, filter)
      return readPage(tx, conditions, order, from, chunk)
    })
    const last = rows.at(-1)
    if (last) yield rows.map(rowToListing)
    from = rows.length === chunk && last ? [last.first_seen_at, last.id] : null
  } while (from)
}
