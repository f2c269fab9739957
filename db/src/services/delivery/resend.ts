import { deliveryPriorities, resendable } from '@cartie/shared/domain/delivery-state'
import { AppError } from '@cartie/shared/errors'
import { laneAdvance } from '@cartie/shared/jobs/delivery-advance'
import type { DeliveryDetail } from '@cartie/shared/schemas/delivery'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { uuidV7 } from '../../uuid-v7.ts'
import { toDeliveryDetail } from './delivery-row.ts'
import { readDelivery } from './read-delivery.ts'

/**
 * Sends a copy of a delivery that has ended, or whose end nobody knows: a new row that names the old one. The chat's
 * line follows the copy where the first one never got a number.
 * Throws `not_found`, and `conflict` while the delivery or a copy of it is still under way.
 */
export async function resendDelivery(ctx: Context, id: string): Promise<DeliveryDetail> {
  requirePermission(ctx, 'deliveries.write')
  return withTx(ctx, async (tx) => {
    await tx.sql`select 1 from deliveries where workspace_id = ${ctx.workspaceId} and id = ${id} for update`
    const old = await readDelivery(ctx, tx, id)
    if (!resendable.includes(old.state)) {
      throw new AppError(
        'conflict',
        `The delivery is ${old.state}: it will still be sent, or can be released.`,
      )
    }
    const copy = uuidV7()
    const made = await tx.sql`
      insert into deliveries (id, workspace_id, channel, lane, bot_id, session_id, lead_id, integration_id, request, policy, priority, resend_of)
      select ${copy}, workspace_id, channel, lane, bot_id, session_id, lead_id, integration_id, request, policy,
             ${deliveryPriorities.answer}, id
      from deliveries d where id = ${id} and not exists (
        select 1 from deliveries a where a.resend_of = d.id and a.state in ('pending', 'sending', 'held'))`
    if (!made.count) throw new AppError('conflict', 'A copy of this delivery is on its way already.')
    await showCopy(tx, id, copy)
    tx.record('delivery.changed', { deliveryId: copy, sessionId: old.session_id, state: 'pending' })
    tx.wake(laneAdvance(old.lane), { workspaceId: ctx.workspaceId, lane: old.lane })
    return toDeliveryDetail(await readDelivery(ctx, tx, copy))
  })
}

async function showCopy(tx: Tx, old: string, copy: string): Promise<void> {
  const moved = await tx.sql`
    update bot_messages set delivery_id = ${copy} where delivery_id = ${old} and message_id is null`
  if (moved.count) return
  await tx.sql`
    insert into bot_messages (workspace_id, session_id, direction, delivery_id, author, kind, text, content, search)
    select workspace_id, session_id, direction, ${copy}, author, kind, text, content - 'messageIds', search
    from bot_messages where delivery_id = ${old}`
}
