import type { DeliveryCheck } from '@cartie/shared/schemas/delivery'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { toDeliveryDetail, type DeliveryRow } from './delivery-row.ts'
import { findTraces } from './find-traces.ts'
import { readDelivery } from './read-delivery.ts'
import { tellOf } from './tell-of.ts'

type Evidence = DeliveryCheck['evidence']

/**
 * What is known of whether a delivery arrived. Telegram can't be asked, so an unknown one is settled by what came in
 * since: where a trace proves it, it is `sent` from now on. Throws `not_found`.
 */
export async function checkDelivery(ctx: Context, id: string): Promise<DeliveryCheck> {
  requirePermission(ctx, 'deliveries.write')
  return withTx(ctx, async (tx) => {
    const row = await readDelivery(ctx, tx, id)
    const evidence = [...ownEvidence(row), ...(row.state === 'unknown' ? await findTraces(tx, row) : [])]
    const proof = evidence.find((e) => e.kind === 'reply' || e.kind === 'button')
    if (proof?.messageId != null) await settle(tx, row, proof.messageId)
    const now = proof ? await readDelivery(ctx, tx, id) : row
    return { verdict: verdictOf(now), evidence, delivery: toDeliveryDetail(now) }
  })
}

function verdictOf({ state, attempts }: DeliveryRow): DeliveryCheck['verdict'] {
  if (state === 'sent') return 'arrived'
  if (state === 'sending' || state === 'unknown') return 'open'
  // What a person gave up may have been an unknown one.
  return state === 'cancelled' && attempts > 0 ? 'open' : 'not_arrived'
}

function ownEvidence(row: DeliveryRow): Evidence {
  const at = row.ended_at === null ? null : new Date(row.ended_at).toISOString()
  const list: Evidence = []
  if (row.state === 'sent')
    list.push({ kind: 'receipt', at, messageId: row.result?.messageId ?? null, text: '' })
  if (row.state === 'failed')
    list.push({ kind: 'refusal', at, messageId: null, text: row.error?.message ?? '' })
  if (row.resent_as !== null) list.push({ kind: 'resent', at: null, messageId: null, text: '' })
  return list
}

async function settle(tx: Tx, row: DeliveryRow, messageId: number): Promise<void> {
  const settled = await tx.sql`
    update deliveries set state = 'sent', error = null, result = ${storableJson({ messageId })}::jsonb
    where id = ${row.id} and state = 'unknown'`
  if (!settled.count) return
  await tx.sql`update bot_messages set message_id = ${messageId} where delivery_id = ${row.id} and message_id is null`
  tellOf(tx, { id: row.id, sessionId: row.session_id, state: 'sent' })
}
