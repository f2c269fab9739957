import { hookChannel, whatsappChannel } from '@cartie/shared/domain/delivery-lane'
import { maxDeliveryAgeMs, type DeliveryState } from '@cartie/shared/domain/delivery-state'
import { laneAdvance } from '@cartie/shared/jobs/delivery-advance'
import { requestPost } from '@cartie/shared/jobs/request-post'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import type { Ending } from './ending.ts'
import type { LaneHold, SendingDelivery } from './lane-hold.ts'
import { requestOfKey } from '../broadcast/post-key.ts'
import { followReceipts } from '../whatsapp/follow-receipts.ts'
import { noteTry } from '../integration/note-try.ts'
import { tellOf } from './tell-of.ts'

const stateOf: Record<Ending['kind'], DeliveryState> = {
  sent: 'sent',
  failed: 'failed',
  unknown: 'unknown',
  held: 'held',
  skipped: 'skipped',
  again: 'pending',
}

interface EndedTry {
  hold: LaneHold
  delivery: SendingDelivery
  ending: Ending
}

/** What was found when an end was written. */
export interface WrittenEnd {
  /** Whether its sender still held the lane. */
  kept: boolean
  /** What the delivery became; null where this end changed nothing. */
  state: DeliveryState | null
  dedup_key: string | null
  /** The lane is still held, for something waits on it; one on which nothing waits has been let go. */
  more: boolean
}

/**
 * Writes the end of each try whose delivery still stands as that try left it: `sending` on a lane that is held, else
 * `unknown`; of others nothing changes. A message that arrived gives its number to the chat's line. What could surely
 * not be sent for a day, or was sent again by a person meanwhile, fails for good. The caller has locked the lanes.
 */
export async function writeEndings(
  ctx: Context,
  tx: Tx,
  tries: readonly EndedTry[],
): Promise<readonly WrittenEnd[]> {
  const ends = await writeStates(ctx, tx, tries)
  for (const [n, { delivery, ending }] of tries.entries()) {
    const { state = null, kept = false, dedup_key = null } = ends[n] ?? {}
    if (state === null) continue
    const requestId = requestOfKey(dedup_key)
    if (requestId !== undefined) tx.wake(requestPost, { workspaceId: ctx.workspaceId, requestId })
    tellOf(tx, { id: delivery.id, sessionId: delivery.sessionId, state })
    if (ending.kind === 'failed' && ending.blocked) markBlocked(tx, delivery)
    rememberFiles(ctx, tx, delivery, ending)
    await noteTry(ctx, tx, delivery, ending)
    if (state === 'pending' && !kept) {
      const delayMs = ending.kind === 'again' ? ending.afterMs : 0
      tx.wake(laneAdvance(delivery.lane), { workspaceId: ctx.workspaceId, lane: delivery.lane }, { delayMs })
    }
  }
  // Its word may have come before this answer.
  const receipted = tries.filter(({ delivery }) => delivery.channel === whatsappChannel)
  if (receipted.length)
    await followReceipts(
      ctx,
      tx,
      receipted.map(({ delivery }) => delivery.id),
    )
  return ends
}

/** In the order of the tries. */
async function writeStates(ctx: Context, tx: Tx, tries: readonly EndedTry[]): Promise<WrittenEnd[]> {
  const rows = tries.map(({ hold, delivery, ending }, n) => {
    const sent = ending.kind === 'sent' ? ending.result : undefined
    const result = sent ?? (ending.kind === 'failed' ? ending.result : undefined)
    const error = ending.error ?? (result && { code: String(result.status ?? 200), message: '' })
    return {
      n,
      lane: hold.lane,
      hold_fence: hold.fence,
      lease_ms: hold.leaseMs,
      id: delivery.id,
      fence: delivery.fence,
      wanted: stateOf[ending.kind],
      result,
      error: ending.error,
      try: delivery.channel !== hookChannel || ending.kind === 'held' ? undefined : error,
      max_age_ms: hold.limits.maxAgeMs ?? maxDeliveryAgeMs,
      after_ms: ending.kind === 'again' ? ending.afterMs : 0,
      message_id: sent?.messageId,
      content: sent?.messageIds ? { messageIds: sent.messageIds } : {},
    }
  })
  const { sql } = tx
  const lanes = rows.map((row) => row.lane)
  // Asked only where it matters: the longer a statement, the more its every run costs.
  const state = rows.some((row) => row.wanted === 'pending')
    ? sql`case
        when r.wanted = 'pending' and (
          exists (select from deliveries o where o.id = r.id
            and o.created_at < now() - r.max_age_ms * interval '1 ms')
          or exists (select from deliveries a where a.resend_of = r.id)) then 'failed'
        else r.wanted end`
    : sql`r.wanted`
  return sql<WrittenEnd[]>`
    with r as (
      select r.*, l.lane is not null as kept, case when l.lane is null then 'unknown' else 'sending' end as "from"
      from jsonb_to_recordset(${storableJson(rows)}::jsonb) as r(n int, lane text, hold_fence bigint, lease_ms float8,
        id uuid, fence bigint, wanted text, result jsonb, error jsonb, try jsonb, max_age_ms float8,
        after_ms float8, message_id bigint, content jsonb)
      left join delivery_lanes l
        on l.workspace_id = ${ctx.workspaceId} and l.lane = any (${lanes}::text[]) and l.lane = r.lane
        and l.fence = r.hold_fence
    ), ended as (
      update deliveries d set state = n.state, result = n.result, error = n.error, lease_until = null,
        tries = case when n.try is null then d.tries
          else coalesce(d.tries, '[]') || (n.try || jsonb_build_object('at', d.sending_at)) end,
        run_at = case n.state when 'pending' then clock_timestamp() + n.after_ms * interval '1 ms' else d.run_at end,
        ended_at = case when n.state not in ('pending', 'held') then now() end
      from (select r.*, ${state} as state from r) n
      where d.workspace_id = ${ctx.workspaceId} and d.id = any (${rows.map((row) => row.id)}::uuid[])
        and d.id = n.id and d.fence = n.fence and d.state = n."from" and d.state <> n.state
      returning n.n, d.id, d.state, d.dedup_key, n.message_id, n.content
    ), numbered as (
      update bot_messages m set message_id = ended.message_id, content = m.content || ended.content
      from ended where m.delivery_id = ended.id and ended.message_id is not null
    ), h as materialized (
      select r.lane, r.lease_ms, r.wanted = 'pending' or exists (
        select from deliveries w
        where w.workspace_id = ${ctx.workspaceId} and w.lane = r.lane and w.state = 'pending') as more
      from r where r.kept
    ), lanes as (
      update delivery_lanes l
      set lease_until = case when h.more then clock_timestamp() + h.lease_ms * interval '1 ms' end
      from h
      where l.workspace_id = ${ctx.workspaceId} and l.lane = any (${lanes}::text[]) and l.lane = h.lane
      returning l.lane, h.more
    )
    select r.kept, ended.state, ended.dedup_key, coalesce(lanes.more, false) as more
    from r left join ended on ended.n = r.n left join lanes on lanes.lane = r.lane and r.kept
    order by r.n`
}

const markBlocked = (tx: Tx, { sessionId }: SendingDelivery): void =>
  tx.write(tx.sql`update bot_sessions set blocked_at = coalesce(blocked_at, now()) where id = ${sessionId}`)

function rememberFiles(ctx: Context, tx: Tx, { botId }: SendingDelivery, ending: Ending): void {
  if (botId === null) return
  if (ending.kind === 'sent' && ending.files?.length) {
    tx.write(tx.sql`
      insert into bot_files (workspace_id, bot_id, key, file_id)
      select distinct on (f.key) ${ctx.workspaceId}, ${botId}::uuid, f.key, f."fileId"
      from jsonb_to_recordset(${storableJson(ending.files)}::jsonb) as f(key text, "fileId" text) order by f.key
      on conflict (workspace_id, bot_id, key) do update set file_id = excluded.file_id`)
  }
  if (ending.kind === 'again' && ending.forget?.length) {
    tx.write(tx.sql`delete from bot_files where bot_id = ${botId} and file_id in ${tx.sql(ending.forget)}`)
  }
}
