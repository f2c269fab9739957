import { channelOfLane, outerChannels } from '@cartie/shared/domain/delivery-lane'
import { bookPlace, type Pace } from '@cartie/shared/domain/pace'
import { bookAheadMs } from '@cartie/shared/domain/telegram-limits'
import type { Context, Tx } from '../../context.ts'
import { lineBooking, type Line } from './book-line.ts'
import { headColumns, headJoins, type Head } from './lane-head.ts'
import type { LaneHold, Step } from './lane-hold.ts'
import { releaseLane, ringLater } from './release-lane.ts'

/** A holder waits no longer than this for its own chat's pace; then the lane is released and rung for. */
const ownAheadMs = 500

/**
 * Looks at the first delivery of a held lane: begins it, tells how long to wait for its place, or lets the lane go.
 * `booked` names the delivery whose place was booked by the look before.
 */
export async function takeNext(ctx: Context, tx: Tx, hold: LaneHold, booked?: string): Promise<Step> {
  const { limits } = hold
  for (;;) {
    const head = await lookAtHead(ctx, tx, hold)
    if (!head) return letGo(ctx, tx, hold)
    if (head.due_ms > 0) return letGo(ctx, tx, hold, head.due_ms)
    if ((head.paused_ms ?? 0) > 0) return postpone(ctx, tx, hold, head, { ms: head.paused_ms! })
    let places: Places = {}
    if (head.id !== booked && (limits.isPaced?.(head.request.method) ?? false)) {
      const found = await findPlaces(ctx, tx, hold, head)
      if ('later' in found) return postpone(ctx, tx, hold, head, found.later)
      if (found.waitMs > 0) {
        await keepPlaces(ctx, tx, hold, found.places)
        return { do: 'wait', deliveryId: head.id, waitMs: found.waitMs }
      }
      places = found.places
    }
    if (await begin(ctx, tx, hold, head, places)) {
      const { id, channel, bot_id: botId, session_id: sessionId, request, policy } = head
      const { integration_id: integrationId, resend_of: resendOf } = head
      const attempts = head.attempts + 1
      const lane = { lane: hold.lane, fence: hold.fence }
      const delivery = { ...lane, id, channel, botId, sessionId, integrationId, request, policy, attempts }
      return { do: 'send', delivery: { ...delivery, resendOf, tokenCipher: head.token_cipher } }
    }
    // A person took it away meanwhile: the next one is first now.
  }
}

async function lookAtHead(ctx: Context, tx: Tx, hold: LaneHold): Promise<Head | undefined> {
  const shared = tx.sql`${hold.limits.shared?.lane ?? null}::text`
  const [head] = await tx.sql<Head[]>`
    select ${headColumns(tx.sql)}
    from deliveries d ${headJoins(tx.sql, shared)}
    where d.workspace_id = ${ctx.workspaceId} and d.lane = ${hold.lane} and d.state = 'pending'
    order by ${outerChannels.includes(channelOfLane(hold.lane)) ? tx.sql`d.run_at, d.seq` : tx.sql`d.seq`} limit 1`
  return head
}

/** New states of the buckets that a delivery takes a place of, in milliseconds from now. */
interface Places {
  own?: number
  shared?: number
}

async function findPlaces(
  ctx: Context,
  tx: Tx,
  { limits }: LaneHold,
  head: Head,
): Promise<{ waitMs: number; places: Places } | { later: Later }> {
  const book = (pace: Pace, nextAtMs: number, aheadMs: number) =>
    bookPlace(pace, { nextAtMs, nowMs: 0 }, aheadMs)
  const own = limits.own && book(limits.own, head.next_ms, ownAheadMs)
  if (own && own.nextAtMs === undefined) return { later: { ms: own.waitMs } }
  const { lane, pace } = limits.shared ?? {}
  if (lane === undefined || !pace) return { waitMs: own?.waitMs ?? 0, places: { own: own?.nextAtMs } }
  // Most who find no room see it without the lock that all chats of the bot share.
  const seen = book(pace, head.shared_next_ms ?? 0, bookAheadMs(head.priority))
  const shared =
    seen.nextAtMs === undefined
      ? seen
      : book(pace, await lockBucket(ctx, tx, lane), bookAheadMs(head.priority))
  if (shared.nextAtMs !== undefined)
    return {
      waitMs: Math.max(own?.waitMs ?? 0, shared.waitMs),
      places: { own: own?.nextAtMs, shared: shared.nextAtMs },
    }
  return { later: limits.line ? { line: limits.line(head.priority) } : { ms: shared.waitMs } }
}

/** Keeps the shared bucket to this transaction and returns its state. */
async function lockBucket(ctx: Context, tx: Tx, lane: string): Promise<number> {
  const [row] = await tx.sql<[{ next_ms: number }]>`
    insert into delivery_lanes as l (workspace_id, lane) values (${ctx.workspaceId}, ${lane})
    on conflict (workspace_id, lane) do update set lane = l.lane
    returning extract(epoch from next_at - clock_timestamp())::float8 * 1000 as next_ms`
  return row.next_ms
}

async function keepPlaces(ctx: Context, tx: Tx, hold: LaneHold, places: Places): Promise<void> {
  const changed = [
    { lane: hold.lane, ms: places.own },
    { lane: hold.limits.shared?.lane, ms: places.shared },
  ].filter((c) => c.lane !== undefined && c.ms !== undefined)
  if (!changed.length) return
  await tx.sql`
    update delivery_lanes l set next_at = clock_timestamp() + c.ms * interval '1 ms'
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as c(lane text, ms float8)
    where l.workspace_id = ${ctx.workspaceId} and l.lane = c.lane`
}

/** Writes that the call begins now. False where the delivery is no longer pending. */
async function begin(ctx: Context, tx: Tx, hold: LaneHold, head: Head, places: Places): Promise<boolean> {
  const begun = await tx.sql`
    update deliveries set state = 'sending', fence = ${hold.fence}, attempts = attempts + 1,
      sending_at = clock_timestamp(), lease_until = clock_timestamp() + ${hold.leaseMs} * interval '1 ms'
    where id = ${head.id} and state = 'pending'`
  if (!begun.count) return false
  await keepPlaces(ctx, tx, hold, places)
  return true
}

/** When a delivery is tried again: after a time, or at the next place of a line. */
type Later = { ms: number } | { line: Line }

async function postpone(ctx: Context, tx: Tx, hold: LaneHold, head: Head, later: Later): Promise<Step> {
  const { sql } = tx
  await releaseLane(ctx, tx, hold)
  // Last and in one statement, for a line is locked from here to the commit.
  const [row] = await sql<[{ first_ms: number }]>`
    with place as (${'line' in later ? lineBooking(ctx, tx, later.line, 1) : sql`select ${later.ms}::float8 as first_ms`}),
    put as (
      update deliveries d set run_at = clock_timestamp() + place.first_ms * interval '1 ms'
      from place where d.id = ${head.id} and d.state = 'pending')
    select first_ms from place`
  ringLater(ctx, tx, hold.lane, row.first_ms)
  return { do: 'end' }
}

async function letGo(ctx: Context, tx: Tx, hold: LaneHold, afterMs?: number): Promise<Step> {
  await releaseLane(ctx, tx, hold, afterMs)
  return { do: 'end' }
}
