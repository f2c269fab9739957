import { notFound } from '@cartie/shared/errors'
import type { ListingDetail } from '@cartie/shared/schemas/listing'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { iso, priceOf, rowToListing } from './car-facts.ts'
import { listingColumns, type ListingRow } from './listing-row.ts'
import { findSameCar } from './same-car.ts'

/** One car, also from the bin, with its price history and likely copies. Throws `not_found`. */
export async function getListing(ctx: Context, id: string): Promise<ListingDetail> {
  requirePermission(ctx, 'listings.read')
  return withTx(ctx, async (tx) => {
    const [row] = await tx.sql.unsafe<ListingRow[]>(
      `select ${listingColumns.join(', ')} from car_listings where workspace_id = $1 and id = $2`,
      [ctx.workspaceId, id],
      { prepare: true },
    )
    if (!row) throw notFound('car')
    return {
      ...rowToListing(row),
      priceHistory: await readPriceHistory(tx, row),
      sameCar: await findSameCar(ctx, tx, row),
    }
  })
}

// A listing whose price never changed has no rows: its one price stands in the listing itself.
async function readPriceHistory(tx: Tx, row: ListingRow): Promise<ListingDetail['priceHistory']> {
  const seen = await tx.sql<{ price_minor: string; currency: string; seen_at: string }[]>`
    select price_minor, currency, seen_at from (
      select * from observations where listing_id = ${row.id} order by seen_at desc, id desc limit 500
    ) latest order by seen_at, id`
  const points = seen.length
    ? seen
    : [{ price_minor: row.price_minor, currency: row.currency as string | null, seen_at: row.first_seen_at }]
  return points.flatMap((point) => {
    const price = point.price_minor === null ? null : priceOf(Number(point.price_minor), point.currency)
    return price ? [{ price, seenAt: iso(point.seen_at) }] : []
  })
}
