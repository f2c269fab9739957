import type { Overview } from '@cartie/shared/schemas/stats'
import type { Context, Tx } from '../../context.ts'
import { iso, priceOf } from '../listing/car-facts.ts'
import type { Period } from './read-period.ts'

type Car = Pick<
  Overview['prices']['recent'][number],
  'listingId' | 'title' | 'make' | 'model' | 'year' | 'image'
>
type Row = Car & { currency: string; before: string; price: string; at: string; down: number; up: number }

const shown = 6

/** The cars whose price was last changed in a period, within one currency: how many, and the last ones. */
export async function readPriceMoves(
  ctx: Context,
  { sql }: Tx,
  { since }: Period,
): Promise<Overview['prices']> {
  const rows = await sql<Row[]>`
    select c.id as "listingId", c.title, c.make, c.model, c.year, c.images[1] as image, c.currency,
      c.previous_price_minor as before, c.price_minor as price, o.at,
      count(*) filter (where c.price_minor < c.previous_price_minor) over ()::int as down,
      count(*) filter (where c.price_minor > c.previous_price_minor) over ()::int as up
    from (select listing_id, max(seen_at) as at from observations
          where workspace_id = ${ctx.workspaceId} and seen_at >= ${since} group by listing_id) o
    join car_listings c on c.workspace_id = ${ctx.workspaceId} and c.id = o.listing_id
    where c.deleted_at is null and c.currency = c.previous_currency and c.price_minor <> c.previous_price_minor
    order by o.at desc, c.id limit ${shown}`
  return {
    down: rows[0]?.down ?? 0,
    up: rows[0]?.up ?? 0,
    recent: rows.map(({ currency, before, price, at, down: _d, up: _u, ...car }) => ({
      ...car,
      before: priceOf(Number(before), currency)!,
      now: priceOf(Number(price), currency)!,
      at: iso(at),
    })),
  }
}
