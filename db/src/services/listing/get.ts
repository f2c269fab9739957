import { notFound } from '@cartie/shared/errors'
import { toMinor } from '@cartie/shared/domain/money'
import type { ListingDetail } from '@cartie/shared/schemas/listing'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { rateDay, rateOn } from '../rate/rate-on.ts'
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
  const seen = await tx.sql<SeenPrice[]>`
    select price_minor, currency, seen_at, rate, rate_currency from (
      select * from observations where listing_id = ${row.id} order by seen_at desc, id desc limit 500
    ) latest order by seen_at, id`
  const points = seen.length ? seen : await firstPrice(tx, row)
  return points.flatMap(({ price_minor, currency, seen_at, rate, rate_currency }) => {
    const price = priceOf(Number(price_minor), currency)
    if (!price) return []
    const worth =
      rate === null || rate_currency === null || rate_currency === currency
        ? null
        : priceOf(toMinor(price.amount * rate, rate_currency), rate_currency)
    return [{ price, seenAt: iso(seen_at), worth }]
  })
}

interface SeenPrice {
  price_minor: string
  currency: string
  seen_at: string
  rate: number | null
  rate_currency: string | null
}

function firstPrice({ sql }: Tx, { id }: ListingRow): Promise<SeenPrice[]> {
  return sql.unsafe<SeenPrice[]>(
    `select l.price_minor, l.currency, l.first_seen_at as seen_at, w.currency as rate_currency,
       ${rateOn('l.currency', 'w.currency', rateDay('l.first_seen_at'))} as rate
     from car_listings l join workspaces w on w.id = l.workspace_id
     where l.id = $1 and l.price_minor is not null and l.currency is not null`,
    [id],
    { prepare: true },
  )
}
