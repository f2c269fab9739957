import {
  deliveryPriorities,
  type DeliveryPolicy,
  type DeliveryPriority,
} from '@cartie/shared/domain/delivery-state'
import { telegramLimits } from '@cartie/shared/domain/telegram-limits'
import { fitRequest, type TelegramRequest } from '@cartie/shared/domain/telegram-request'
import { deliveryAdvance } from '@cartie/shared/jobs/delivery-advance'
import { withTx } from '../../client.ts'
import type { Context, Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { uuidV7 } from '../../uuid-v7.ts'
import { lineBooking } from './book-line.ts'
import { keepOutMessages, type OutMessage } from './keep-out-messages.ts'

/** Something that has to leave the house. */
export interface NewDelivery {
  /** `telegram` if absent. */
  channel?: string
  lane: string
  botId?: string
  sessionId?: string
  leadId?: string
  request: TelegramRequest
  /** The same intent is written once in a workspace. */
  dedupKey?: string
  /** `once` if absent: what may have arrived is not repeated by itself. */
  policy?: DeliveryPolicy
  priority: DeliveryPriority
  /** Not before so many milliseconds from now. */
  delayMs?: number
  /** It waits for a person's release. */
  held?: boolean
  /** How the chat shows it; needs the session. */
  message?: OutMessage
}

interface Row extends Omit<NewDelivery, 'priority' | 'message'> {
  id: string
  priority: number
  message?: OutMessage | undefined
}

/**
 * Writes what has to be sent, in order, and wakes its lanes after the commit; `wake: false` where the caller drains
 * them itself. Texts longer than Telegram takes become several deliveries. Broadcasts that are woken for get their
 * places in the bot's line, so that others find room. Returns for each given one its id, and whether the same intent was written before.
 */
export async function enqueueDeliveries(
  ctx: Context,
  given: readonly NewDelivery[],
  { wake = true }: { wake?: boolean } = {},
): Promise<{ id: string; repeated: boolean }[]> {
  if (!given.length) return []
  const split = given.map(rowsOf)
  const rows = split.flat()
  return withTx(ctx, async (tx) => {
    if (wake) await placeInLines(ctx, tx, rows)
    const written = new Set(await insertRows(ctx, tx, rows))
    const fresh = rows.filter((r) => written.has(r.id))
    await keepOutMessages(ctx, tx, fresh)
    if (wake) wakeLanes(ctx, tx, fresh)
    const known = await idsOfKeys(
      ctx,
      tx,
      rows.filter((r) => !written.has(r.id)),
    )
    return split.map((parts) => {
      const last = parts.at(-1)!
      const repeated = !written.has(last.id)
      return { id: (repeated ? known.get(last.dedupKey ?? '') : undefined) ?? last.id, repeated }
    })
  })
}

/** One row a message; the chat's own line, and the name by which it is known, belong to the last. */
function rowsOf(given: NewDelivery): Row[] {
  const parts = (given.channel ?? 'telegram') === 'telegram' ? fitRequest(given.request) : [given.request]
  return parts.map((request, i) => {
    const isLast = i === parts.length - 1
    const row: Row = { ...given, id: uuidV7(), request, priority: deliveryPriorities[given.priority] }
    if (given.dedupKey !== undefined && !isLast) row.dedupKey = `${given.dedupKey}#${i + 1}`
    if (!isLast) delete row.message
    return row
  })
}

/**
 * Broadcasts stand in their bot's line from the start, and so does whatever one call writes into more chats than a bot
 * can reach at once: thousands of wake-ups that find no room would only keep others waiting.
 */
async function placeInLines(ctx: Context, tx: Tx, rows: readonly Row[]): Promise<void> {
  const byLine = Map.groupBy(rows, (r) => telegramLimits(r.lane).line?.(r.priority).lane)
  for (const list of byLine.values()) {
    const [{ lane, priority }] = list as [Row]
    const { line, shared } = telegramLimits(lane)
    const burst = priority === deliveryPriorities.broadcast ? 0 : (shared?.pace?.burst ?? 0)
    if (!line || new Set(list.map((r) => r.lane)).size <= burst) continue
    const { intervalMs } = line(priority).pace
    const [place] = await lineBooking(ctx, tx, line(priority), list.length)
    for (const [i, row] of list.entries())
      row.delayMs = (row.delayMs ?? 0) + (place?.first_ms ?? 0) + i * intervalMs
  }
}

async function insertRows(ctx: Context, tx: Tx, rows: readonly Row[]): Promise<string[]> {
  const json = storableJson(
    rows.map((r, n) => ({
      n,
      id: r.id,
      channel: r.channel ?? 'telegram',
      lane: r.lane,
      bot_id: r.botId,
      session_id: r.sessionId,
      lead_id: r.leadId,
      request: r.request,
      dedup_key: r.dedupKey,
      policy: r.policy ?? 'once',
      priority: r.priority,
      state: r.held ? 'held' : 'pending',
      delay_ms: r.delayMs ?? 0,
    })),
  )
  const inserted = await tx.sql<{ id: string }[]>`
    insert into deliveries (id, workspace_id, channel, lane, bot_id, session_id, lead_id, request, dedup_key, policy,
                            priority, state, run_at)
    select r.id, ${ctx.workspaceId}, r.channel, r.lane, r.bot_id, r.session_id, r.lead_id, r.request, r.dedup_key,
           r.policy, r.priority, r.state, now() + r.delay_ms * interval '1 ms'
    from jsonb_to_recordset(${json}::jsonb) as r(n int, id uuid, channel text, lane text, bot_id uuid, session_id uuid,
      lead_id uuid, request jsonb, dedup_key text, policy text, priority int, state text, delay_ms float8)
    order by r.n
    on conflict (workspace_id, dedup_key) where dedup_key is not null do nothing
    returning id`
  return inserted.map((r) => r.id)
}

async function idsOfKeys(ctx: Context, tx: Tx, rows: readonly Row[]): Promise<Map<string, string>> {
  const keys = rows.flatMap((r) => (r.dedupKey === undefined ? [] : [r.dedupKey]))
  if (!keys.length) return new Map()
  const found = await tx.sql<{ id: string; dedup_key: string }[]>`
    select id, dedup_key from deliveries where workspace_id = ${ctx.workspaceId} and dedup_key in ${tx.sql(keys)}`
  return new Map(found.map((r) => [r.dedup_key, r.id]))
}

function wakeLanes(ctx: Context, tx: Tx, rows: readonly Row[]): void {
  for (const [lane, list] of Map.groupBy(rows, (r) => r.lane)) {
    const waiting = list.filter((r) => !r.held)
    if (!waiting.length) continue
    const delayMs = Math.min(...waiting.map((r) => r.delayMs ?? 0))
    tx.wake(deliveryAdvance, { workspaceId: ctx.workspaceId, lane }, { delayMs })
  }
}
