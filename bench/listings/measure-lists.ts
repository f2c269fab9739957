import { builtIn } from '@cartie/shared/domain/dictionary'
import { performance } from 'node:perf_hooks'
import { cursorAt, listingOrders, type ListingSort } from '@cartie/db/services/listing/listing-order'
import { listingColumns, type ListingRow } from '@cartie/db/services/listing/listing-row'
import { bind, filterConditions } from '@cartie/db/services/listing/listing-filter'
import { facetListings } from '@cartie/db/services/listing/facets'
import { listListings } from '@cartie/db/services/listing/list'
import { withTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { ListingFilter } from '@cartie/shared/schemas/listing'
import { quantile } from '../median.ts'
import { fakeCar } from './fake-cars.ts'

type Query = Record<string, string>
const sorts = Object.keys(listingOrders) as ListingSort[]

/** Filters by name; each takes its values from some car of the market, so that popular ones are asked for more often. */
const filters: Record<string, (n: number) => Query> = {
  none: () => ({}),
  status: () => ({ status: 'AVAILABLE' }),
  'rare status': () => ({ status: 'HIDDEN' }),
  make: (n) => ({ make: fakeCar(n).fields.make! }),
  'make, model': (n) => ({ make: fakeCar(n).fields.make!, model: fakeCar(n).fields.model! }),
  'make, status, years': (n) => ({
    make: fakeCar(n).fields.make!,
    status: 'AVAILABLE',
    yearFrom: String(fakeCar(n).fields.year! - 2),
    yearTo: String(fakeCar(n).fields.year! + 2),
  }),
  source: (n) => ({ source: fakeCar(n).source }),
  'fuel, gearbox': (n) => ({ fuel: fakeCar(n).fields.fuel!, transmission: fakeCar(n).fields.transmission! }),
  'body, fuel': (n) => ({ bodyType: fakeCar(n).fields.bodyType!, fuel: fakeCar(n).fields.fuel! }),
  'rare body, fuel': () => ({ bodyType: 'bus', fuel: 'hydrogen' }),
  'price, currency': (n) => ({
    currency: 'USD',
    priceFrom: String(2000 + (n % 9000)),
    priceTo: String(4000 + (n % 9000)),
  }),
  'mileage, years': (n) => ({ mileageTo: String(20_000 + (n % 80_000)), yearFrom: '2018' }),
  'nothing fits': () => ({ priceTo: '1' }),
  'q: make': (n) => ({ q: fakeCar(n).fields.make!.slice(0, 5) }),
  'q: make model year': (n) => ({ q: fakeCar(n).fields.title! }),
  'q: place': (n) => ({ q: fakeCar(n).fields.location! }),
  'q: vin': (n) => ({ q: fakeCar(n).fields.vin?.slice(0, 9) ?? 'WVW' }),
  'q: make + fuel': (n) => ({ q: fakeCar(n).fields.make!, fuel: fakeCar(n).fields.fuel! }),
  parse: () => ({ parseId: '' }),
  bin: () => ({ deleted: 'true' }),
}

export interface Speed {
  what: string
  p50: number
  p95: number
}

async function clock(what: string, runs: number, run: (n: number) => Promise<unknown>): Promise<Speed> {
  const times: number[] = []
  for (let n = 0; n < runs; n++) {
    const from = performance.now()
    await run(n)
    times.push(performance.now() - from)
  }
  return { what, p50: quantile(times, 0.5), p95: quantile(times, 0.95) }
}

/** Times a page of 50 for every order and filter from random places of the list, and the facets. */
export async function measureLists(
  ctx: Context,
  size: number,
  runs: number,
  parseIds: string[],
): Promise<Speed[]> {
  const speeds: Speed[] = []
  for (const [name, values] of Object.entries(filters)) {
    const queries = Array.from({ length: runs }, (_, n) => {
      const query = values((n * 7919 + 13) % size)
      return 'parseId' in query ? { parseId: parseIds[n % parseIds.length]! } : query
    })
    for (const sort of sorts) {
      const asked: { query: Query; cursor: string | undefined }[] = []
      for (const [n, query] of queries.entries()) {
        asked.push({ query, cursor: n % 5 ? await somewhere(ctx, query, sort) : undefined })
      }
      speeds.push(
        await clock(`${name}, ${sort}`, runs, (n) => {
          const { query, cursor } = asked[n]!
          return listListings(ctx, {
            ...ListingFilter.parse(query),
            sort,
            limit: 50,
            ...(cursor ? { cursor } : {}),
          })
        }),
      )
    }
    speeds.push(
      await clock(`${name}, facets`, Math.min(runs, 20), (n) =>
        facetListings(ctx, ListingFilter.parse(queries[n]!)),
      ),
    )
  }
  return speeds
}

/** The cursor of some row among those that a filter holds, from a random hundredth of the table. */
async function somewhere(ctx: Context, query: Query, sort: ListingSort): Promise<string | undefined> {
  const [row] = await withTx(ctx, (tx) => {
    const params: unknown[] = []
    const where = bind(filterConditions(ctx.workspaceId, ListingFilter.parse(query), builtIn).where, params)
    return tx.sql.unsafe<ListingRow[]>(
      `select ${listingColumns.join(', ')} from car_listings tablesample system (1)
       where ${where.join(' and ')} order by random() limit 1`,
      params as never[],
    )
  })
  return row && cursorAt(sort, row)
}
