import { bookPlace } from '@cartie/shared/domain/pace'
import type { LaneLimits } from '@cartie/shared/domain/telegram-limits'
import type { Context, Tx } from '../../context.ts'
import type { LaneHold, SendingDelivery } from './lane-hold.ts'
import { headColumns, headJoins, type Head } from './lane-head.ts'

/** A lane that is held, with its first delivery committed as being sent. */
export interface Begun {
  hold: LaneHold
  delivery: SendingDelivery
}

export interface BeginOptions {
  leaseMs: number
  limits: (lane: string) => LaneLimits
}

type FreshHead = Head & { lane: string }

/**
 * Takes those of the lanes that are free and begins the first delivery of each that may go at once, as `claimLane`
 * does for one lane, but waiting for nobody: a lane that somebody holds, that is paused or whose pace is used up is left
 * to whoever drains it. For the transaction that has just written the deliveries.
 */
export async function beginFresh(
  ctx: Context,
  tx: Tx,
  lanes: readonly string[],
  { leaseMs, limits }: BeginOptions,
): Promise<Map<string, Begun>> {
  const begun = new Map<string, Begun>()
  const heads = (await freeHeads(ctx, tx, lanes, limits)).filter(
    (head) => head.state === 'pending' && head.due_ms <= 0 && (head.paused_ms ?? 0) <= 0,
  )
  const buckets = await lockBuckets(ctx, tx, heads, limits)
  const ready = heads.flatMap((head) => {
    const { own, shared, isPaced } = limits(head.lane)
    if (!isPaced?.(head.request.method)) return [{ head, own_ms: null }]
    const mine = own && bookPlace(own, { nextAtMs: head.next_ms, nowMs: 0 }, 0)
    const bucket = shared?.pace && buckets.get(shared.lane)
    const common = shared?.pace && bookPlace(shared.pace, { nextAtMs: bucket ?? 0, nowMs: 0 }, 0)
    if (mine?.waitMs || common?.waitMs) return []
    if (shared && common?.nextAtMs !== undefined) buckets.set(shared.lane, common.nextAtMs)
    return [{ head, own_ms: mine?.nextAtMs ?? null }]
  })
  if (!ready.length) return begun
  const fences = await begin(ctx, tx, ready, buckets, leaseMs)
  for (const { head } of ready) {
    const fence = fences.get(head.lane)
    if (fence === undefined) continue
    const { lane, id, channel, bot_id: botId, session_id: sessionId, request, policy } = head
    const attempts = head.attempts + 1
    const delivery = { lane, fence, id, channel, botId, sessionId, request, policy, attempts }
    begun.set(lane, {
      hold: { lane, fence, leaseMs, limits: limits(lane) },
      delivery: { ...delivery, tokenCipher: head.token_cipher },
    })
  }
  return begun
}

/** The first deliveries of the lanes that nobody holds; they are locked from here to the commit. */
async function freeHeads(
  ctx: Context,
  tx: Tx,
  lanes: readonly string[],
  limits: BeginOptions['limits'],
): Promise<FreshHead[]> {
  if (!lanes.length) return []
  // Only those that are missing: to meet a row that somebody changes is to wait for them.
  await tx.sql`
    insert into delivery_lanes (workspace_id, lane)
    select ${ctx.workspaceId}, lane from unnest(${lanes.toSorted()}::text[]) as n(lane)
    where not exists (
      select from delivery_lanes l where l.workspace_id = ${ctx.workspaceId} and l.lane = n.lane)
    on conflict (workspace_id, lane) do nothing`
  const free = await tx.sql<{ lane: string }[]>`
    select lane from delivery_lanes
    where workspace_id = ${ctx.workspaceId} and lane = any (${lanes}::text[]) and lease_until is null
      and moved_to is null and (paused_until is null or paused_until <= clock_timestamp())
    for no key update skip locked`
  const asked = free.map(({ lane }) => ({ lane, shared: limits(lane).shared?.lane ?? null }))
  if (!asked.length) return []
  return tx.sql<FreshHead[]>`
    select f.lane, ${headColumns(tx.sql)}
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as f(lane text, shared text)
    cross join lateral (
      select * from deliveries d
      where d.workspace_id = ${ctx.workspaceId} and d.lane = f.lane and d.state in ('pending', 'sending')
      order by d.seq limit 1) d
    ${headJoins(tx.sql, tx.sql`f.shared`)}
    order by d.seq`
}

/** Keeps the buckets that the lanes share to this transaction; their states in milliseconds from now. */
async function lockBuckets(
  ctx: Context,
  tx: Tx,
  heads: readonly FreshHead[],
  limits: BeginOptions['limits'],
): Promise<Map<string, number>> {
  const shared = heads.flatMap((head) => {
    const { shared: bucket, isPaced } = limits(head.lane)
    return bucket?.pace && isPaced?.(head.request.method) ? [bucket.lane] : []
  })
  if (!shared.length) return new Map()
  const names = [...new Set(shared)].toSorted()
  const rows = await tx.sql<{ lane: string; next_ms: number }[]>`
    insert into delivery_lanes as l (workspace_id, lane)
    select ${ctx.workspaceId}, lane from unnest(${names}::text[]) as n(lane) order by lane
    on conflict (workspace_id, lane) do update set lane = l.lane
    returning lane, extract(epoch from next_at - clock_timestamp())::float8 * 1000 as next_ms`
  return new Map(rows.map((row) => [row.lane, row.next_ms]))
}

/** Writes that the calls begin now; the fences of the lanes whose delivery still stood. */
async function begin(
  ctx: Context,
  tx: Tx,
  ready: readonly { head: FreshHead; own_ms: number | null }[],
  buckets: ReadonlyMap<string, number>,
  leaseMs: number,
): Promise<Map<string, number>> {
  const rows = ready.map(({ head, own_ms }) => ({ id: head.id, lane: head.lane, own_ms }))
  const shared = [...buckets].map(([lane, ms]) => ({ lane, ms }))
  const begun = await tx.sql<{ lane: string; fence: number }[]>`
    with r as (
      select r.*, l.fence + 1 as fence
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, lane text, own_ms float8)
      join delivery_lanes l on l.workspace_id = ${ctx.workspaceId} and l.lane = r.lane
    ), begun as (
      update deliveries d set state = 'sending', fence = r.fence, attempts = attempts + 1,
        sending_at = clock_timestamp(), lease_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
      from r where d.id = r.id and d.state = 'pending'
      returning d.lane, d.fence
    ), held as (
      update delivery_lanes l set fence = r.fence, lease_until = clock_timestamp() + ${leaseMs} * interval '1 ms',
        next_at = case when r.own_ms is null then l.next_at
          else clock_timestamp() + r.own_ms * interval '1 ms' end
      from r join begun on begun.lane = r.lane
      where l.workspace_id = ${ctx.workspaceId} and l.lane = r.lane
    ), booked as (
      update delivery_lanes l set next_at = clock_timestamp() + b.ms * interval '1 ms'
      from jsonb_to_recordset(${JSON.stringify(shared)}::jsonb) as b(lane text, ms float8)
      where l.workspace_id = ${ctx.workspaceId} and l.lane = b.lane
    )
    select lane, fence::float8 as fence from begun`
  return new Map(begun.map((row) => [row.lane, row.fence]))
}
