import { laneAdvance } from '@cartie/shared/jobs/delivery-advance'
import { hookLane } from '@cartie/shared/integrations/hook-lane'
import type { IntegrationStatus } from '@cartie/shared/schemas/integration'
import type { Context, Tx } from '../../context.ts'

/**
 * Sets where an integration stands. What it is told waits in its lane while that is not `active`: nothing is dropped,
 * and nothing has to be moved. The caller has locked its row.
 */
export async function setStatus(ctx: Context, tx: Tx, id: string, status: IntegrationStatus): Promise<void> {
  const lane = hookLane(id)
  const isActive = status === 'active'
  await tx.sql`
    update integrations set status = ${status}, version = version + 1, updated_at = now(),
      failing_since = case when ${isActive} then null else failing_since end
    where workspace_id = ${ctx.workspaceId} and id = ${id}`
  await tx.sql`
    insert into delivery_lanes as l (workspace_id, lane, paused_until)
    values (${ctx.workspaceId}, ${lane}, case when ${isActive} then null else '9999-01-01'::timestamptz end)
    on conflict (workspace_id, lane) do update set paused_until = excluded.paused_until`
  if (isActive) tx.wake(laneAdvance(lane), { workspaceId: ctx.workspaceId, lane })
}
