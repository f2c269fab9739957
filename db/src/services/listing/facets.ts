import type { ListingFacets, ListingFilter } from '@cartie/shared/schemas/listing'
import type { z } from 'zod'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { bind, byWords, listingConditions } from './listing-filter.ts'

/** In the order of the index of the facts, which gives them grouped. */
const dimensions = {
  makes: 'make',
  sources: 'source',
  statuses: 'status',
  currencies: 'currency',
  fuels: 'fuel',
  transmissions: 'transmission',
} as const
type Facets = z.infer<typeof ListingFacets>
type Row = { count: number; at: number } & Record<(typeof dimensions)[keyof typeof dimensions], string | null>

/** How many cars of each make, source, status, currency, fuel and gearbox a filter holds, the first 300 of each. */
export async function facetListings(ctx: Context, filter: ListingFilter): Promise<Facets> {
  requirePermission(ctx, 'listings.read')
  const columns = Object.values(dimensions)
  const rows = await withTx(ctx, async (tx) => {
    const params: unknown[] = []
    const conditions = await listingConditions(ctx, tx, filter)
    const where = bind(byWords(conditions), params)
    return tx.sql.unsafe<Row[]>(
      `select ${columns.join(', ')}, sum(n)::int as count, grouping(${columns.join(', ')}) as at
       from (
         select ${columns.join(', ')}, count(*) as n from car_listings
         where ${where.join(' and ')} group by ${columns.join(', ')}
       ) counted
       group by grouping sets (${columns.map((c) => `(${c})`).join(', ')}) order by count desc`,
      params as never[],
    )
  })
  const facets: Record<string, { value: string; count: number }[]> = {}
  Object.entries(dimensions).forEach(([name, column], i) => {
    // grouping() sets a bit for each column that a row does not group by, the first column's highest.
    const mask = (1 << columns.length) - 1 - (1 << (columns.length - 1 - i))
    facets[name] = rows
      .filter((row) => row.at === mask && row[column] !== null)
      .slice(0, 300)
      .map((row) => ({ value: row[column]!, count: row.count }))
  })
  const total = facets.statuses!.reduce((sum, status) => sum + status.count, 0)
  return { total, ...facets } as Facets
}
