import { bookPlace } from '@cartie/shared/domain/pace'
import type { LaneLimits } from '@cartie/shared/domain/telegram-limits'
import type { Context, Tx } from '../../context.ts'
import { findFreeLanes, lockBuckets, type FreeLane } from './free-lanes.ts'
import { deliveryRows, insertDeliveries, type NewDelivery, type NewRow } from './insert-deliveries.ts'
import type { LaneHold, SendingDelivery } from './lane-hold.ts'

/** A lane that is held, with its first delivery committed as being sent. */
export interface Begun {
  hold: LaneHold
  delivery: SendingDelivery
}

export interface BeginOptions {
  leaseMs: number
  limits: (lane: string) => LaneLimits
}

/** A lane that is taken with the row that begins on it; `ownMs`: the new state of its bucket. */
interface Taken {
  row: NewRow
  free: FreeLane
  ownMs: number | null
}

/**
 * Writes what has to be sent and begins the first delivery on each lane on which nothing else waits, as `claimLane`
 * does for one lane, but waiting for nobody: a lane that somebody holds, that is paused or whose pace is used up is left
 * to whoever drains it. Returns by lane what has begun and is for the caller to send; all others the caller drains.
 */
export async function beginFresh(
  ctx: Context,
  tx: Tx,
  given: readonly NewDelivery[],
  options: BeginOptions,
): Promise<Map<string, Begun>> {
  const rows = given.flatMap(deliveryRows)
  if (!rows.length) return new Map()
  const { taken, buckets } = await takeLanes(ctx, tx, rows, options.limits)
  for (const { row, free } of taken) row.sending = { fence: free.fence + 1, leaseMs: options.leaseMs }
  await insertDeliveries(ctx, { ...tx, write: tx.last }, rows)
  if (taken.length) holdLanes(ctx, tx, taken, buckets, options.leaseMs)
  return new Map(taken.map((one) => [one.row.lane, begunOf(one, options)]))
}

/** Which rows may go at once, and what the buckets that lanes share become by that. */
async function takeLanes(
  ctx: Context,
  tx: Tx,
  rows: readonly NewRow[],
  limits: BeginOptions['limits'],
): Promise<{ taken: Taken[]; buckets: Map<string, number> }> {
  const firsts = new Map(rows.toReversed().map((row) => [row.lane, row]))
  // What may turn out to be written before, or is not due, begins nothing.
  const asked = [...firsts.values()].filter((r) => r.dedupKey === undefined && !r.held && !r.delayMs)
  const of = (row: NewRow) => {
    const { own, shared, isPaced } = limits(row.lane)
    const paced = isPaced?.(row.request.method) ?? false
    return {
      shared: shared?.lane ?? null,
      own: paced ? own : undefined,
      pace: paced ? shared?.pace : undefined,
    }
  }
  const bucketNames = asked.flatMap((row) => (of(row).pace ? (of(row).shared ?? []) : []))
  const [lanes, buckets] = await Promise.all([
    findFreeLanes(
      ctx,
      tx,
      asked.map((row) => ({ lane: row.lane, shared: of(row).shared, bot_id: row.botId ?? null })),
    ),
    lockBuckets(ctx, tx, bucketNames),
  ])
  const taken = asked.flatMap((row): Taken[] => {
    const free = lanes.get(row.lane)
    if (!free) return []
    const { own, shared, pace } = of(row)
    const mine = own && bookPlace(own, { nextAtMs: free.next_ms, nowMs: 0 }, 0)
    const common = pace && bookPlace(pace, { nextAtMs: buckets.get(shared ?? '') ?? 0, nowMs: 0 }, 0)
    if (mine?.waitMs || common?.waitMs) return []
    if (shared !== null && common?.nextAtMs !== undefined) buckets.set(shared, common.nextAtMs)
    return [{ row, free, ownMs: mine?.nextAtMs ?? null }]
  })
  return { taken, buckets }
}

/** Writes that the lanes are held, and what the buckets have become. */
function holdLanes(
  ctx: Context,
  tx: Tx,
  taken: readonly Taken[],
  buckets: ReadonlyMap<string, number>,
  leaseMs: number,
): void {
  const held = taken.map(({ row, free, ownMs }) => ({ lane: row.lane, fence: free.fence + 1, ms: ownMs }))
  const booked = [...buckets].map(([lane, ms]) => ({ lane, fence: null, ms }))
  const rows = [...held, ...booked]
  tx.last(tx.sql`
    update delivery_lanes l set fence = coalesce(r.fence, l.fence),
      lease_until = case when r.fence is null then l.lease_until
        else clock_timestamp() + ${leaseMs} * interval '1 ms' end,
      next_at = case when r.ms is null then l.next_at else clock_timestamp() + r.ms * interval '1 ms' end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(lane text, fence bigint, ms float8)
    where l.workspace_id = ${ctx.workspaceId} and l.lane = any (${rows.map(({ lane }) => lane)}::text[])
      and l.lane = r.lane`)
}

function begunOf({ row, free }: Taken, { leaseMs, limits }: BeginOptions): Begun {
  const { id, lane, request } = row
  const place = { lane, fence: free.fence + 1 }
  return {
    hold: { ...place, leaseMs, limits: limits(lane) },
    delivery: {
      ...place,
      id,
      channel: row.channel ?? 'telegram',
      botId: row.botId ?? null,
      tokenCipher: free.token_cipher,
      sessionId: row.sessionId ?? null,
      integrationId: row.integrationId ?? null,
      request,
      policy: row.policy ?? 'once',
      resendOf: null,
      attempts: 1,
    },
  }
}
