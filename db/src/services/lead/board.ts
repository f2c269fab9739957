import { leadStatuses, type LeadStatus } from '@cartie/shared/domain/lead-status'
import type { LeadBoard, LeadBoardQuery } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { leadConditions } from './lead-filter.ts'
import { cursorAt } from './lead-order.ts'
import { leadColumns, rowToLead, type LeadRow } from './lead-row.ts'

type BoardRow = LeadRow & { stage: LeadStatus; count: number; id: string | null }

/**
 * Every stage with the count of all its leads, whatever is shown of them, and its newest ones. One statement, so
 * that counts and columns are of one moment.
 */
export async function boardLeads(ctx: Context, query: LeadBoardQuery): Promise<LeadBoard> {
  requirePermission(ctx, 'leads.read')
  const rows = await withTx(ctx, async (tx) => {
    const { where, params } = await leadConditions(ctx, tx, query)
    const those = where.join(' and ')
    const stages = `$${params.length + 1}::text[]`
    return tx.sql.unsafe<BoardRow[]>(
      `select s.stage, coalesce(c.count, 0)::int as count, p.*
       from unnest(${stages}) with ordinality as s(stage, place)
       left join (select status, count(*) as count from leads where ${those} group by status) c on c.status = s.stage
       left join lateral (
         select ${leadColumns.join(', ')} from leads where ${those} and status = s.stage
         order by created_at desc, id desc limit ${Math.trunc(query.limit) + 1}
       ) p on true
       order by s.place, p.created_at desc, p.id desc`,
      [...params, [...leadStatuses]] as never[],
    )
  })
  const columns = leadStatuses.map((status) => {
    const own = rows.filter((row) => row.stage === status)
    const leads = own.filter((row) => row.id !== null)
    const shown = leads.slice(0, query.limit)
    const last = shown.at(-1)
    const nextCursor = leads.length > query.limit && last ? cursorAt('newest', last) : null
    return { status, count: own[0]?.count ?? 0, data: shown.map(rowToLead), nextCursor }
  })
  return { total: columns.reduce((sum, column) => sum + column.count, 0), columns }
}
