import { makeKey, makeSpellings } from '@cartie/shared/domain/match-names'
import { wordsMetBy } from '@cartie/shared/domain/match-criteria'
import { farOverBudget, matchCar } from '@cartie/shared/domain/matching'
import { pricedIn, type Rates } from '@cartie/shared/domain/exchange'
import type { Dictionary } from '@cartie/shared/domain/dictionary'
import type { RequestCriteria } from '@cartie/shared/domain/request-criteria'
import type { Context, Tx } from '../../context.ts'
import { readDictionary } from '../dictionary/read.ts'
import { latestRates } from '../rate/latest.ts'
import {
  criteriaColumns,
  factColumns,
  isOffered,
  isOpenRequest,
  rowToCar,
  rowToCriteria,
  type CriteriaRow,
  type FactsRow,
} from './match-row.ts'
import { storeMatches, type MatchKey, type NewMatch } from './store.ts'

/**
 * Compares listings with the open requests and stores what fits. Matches of a car that is sold, in the bin or fits no
 * more go, unless somebody decided on them.
 */
export async function matchListings(ctx: Context, tx: Tx, listingIds: readonly string[]): Promise<void> {
  const { sql } = tx
  const ids = [...new Set(listingIds)]
  const cars = await offeredCars(ctx, tx, ids)
  const dictionary = await readDictionary(ctx, tx)
  const requests = await openRequests(ctx, tx, cars, dictionary)
  const found = fitting(cars, requests, dictionary, await latestRates(tx))
  const before = await sql<MatchKey[]>`
    select m.request_id as "requestId", m.listing_id as "listingId" from request_matches m
      join b2b_requests r on r.workspace_id = m.workspace_id and r.id = m.request_id
    where m.workspace_id = ${ctx.workspaceId} and m.listing_id = any (${ids}::uuid[]) and m.state = 'new'
      and (${sql.unsafe(isOpenRequest('r'))} or not m.listing_id = any (${cars.map((car) => car.id)}::uuid[]))`
  await storeMatches(ctx, tx, found, before)
}

/** Those of the listings that are there to be offered. */
export const offeredCars = (ctx: Context, { sql }: Tx, ids: readonly string[]) => sql<FactsRow[]>`
  select ${sql.unsafe(factColumns)} from car_listings l
  where l.workspace_id = ${ctx.workspaceId} and l.id = any (${ids as string[]}::uuid[]) and ${sql.unsafe(isOffered)}`

/**
 * The open requests that one of the cars may fit: those that name its make, none, or one that need not be, without
 * those that its price, year, mileage or kind rules out. As one JSON text, for hundreds of rows of lists are slow to read.
 */
export async function openRequests(
  ctx: Context,
  { sql }: Tx,
  cars: readonly FactsRow[],
  dictionary: Dictionary,
): Promise<CriteriaRow[]> {
  if (!cars.length) return []
  const makes = [
    ...new Set(cars.flatMap(({ make }) => (make === null ? [] : makeSpellings(make, dictionary)))),
  ]
  const met = (criterion: Parameters<typeof wordsMetBy>[0], value: string | null) =>
    value === null ? null : wordsMetBy(criterion, value)
  const facts = cars.map(({ price_minor, currency, year, mileage_km, ...car }) => ({
    price_minor,
    currency,
    year,
    mileage_km,
    fuels: met('fuel', car.fuel),
    transmissions: met('transmission', car.transmission),
    body_types: met('body', car.body_type),
    drives: met('drive', car.drive),
  }))
  const [row] = await sql<[{ requests: CriteriaRow[] }]>`
    select coalesce(json_agg(f), '[]') as requests from (
      select ${sql.unsafe(criteriaColumns)} from b2b_requests r
      where r.workspace_id = ${ctx.workspaceId} and ${sql.unsafe(isOpenRequest('r'))}
        and (r.makes && ${makes}::text[] or r.makes = '{}'
          or (r.models = '{}' and r.must <> '{}' and not 'make' = any (r.must)))
        and exists (select from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb)
          as c(price_minor bigint, currency text, year int, mileage_km int, fuels text[], transmissions text[],
            body_types text[], drives text[]) where ${sql.unsafe(mayFit)})) f`
  return row.requests
}

/** What rules a car `c` out of a request `r`, as `matchCar` does it: unknown rules nothing out. */
const mayFit = `
  (r.budget_max_minor is null or c.price_minor is null or c.currency is distinct from r.currency
    or c.price_minor <= r.budget_max_minor * case when 'budget' = any (r.must) then 1.1 else ${1 + farOverBudget} end)
  and (c.year is null or not 'year' = any (r.must)
    or c.year between coalesce(r.year_from, 0) - 1 and coalesce(r.year_to, 9998) + 1)
  and (r.mileage_km_to is null or c.mileage_km is null or not 'mileage' = any (r.must)
    or c.mileage_km <= r.mileage_km_to * 1.15)
  ${(
    [
      ['fuel', 'fuels'],
      ['transmission', 'transmissions'],
      ['body', 'body_types'],
      ['drive', 'drives'],
    ] as const
  )
    .map(
      ([
        criterion,
        words,
      ]) => `and (not '${criterion}' = any (r.must) or c.${words} is null or r.${words} = '{}'
    or r.${words} && c.${words})`,
    )
    .join('\n  ')}`

/** Every car with every request that it fits; a price in another currency counts as the bank changes it. */
export function fitting(
  cars: readonly FactsRow[],
  requests: readonly CriteriaRow[],
  dictionary: Dictionary,
  rates?: Rates,
): NewMatch[] {
  const anyMake: { id: string; wish: RequestCriteria }[] = []
  const byMake = new Map<string, typeof anyMake>()
  for (const row of requests) {
    const request = { id: row.id, wish: rowToCriteria(row) }
    const { makes, models, must } = request.wish
    if (!makes.length || (!models.length && must.length && !must.includes('make'))) anyMake.push(request)
    else
      for (const key of new Set(makes.map((make) => makeKey(make, dictionary))))
        byMake.set(key, [...(byMake.get(key) ?? []), request])
  }
  return cars.flatMap((row) => {
    const car = rowToCar(row)
    const named = car.make === null ? [] : (byMake.get(makeKey(car.make, dictionary)) ?? [])
    return [...named, ...anyMake].flatMap(({ id, wish }) => {
      const { score, reasons, fits } = matchCar(wish, pricedIn(car, wish.currency, rates), dictionary)
      return fits ? [{ requestId: id, listingId: row.id, score, reasons }] : []
    })
  })
}
