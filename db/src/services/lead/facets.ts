import type { LeadFacets, LeadFilter } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { leadConditions } from './lead-filter.ts'

const dimensions = {
  statuses: 'status',
  sources: 'source',
  kinds: 'kind',
  bots: 'bot_id::text',
  owners: 'owner_id::text',
} as const

/** How many leads of each stage, source, kind, bot, owner and tag a filter holds, the most frequent 200 of each first. */
export async function facetLeads(ctx: Context, filter: LeadFilter): Promise<LeadFacets> {
  requirePermission(ctx, 'leads.read')
  const parts = Object.entries(dimensions).map(
    ([name, column]) =>
      `select '${name}' as name, ${column} as value, count(*)::int as count from found group by ${column}`,
  )
  const rows = await withTx(ctx, async (tx) => {
    const { where, params } = await leadConditions(ctx, tx, filter)
    return tx.sql.unsafe<{ name: string; value: string | null; count: number }[]>(
      `with found as materialized (
         select status, source, kind, bot_id, owner_id, tags from leads where ${where.join(' and ')})
       ${parts.join(' union all ')}
       union all select 'tags', tag, count(*)::int from found, unnest(tags) as t(tag) group by tag
       order by count desc, value`,
      params as never[],
    )
  })
  const of = (name: string) =>
    rows
      .filter((row) => row.name === name && (row.value !== null || name === 'owners'))
      .slice(0, 200)
      .map(({ value, count }) => ({ value, count }))
  const statuses = of('statuses')
  return {
    total: statuses.reduce((sum, status) => sum + status.count, 0),
    ...Object.fromEntries([...Object.keys(dimensions), 'tags'].map((name) => [name, of(name)])),
  } as LeadFacets
}
