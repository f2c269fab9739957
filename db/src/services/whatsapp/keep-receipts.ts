import { Id } from '@cartie/shared/schemas/common'
import type { WhatsappReceipt } from '@cartie/shared/domain/whatsapp-update'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { DeliveryState } from '@cartie/shared/domain/delivery-state'
import { followReceipts } from './follow-receipts.ts'

/** What tells more comes later: words of WhatsApp overtake each other. Who has it, has it, whatever failed before. */
const ranks = ['sent', 'failed', 'delivered', 'read']

/** Keeps what WhatsApp says became of our messages; what it says of others is nothing to us. */
export async function keepReceipts(
  ctx: Context,
  tx: Tx,
  integrationId: string,
  receipts: readonly WhatsappReceipt[],
): Promise<void> {
  for (const receipt of receipts) {
    const id = await deliveryOf(ctx, tx, integrationId, receipt)
    if (id === undefined) continue
    const { status, id: externalId, error } = receipt
    const [kept] = await tx.sql<{ session_id: string | null; state: DeliveryState }[]>`
      update deliveries set receipt = ${storableJson({ status, id: externalId, ...(error ? { error } : {}) })}::jsonb
      where workspace_id = ${ctx.workspaceId} and id = ${id}
        and coalesce(array_position(${ranks}::text[], receipt ->> 'status'), 0) < ${ranks.indexOf(status) + 1}
      returning session_id, state`
    if (!kept) continue
    const settled = await followReceipts(ctx, tx, [id])
    if (!settled)
      tx.record('delivery.changed', { deliveryId: id, sessionId: kept.session_id, state: kept.state })
  }
}

/** By what we gave it on its way, which is known before any answer is, or else by WhatsApp's own name. */
async function deliveryOf(
  ctx: Context,
  { sql }: Tx,
  integrationId: string,
  { tracked, id, waId }: WhatsappReceipt,
): Promise<string | undefined> {
  const given = Id.safeParse(tracked).data
  const [row] = given
    ? await sql<{ id: string }[]>`
        select id from deliveries
        where workspace_id = ${ctx.workspaceId} and id = ${given} and integration_id = ${integrationId}`
    : await sql<{ id: string }[]>`
        select d.id from bot_sessions s join deliveries d on d.session_id = s.id
        where s.workspace_id = ${ctx.workspaceId} and s.integration_id = ${integrationId} and s.chat_id = ${waId}
          and d.result ->> 'externalId' = ${id}
        order by d.seq desc limit 1`
  return row?.id
}
