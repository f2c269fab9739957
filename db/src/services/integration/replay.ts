import { laneAdvance } from '@cartie/shared/jobs/delivery-advance'
import { hookLane } from '@cartie/shared/integrations/hook-lane'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { lockIntegration } from './lock.ts'

/** So many at once; whoever has more asks again. */
const mostAtOnce = 1000

/**
 * Sends the events again that failed for good, oldest first, each as a copy under its old id, so that a receiver that
 * has one already knows it. Those of which a copy was sent or is on its way are left. Throws `not_found`.
 */
export async function replayIntegration(ctx: Context, id: string): Promise<{ replayed: number }> {
  requirePermission(ctx, 'integrations.write')
  return withTx(ctx, async (tx) => {
    await lockIntegration(ctx, tx, id)
    const lane = hookLane(id)
    const { count } = await tx.sql`
      insert into deliveries (workspace_id, channel, lane, integration_id, request, policy, priority, resend_of)
      select workspace_id, channel, lane, integration_id, request, policy, priority, id from deliveries d
      where workspace_id = ${ctx.workspaceId} and integration_id = ${id} and lane = ${lane} and state = 'failed'
        and not exists (select from deliveries a where a.resend_of = d.id)
      order by seq limit ${mostAtOnce}`
    if (count) {
      tx.record('integration.changed', { integrationId: id })
      tx.wake(laneAdvance(lane), { workspaceId: ctx.workspaceId, lane })
    }
    return { replayed: count }
  })
}
