import { isClosed, requestStatuses, type RequestStatus } from '@cartie/shared/domain/request-status'
import type { Overview } from '@cartie/shared/schemas/stats'
import type { Context, Tx } from '../../context.ts'
import { isApprovedOffer } from '../partner/approved-offer.ts'
import type { Period } from './read-period.ts'

const shown = 5

/** How many requests stand at each stage now. */
export async function readRequestStats(ctx: Context, { sql }: Tx): Promise<Overview['requests']> {
  const rows = await sql<{ status: RequestStatus; count: number; late: number }[]>`
    select status, count(*)::int as count, count(*) filter (where deadline_at < now())::int as late
    from b2b_requests where workspace_id = ${ctx.workspaceId} and deleted_at is null group by status`
  const open = rows.filter(({ status }) => !isClosed(status))
  return {
    open: open.reduce((sum, { count }) => sum + count, 0),
    late: open.reduce((sum, { late }) => sum + late, 0),
    byStatus: requestStatuses.map((status) => ({
      status,
      count: rows.find((row) => row.status === status)?.count ?? 0,
    })),
  }
}

/** Who of the partners offered cars in a period, and how many of these were approved; the busiest first. */
export async function readPartnerStats(
  ctx: Context,
  { sql }: Tx,
  { since }: Period,
): Promise<Overview['partners']> {
  const rows = await sql<
    { partnerId: string; name: string; offers: number; approved: number; active: number; all: number }[]
  >`
    select p.id as "partnerId", p.name, o.offers, o.approved, count(*) over ()::int as active,
      sum(o.offers) over ()::int as all
    from partners p join lateral (
      select count(*)::int as offers, count(*) filter (where ${sql.unsafe(isApprovedOffer)})::int as approved
      from request_variants v where v.partner_id = p.id and v.created_at >= ${since} and v.deleted_at is null
    ) o on o.offers > 0
    where p.workspace_id = ${ctx.workspaceId} and p.deleted_at is null
    order by o.offers desc, p.name limit ${shown}`
  return {
    active: rows[0]?.active ?? 0,
    offers: rows[0]?.all ?? 0,
    top: rows.map(({ partnerId, name, offers, approved }) => ({ partnerId, name, offers, approved })),
  }
}
