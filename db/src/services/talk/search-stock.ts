import type { CarCard } from '@cartie/shared/scenario/car-card'
import type { CarFilters } from '@cartie/shared/scenario/effect'
import { searchQuery } from '../../search-text.ts'
import type { Context, Tx } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'

interface StockRow {
  id: string
  title: string | null
  make: string | null
  model: string | null
  year: number | null
  price_minor: string | null
  currency: string | null
  mileage_km: number | null
  location: string | null
  photo: string | null
  total: number
}

/** Cars of the inventory that fit, newest first; a budget bounds the prices of its own currency alone. */
export async function searchStock(
  ctx: Context,
  tx: Tx,
  filters: CarFilters,
  limit: number,
): Promise<{ cars: CarCard[]; total: number }> {
  const { make, model, budget, yearMin, city } = filters
  const words = searchQuery([make, model, city].filter(Boolean).join(' '), await readDictionary(ctx, tx))
  const { sql } = tx
  const rows = await sql<StockRow[]>`
    select id, title, make, model, year, price_minor, currency, mileage_km, location, images[1] as photo,
      count(*) over ()::int as total
    from car_listings
    where workspace_id = ${ctx.workspaceId} and deleted_at is null and status = 'AVAILABLE'
      ${words ? sql`and search @@ ${words}::tsquery` : sql``}
      ${budget ? sql`and currency = ${budget.currency} and price_minor <= ${budget.amountMinor}` : sql``}
      ${yearMin === undefined ? sql`` : sql`and year >= ${yearMin}`}
    order by first_seen_at desc, id desc limit ${limit}`
  return { cars: rows.map(cardOf), total: rows[0]?.total ?? 0 }
}

/** Cars of the inventory by their ids, in that order. */
export async function carsById(ctx: Context, tx: Tx, ids: readonly string[]): Promise<CarCard[]> {
  if (!ids.length) return []
  const rows = await tx.sql<StockRow[]>`
    select id, title, make, model, year, price_minor, currency, mileage_km, location, images[1] as photo, 1 as total
    from car_listings where workspace_id = ${ctx.workspaceId} and id = any (${ids as string[]}::uuid[]) and deleted_at is null`
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map(cardOf))
}

const cardOf = (row: StockRow): CarCard => ({
  id: row.id,
  title: (row.title ?? [row.make, row.model, row.year].filter(Boolean).join(' ')).slice(0, 200) || '—',
  ...(row.price_minor !== null && row.currency !== null
    ? { price: { amountMinor: Number(row.price_minor), currency: row.currency } }
    : {}),
  ...(row.year === null ? {} : { year: row.year }),
  ...(row.mileage_km === null ? {} : { mileageKm: row.mileage_km }),
  ...(row.location === null ? {} : { city: row.location.slice(0, 100) }),
  ...(row.photo === null ? {} : { photo: row.photo }),
})
