import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { Ending } from '../delivery/ending.ts'
import { disableDead } from './disable-dead.ts'

/** What says nothing of the receiver: it was not called. */
const ours = new Set(['late', 'database'])

/** Keeps what one try to tell an integration says of its health, and disables one whose receiver is dead or gone. */
export async function noteTry(
  ctx: Context,
  tx: Tx,
  { id: deliveryId, integrationId: id }: { id: string; integrationId: string | null },
  ending: Ending,
): Promise<void> {
  if (id === null) return
  if (ending.kind === 'sent') {
    tx.write(tx.sql`
      update integrations set last_success_at = now(), failing_since = null
      where workspace_id = ${ctx.workspaceId} and id = ${id}`)
    return
  }
  if (ending.kind === 'skipped' || ours.has(ending.error.code)) return
  tx.write(tx.sql`
    update integrations set failing_since = coalesce(failing_since, now()),
      last_error = ${storableJson(ending.error)}::jsonb || jsonb_build_object('at', now())
    where workspace_id = ${ctx.workspaceId} and id = ${id}`)
  if (ending.kind === 'failed' && ending.stops)
    await disableDead(ctx, tx, id, { deliveryId, why: ending.stops })
}
