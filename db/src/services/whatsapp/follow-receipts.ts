import type { DeliveryState } from '@cartie/shared/domain/delivery-state'
import type { Context, Tx } from '../../context.ts'
import { tellOf } from '../delivery/tell-of.ts'

/**
 * Brings deliveries to what WhatsApp has said of them, whichever came first, its word or the end of our call: one that
 * nobody knew the end of has arrived or failed, one that was taken may fail later, and one that a phone has is sent.
 * Returns how many changed.
 */
export async function followReceipts(ctx: Context, tx: Tx, ids: readonly string[]): Promise<number> {
  const rows = await tx.sql<{ id: string; session_id: string | null; state: DeliveryState }[]>`
    update deliveries d set state = n.state, error = case n.state when 'failed' then d.receipt -> 'error' end,
      result = coalesce(d.result, '{}') || jsonb_build_object('externalId', d.receipt -> 'id'), ended_at = now()
    from (
      select id, case receipt ->> 'status' when 'failed' then 'failed' else 'sent' end as state from deliveries
      where workspace_id = ${ctx.workspaceId} and id = any (${ids as string[]}::uuid[]) and receipt is not null) n
    where d.id = n.id and d.state in ('sent', 'unknown', 'failed') and d.state <> n.state
    returning d.id, d.session_id, d.state`
  for (const { id, session_id, state } of rows) tellOf(tx, { id, sessionId: session_id, state })
  return rows.length
}
