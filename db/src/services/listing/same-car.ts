import type { ListingDetail } from '@cartie/shared/schemas/listing'
import type { Context, Tx } from '../../context.ts'
import { priceOf } from './car-facts.ts'
import type { ListingRow } from './listing-row.ts'

interface Copy {
  id: string
  title: string | null
  source: string
  price_minor: string | null
  currency: string | null
  image: string | null
  why: 'vin' | 'attributes'
}

/**
 * Other listings that are likely the same car: the same VIN, or, where the VINs do not say otherwise, make,
 * model and year with a mileage within 3 % and a price within 10 %.
 */
export async function findSameCar(ctx: Context, tx: Tx, row: ListingRow): Promise<ListingDetail['sameCar']> {
  const price = row.price_minor === null ? null : Number(row.price_minor)
  const mileage = row.mileage_km === null ? null : Number(row.mileage_km)
  const copies = await tx.sql<Copy[]>`
    select id, title, source, price_minor, currency, images[1] as image, 'vin' as why
    from car_listings
    where workspace_id = ${ctx.workspaceId} and vin = ${row.vin} and id <> ${row.id} and deleted_at is null
    union all
    select id, title, source, price_minor, currency, images[1], 'attributes'
    from car_listings
    where workspace_id = ${ctx.workspaceId} and make = ${row.make} and model = ${row.model} and year = ${row.year}
      and mileage_km between ${mileage}::bigint * 0.97 and ${mileage}::bigint * 1.03
      and currency = ${row.currency} and price_minor between ${price}::bigint * 0.9 and ${price}::bigint * 1.1
      and (vin is null or ${row.vin}::text is null) and id <> ${row.id} and deleted_at is null
    limit 20`
  return copies.map(({ price_minor, currency, ...copy }) => ({
    ...copy,
    price: price_minor === null ? null : priceOf(Number(price_minor), currency),
  }))
}
