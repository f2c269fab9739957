import { maxDeliveryAgeMs, type DeliveryState } from '@cartie/shared/domain/delivery-state'
import { deliveryAdvance } from '@cartie/shared/jobs/delivery-advance'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { Ending } from './ending.ts'
import type { SendingDelivery } from './lane-hold.ts'
import { tellOf } from './tell-of.ts'

const stateOf: Record<Ending['kind'], DeliveryState> = {
  sent: 'sent',
  failed: 'failed',
  unknown: 'unknown',
  held: 'held',
  again: 'pending',
}

/**
 * Writes the end of a try if the delivery still stands in `from` under that try's fence; else nothing changes.
 * A message that arrived gives its number to the chat's line. What could surely not be sent for a day, or was sent
 * again by a person meanwhile, fails for good.
 */
export async function writeEnding(
  ctx: Context,
  tx: Tx,
  delivery: SendingDelivery,
  ending: Ending,
  from: 'sending' | 'unknown',
): Promise<void> {
  // That nobody knows is known already.
  if (from === 'unknown' && ending.kind === 'unknown') return
  const sent = ending.kind === 'sent' ? ending.result : undefined
  const error = ending.kind === 'sent' ? null : storableJson(ending.error)
  const afterMs = ending.kind === 'again' ? ending.afterMs : 0
  const [row] = await tx.sql<{ state: DeliveryState }[]>`
    with ended as (
      update deliveries d set state = n.state, result = ${sent ? storableJson(sent) : null}::jsonb,
        error = ${error}::jsonb, lease_until = null,
        run_at = case n.state when 'pending' then clock_timestamp() + ${afterMs}::float8 * interval '1 ms' else run_at end,
        ended_at = case when n.state not in ('pending', 'held') then now() end
      from (
        select id, case
          when ${stateOf[ending.kind]} = 'pending' and (
            created_at < now() - ${maxDeliveryAgeMs}::float8 * interval '1 ms'
            or exists (select 1 from deliveries a where a.resend_of = o.id)) then 'failed'
          else ${stateOf[ending.kind]} end as state
        from deliveries o where id = ${delivery.id}) n
      where d.id = n.id and d.fence = ${delivery.fence} and d.state = ${from}
      returning d.id, d.state
    ), numbered as (
      update bot_messages m set message_id = ${sent?.messageId ?? null}::bigint,
        content = m.content || ${JSON.stringify(sent?.messageIds ? { messageIds: sent.messageIds } : {})}::jsonb
      from ended where m.delivery_id = ended.id and ${sent?.messageId ?? null}::bigint is not null
    )
    select state from ended`
  if (!row) return
  tellOf(tx, { id: delivery.id, sessionId: delivery.sessionId, state: row.state })
  if (ending.kind === 'failed' && ending.blocked) await markBlocked(tx, delivery)
  await rememberFiles(ctx, tx, delivery, ending)
  if (row.state === 'pending' && from === 'unknown')
    tx.wake(deliveryAdvance, { workspaceId: ctx.workspaceId, lane: delivery.lane }, { delayMs: afterMs })
}

const markBlocked = (tx: Tx, { sessionId }: SendingDelivery) =>
  tx.sql`update bot_sessions set blocked_at = coalesce(blocked_at, now()) where id = ${sessionId}`

async function rememberFiles(
  ctx: Context,
  tx: Tx,
  { botId }: SendingDelivery,
  ending: Ending,
): Promise<void> {
  if (botId === null) return
  if (ending.kind === 'sent' && ending.files?.length) {
    await tx.sql`
      insert into bot_files (workspace_id, bot_id, key, file_id)
      select distinct on (f.key) ${ctx.workspaceId}, ${botId}::uuid, f.key, f."fileId"
      from jsonb_to_recordset(${storableJson(ending.files)}::jsonb) as f(key text, "fileId" text) order by f.key
      on conflict (workspace_id, bot_id, key) do update set file_id = excluded.file_id`
  }
  if (ending.kind === 'again' && ending.forget?.length) {
    await tx.sql`delete from bot_files where bot_id = ${botId} and file_id in ${tx.sql(ending.forget)}`
  }
}
