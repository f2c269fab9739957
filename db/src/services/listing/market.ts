import { exchange, type Rates } from '@cartie/shared/domain/exchange'
import {
  marketVerdict,
  medianOf,
  mileageBand,
  placeAmong,
  priceRange,
  yearsApart,
} from '@cartie/shared/domain/market'
import { toMajor } from '@cartie/shared/domain/money'
import { notFound } from '@cartie/shared/errors'
import type { Market } from '@cartie/shared/schemas/listing'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { latestRates } from '../rate/latest.ts'
import { priceOf } from './car-facts.ts'

/** What was not seen for so long says nothing of today's market. */
const seenWithinDays = 180
const mostCompared = 1000
const mostShown = 100

interface Own {
  make: string | null
  model: string | null
  year: number | null
  mileage_km: number | null
  price_minor: string | null
  currency: string | null
  vin: string | null
  damaged: boolean
  days: number
}
type Car = Omit<Market['cars'][number], 'price' | 'amount'> & { price_minor: string; currency: string }

/** Days for sale: until today, or until a car that is gone was last seen. */
const days = `greatest(0, floor(extract(epoch from
  case when status = 'SOLD' then last_seen_at else now() end - least(posted_at, first_seen_at)) / 86400))::int`

/**
 * How a car stands among the comparable ones of its workspace: the same make and model, nearly as old and as far
 * driven, seen lately. Prices in other currencies are changed by the last rates. Throws `not_found`.
 */
export function marketOfListing(ctx: Context, id: string): Promise<Market> {
  requirePermission(ctx, 'listings.read')
  return withTx(ctx, async (tx) => {
    const [own] = await tx.sql<Own[]>`
      select make, model, year, mileage_km, price_minor, currency, vin, (condition = 'damaged') is true as damaged,
        ${tx.sql.unsafe(days)} as days
      from car_listings where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!own) throw notFound('car')
    const missing = (['make', 'model', 'year'] as const).filter((field) => own[field] === null)
    if (own.year === null || missing.length) return nothingKnown(missing, own.days)
    const band = own.mileage_km === null ? null : mileageBand(own.mileage_km)
    const years = { yearFrom: own.year - yearsApart, yearTo: own.year + yearsApart }
    const cars = await readComparable(ctx, tx, id, own, years, band)
    return {
      ...standing(own, cars, await latestRates(tx)),
      missing,
      compared: {
        ...years,
        mileageFrom: band?.from ?? null,
        mileageTo: band?.to ?? null,
        seenWithinDays,
      },
    }
  })
}

function nothingKnown(missing: Market['missing'], own: number): Market {
  return {
    missing,
    currency: null,
    day: null,
    sample: 0,
    leftOut: 0,
    compared: null,
    range: null,
    own: null,
    days: { own, typical: null },
    cars: [],
  }
}

/** The comparable cars with a price, those seen last first; adverts of one VIN are one car. */
function readComparable(
  ctx: Context,
  { sql }: Tx,
  id: string,
  own: Own,
  { yearFrom, yearTo }: { yearFrom: number; yearTo: number },
  band: { from: number; to: number } | null,
): Promise<Car[]> {
  return sql<Car[]>`
    select id, title, make, model, year, mileage_km as "mileageKm", source, status, image, price_minor, currency, days
    from (
      select distinct on (coalesce(vin, id::text)) id, title, make, model, year, mileage_km, source, status,
        images[1] as image, price_minor, currency, last_seen_at, ${sql.unsafe(days)} as days
      from car_listings
      where workspace_id = ${ctx.workspaceId} and deleted_at is null and id <> ${id}
        and make = ${own.make} and model = ${own.model} and year between ${yearFrom} and ${yearTo}
        ${band === null ? sql`` : sql`and mileage_km between ${band.from} and ${band.to}`}
        and price_minor > 0 and currency is not null and status in ('AVAILABLE', 'RESERVED', 'SOLD')
        and (vin is null or vin is distinct from ${own.vin}::text)
        and (condition is not distinct from 'damaged') = ${own.damaged}
        and last_seen_at > now() - make_interval(days => ${seenWithinDays})
      order by coalesce(vin, id::text), last_seen_at desc
    ) c order by last_seen_at desc, id limit ${mostCompared}`
}

/** Where the car's price lies among theirs, in its own currency, or in theirs where it has none. */
function standing(
  own: Own,
  cars: readonly Car[],
  rates: Rates | undefined,
): Omit<Market, 'missing' | 'compared'> {
  const counts = Map.groupBy(cars, (car) => car.currency)
  const usual = [...counts].toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? null
  const currency = own.price_minor === null ? usual : (own.currency ?? usual)
  const priced = cars.flatMap(({ price_minor, currency: theirs, ...car }) => {
    const minor = Number(price_minor)
    const changed =
      currency === null
        ? undefined
        : theirs === currency
          ? minor
          : rates && exchange(minor, theirs, currency, rates)
    if (currency === null || changed === undefined) return []
    return [
      {
        ...car,
        price: priceOf(minor, theirs)!,
        amount: toMajor(changed, currency),
        isChanged: theirs !== currency,
      },
    ]
  })
  const amounts = priced.map(({ amount }) => amount)
  const range = priceRange(amounts)
  const amount =
    own.price_minor === null || own.currency === null || own.currency !== currency
      ? undefined
      : toMajor(Number(own.price_minor), own.currency)
  return {
    currency,
    day: priced.some(({ isChanged }) => isChanged) ? (rates?.day ?? null) : null,
    sample: priced.length,
    leftOut: cars.length - priced.length,
    range: range ?? null,
    own:
      range && amount !== undefined
        ? { amount, place: placeAmong(amount, amounts), verdict: marketVerdict(amount, range) }
        : null,
    days: { own: own.days, typical: range ? Math.round(medianOf(priced.map((car) => car.days))!) : null },
    cars: priced
      .slice(0, mostShown)
      .toSorted((a, b) => a.amount - b.amount)
      .map(({ isChanged: _, ...car }) => car),
  }
}
