import { whatsappLane } from '@cartie/shared/domain/delivery-lane'
import { laneAdvance } from '@cartie/shared/jobs/delivery-advance'
import { hookLane } from '@cartie/shared/integrations/hook-lane'
import type { IntegrationType } from '@cartie/shared/integrations/registry'
import type { IntegrationStatus } from '@cartie/shared/schemas/integration'
import type { Context, Tx } from '../../context.ts'

/**
 * Sets where an integration stands. What it is told waits in its lane while that is not `active`: nothing is dropped,
 * and nothing has to be moved. The caller has locked its row.
 */
export async function setStatus(ctx: Context, tx: Tx, id: string, status: IntegrationStatus): Promise<void> {
  const isActive = status === 'active'
  const [row] = await tx.sql<{ type: IntegrationType }[]>`
    update integrations set status = ${status}, version = version + 1, updated_at = now(),
      failing_since = case when ${isActive} then null else failing_since end
    where workspace_id = ${ctx.workspaceId} and id = ${id}
    returning type`
  const isNumber = row?.type === 'WHATSAPP'
  const lane = isNumber ? whatsappLane(id) : hookLane(id)
  await tx.sql`
    insert into delivery_lanes as l (workspace_id, lane, paused_until)
    values (${ctx.workspaceId}, ${lane}, case when ${isActive} then null else '9999-01-01'::timestamptz end)
    on conflict (workspace_id, lane) do update set paused_until = excluded.paused_until`
  if (!isActive) return
  const lanes = isNumber ? await waitingLanes(ctx, tx, id) : [lane]
  for (const one of lanes) tx.wake(laneAdvance(one), { workspaceId: ctx.workspaceId, lane: one })
}

/** The chats of a number in which something waits; what met the pause is due again. The sweeper finds those that are too many. */
async function waitingLanes(ctx: Context, { sql }: Tx, id: string): Promise<string[]> {
  await sql`
    update deliveries set run_at = now()
    where workspace_id = ${ctx.workspaceId} and integration_id = ${id} and state = 'pending'
      and run_at > now() + interval '1 year'`
  const rows = await sql<{ lane: string }[]>`
    select distinct lane from deliveries
    where workspace_id = ${ctx.workspaceId} and integration_id = ${id} and state = 'pending' limit 100`
  return rows.map((row) => row.lane)
}
