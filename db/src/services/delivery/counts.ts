import { deliveryStates, type DeliveryState } from '@cartie/shared/domain/delivery-state'
import type { DeliveryCounts, DeliveryCountsQuery } from '@cartie/shared/schemas/delivery'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { deliveryConditions } from './delivery-filter.ts'

/** How many deliveries of a filter stand in each state, and how old the oldest ones are that somebody waits for. */
export async function countDeliveries(ctx: Context, query: DeliveryCountsQuery): Promise<DeliveryCounts> {
  requirePermission(ctx, 'deliveries.read')
  return withTx(ctx, async (tx) => {
    const where = deliveryConditions(ctx, tx, query)
    const rows = await tx.sql<{ state: DeliveryState; n: number; oldest: string }[]>`
      select d.state, count(*)::int as n, min(d.created_at) as oldest from deliveries d where ${where} group by d.state`
    const [unsettled] = await tx.sql<[{ n: number; oldest: string | null }]>`
      select count(*)::int as n, min(d.ended_at) as oldest from deliveries d where ${where} and d.state = 'unknown'
        and not exists (select 1 from deliveries a where a.resend_of = d.id)`
    const byState = new Map(rows.map((r) => [r.state, r]))
    const iso = (at: string | null | undefined) => (at == null ? null : new Date(at).toISOString())
    return {
      states: Object.fromEntries(deliveryStates.map((s) => [s, byState.get(s)?.n ?? 0])) as Record<
        DeliveryState,
        number
      >,
      unsettled: unsettled.n,
      oldestUnsettledAt: iso(unsettled.oldest),
      oldestPendingAt: iso(byState.get('pending')?.oldest),
    }
  })
}
