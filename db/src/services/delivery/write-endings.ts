import { maxDeliveryAgeMs, type DeliveryState } from '@cartie/shared/domain/delivery-state'
import { deliveryAdvance } from '@cartie/shared/jobs/delivery-advance'
import { requestPost } from '@cartie/shared/jobs/request-post'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { Ending } from './ending.ts'
import type { SendingDelivery } from './lane-hold.ts'
import { requestOfKey } from '../broadcast/post-key.ts'
import { tellOf } from './tell-of.ts'

const stateOf: Record<Ending['kind'], DeliveryState> = {
  sent: 'sent',
  failed: 'failed',
  unknown: 'unknown',
  held: 'held',
  again: 'pending',
}

interface EndedTry {
  delivery: SendingDelivery
  ending: Ending
  from: 'sending' | 'unknown'
}

/**
 * Writes the end of each try whose delivery still stands in `from` under that try's fence; of others nothing changes.
 * A message that arrived gives its number to the chat's line. What could surely not be sent for a day, or was sent
 * again by a person meanwhile, fails for good.
 */
export async function writeEndings(ctx: Context, tx: Tx, tries: readonly EndedTry[]): Promise<void> {
  // That nobody knows is known already.
  const told = tries.filter(({ ending, from }) => !(from === 'unknown' && ending.kind === 'unknown'))
  if (!told.length) return
  const states = await writeStates(ctx, tx, told)
  for (const { delivery, ending, from } of told) {
    const { state, dedup_key } = states.get(delivery.id) ?? {}
    if (state === undefined) continue
    const requestId = requestOfKey(dedup_key ?? null)
    if (requestId !== undefined) tx.wake(requestPost, { workspaceId: ctx.workspaceId, requestId })
    tellOf(tx, { id: delivery.id, sessionId: delivery.sessionId, state })
    if (ending.kind === 'failed' && ending.blocked) await markBlocked(tx, delivery)
    await rememberFiles(ctx, tx, delivery, ending)
    if (state === 'pending' && from === 'unknown') {
      const delayMs = ending.kind === 'again' ? ending.afterMs : 0
      tx.wake(deliveryAdvance, { workspaceId: ctx.workspaceId, lane: delivery.lane }, { delayMs })
    }
  }
}

interface WrittenEnd {
  state: DeliveryState
  dedup_key: string | null
}

async function writeStates(
  ctx: Context,
  tx: Tx,
  tries: readonly EndedTry[],
): Promise<Map<string, WrittenEnd>> {
  const rows = tries.map(({ delivery, ending, from }) => {
    const sent = ending.kind === 'sent' ? ending.result : undefined
    return {
      id: delivery.id,
      fence: delivery.fence,
      from,
      wanted: stateOf[ending.kind],
      result: sent,
      error: ending.kind === 'sent' ? undefined : ending.error,
      after_ms: ending.kind === 'again' ? ending.afterMs : 0,
      message_id: sent?.messageId,
      content: sent?.messageIds ? { messageIds: sent.messageIds } : {},
    }
  })
  const ended = await tx.sql<(WrittenEnd & { id: string })[]>`
    with ended as (
      update deliveries d set state = n.state, result = n.result, error = n.error, lease_until = null,
        run_at = case n.state when 'pending' then clock_timestamp() + n.after_ms * interval '1 ms' else d.run_at end,
        ended_at = case when n.state not in ('pending', 'held') then now() end
      from (
        select r.*, case
          when r.wanted = 'pending' and (
            o.created_at < now() - ${maxDeliveryAgeMs}::float8 * interval '1 ms'
            or exists (select 1 from deliveries a where a.resend_of = o.id)) then 'failed'
          else r.wanted end as state
        from jsonb_to_recordset(${storableJson(rows)}::jsonb) as r(id uuid, fence bigint, "from" text, wanted text,
          result jsonb, error jsonb, after_ms float8, message_id bigint, content jsonb)
        join deliveries o on o.workspace_id = ${ctx.workspaceId} and o.id = r.id) n
      where d.id = n.id and d.fence = n.fence and d.state = n."from"
      returning d.id, d.state, d.dedup_key, n.message_id, n.content
    ), numbered as (
      update bot_messages m set message_id = ended.message_id, content = m.content || ended.content
      from ended where m.delivery_id = ended.id and ended.message_id is not null
    )
    select id, state, dedup_key from ended`
  return new Map(ended.map((row) => [row.id, row]))
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
