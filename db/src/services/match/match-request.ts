import { makeSpellings } from '@cartie/shared/domain/match-names'
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
  rowToCar,
  rowToCriteria,
  type CriteriaRow,
  type FactsRow,
} from './match-row.ts'
import { storeMatches, type MatchKey, type NewMatch } from './store.ts'

/** So many cars of the stock are compared at most, those of the right years and prices first. */
const mostCompared = 10_000
/** So many are new to it at most, the best ones. What was found before stays while it fits: nobody hears of it twice. */
const mostFound = 200

/** Compares a request with the stock and stores the best that fit beside those that it had. One that has ended or is in the bin stays as it is. */
export async function matchRequest(ctx: Context, tx: Tx, requestId: string): Promise<void> {
  const { sql } = tx
  const [row] = await sql<CriteriaRow[]>`
    select ${sql.unsafe(criteriaColumns)} from b2b_requests r
    where r.workspace_id = ${ctx.workspaceId} and r.id = ${requestId} and r.deleted_at is null and r.kind = 'BUY'
      and r.status not in ('CONTACT_SHARED', 'WON', 'LOST')`
  if (!row) return
  const wish = rowToCriteria(row)
  const dictionary = await readDictionary(ctx, tx)
  const cars = await stockFor(ctx, tx, wish, dictionary)
  const fits = fitsOf(requestId, wish, cars, dictionary, await latestRates(tx))
  const before = await sql<MatchKey[]>`
    select request_id as "requestId", listing_id as "listingId" from request_matches
    where workspace_id = ${ctx.workspaceId} and request_id = ${requestId}`
  const known = new Set(before.map((match) => match.listingId))
  const found = fits.filter((match, n) => n < mostFound || known.has(match.listingId))
  await storeMatches(ctx, tx, found, before)
}

/** The cars that fit a wish, best first; a price in another currency counts as the bank changes it. */
export const fitsOf = (
  requestId: string,
  wish: RequestCriteria,
  cars: readonly FactsRow[],
  dictionary: Dictionary,
  rates?: Rates,
): NewMatch[] =>
  cars
    .flatMap((car) => {
      const { score, reasons, fits } = matchCar(
        wish,
        pricedIn(rowToCar(car), wish.currency, rates),
        dictionary,
      )
      return fits ? [{ requestId, listingId: car.id, score, reasons }] : []
    })
    .toSorted((a, b) => b.score - a.score)

/** The stock without what can't fit whatever else it is: the rest is scored. */
export async function stockFor(
  ctx: Context,
  { sql }: Tx,
  wish: RequestCriteria,
  dictionary: Dictionary,
): Promise<FactsRow[]> {
  const { makes, models, must, yearFrom, yearTo, budgetMaxMinor, currency } = wish
  const needsMake = makes.length > 0 && (models.length > 0 || !must.length || must.includes('make'))
  const keys = [...new Set(makes.flatMap((make) => makeSpellings(make, dictionary)))]
  const inYears = sql`(l.year is null or l.year between ${(yearFrom ?? 0) - 1}::int and ${(yearTo ?? 9998) + 1}::int)`
  const inBudget = sql`(${budgetMaxMinor}::float8 is null or l.price_minor is null or l.currency <> ${currency ?? ''}
    or l.price_minor <= ${budgetMaxMinor}::float8 * ${1 + farOverBudget})`
  return sql<FactsRow[]>`
    select ${sql.unsafe(factColumns)} from car_listings l
    where l.workspace_id = ${ctx.workspaceId} and ${sql.unsafe(isOffered)} and ${inBudget}
      ${needsMake ? sql`and l.make = any (${keys}::text[])` : sql``}
      ${must.includes('year') ? sql`and ${inYears}` : sql``}
    order by ${inYears} desc, (l.price_minor <= ${budgetMaxMinor}::float8) desc nulls last, l.first_seen_at desc
    limit ${mostCompared}`
}
