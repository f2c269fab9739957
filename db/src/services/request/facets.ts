import type { RequestFacets, RequestFilter } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { requestConditions } from './request-filter.ts'

const dimensions = {
  statuses: 'status',
  kinds: 'kind',
  priorities: 'priority',
  owners: 'owner_id::text',
} as const

/** How many requests of each stage, kind, priority, make and owner a filter holds, the most frequent 200 of each first. */
export async function facetRequests(ctx: Context, filter: RequestFilter): Promise<RequestFacets> {
  requirePermission(ctx, 'requests.read')
  const parts = Object.entries(dimensions).map(
    ([name, column]) =>
      `select '${name}' as name, ${column} as value, count(*)::int as count from found group by ${column}`,
  )
  const rows = await withTx(ctx, async (tx) => {
    const { where, params } = await requestConditions(ctx, tx, filter)
    return tx.sql.unsafe<{ name: string; value: string | null; count: number }[]>(
      `with found as materialized (
         select status, kind, priority, owner_id, makes from b2b_requests r where ${where.join(' and ')})
       ${parts.join(' union all ')}
       union all select 'makes', make, count(*)::int from found, unnest(makes) as t(make) group by make
       order by count desc, value`,
      params as never[],
    )
  })
  const of = (name: string) =>
    rows
      .filter((row) => row.name === name)
      .slice(0, 200)
      .map(({ value, count }) => ({ value, count }))
  const statuses = of('statuses')
  return {
    total: statuses.reduce((sum, status) => sum + status.count, 0),
    ...Object.fromEntries([...Object.keys(dimensions), 'makes'].map((name) => [name, of(name)])),
  } as RequestFacets
}
