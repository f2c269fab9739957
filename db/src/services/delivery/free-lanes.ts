import type { Context, Tx } from '../../context.ts'

/** A lane that nobody holds and on which nothing waits; it is locked from here to the commit. */
export interface FreeLane {
  lane: string
  fence: number
  /** The state of its own bucket in milliseconds from now; past ones are negative. */
  next_ms: number
  /** The bot's token as it is stored; null where there is no bot, or it is gone or switched off. */
  token_cipher: string | null
}

/**
 * Those of the lanes that may be taken at once, made where there are none. Lanes that somebody holds or changes are
 * passed by without waiting, as are paused ones and those that share a pause.
 */
export async function findFreeLanes(
  ctx: Context,
  { sql }: Tx,
  asked: readonly { lane: string; shared: string | null; bot_id: string | null }[],
): Promise<Map<string, FreeLane>> {
  if (!asked.length) return new Map()
  const lanes = asked.map(({ lane }) => lane)
  // Only those that are missing are made: to meet a row that somebody changes is to wait for them.
  const locking = sql<{ lane: string }[]>`
    with made as (
      insert into delivery_lanes (workspace_id, lane)
      select ${ctx.workspaceId}, n.lane from unnest(${lanes}::text[]) as n(lane)
      where not exists (
        select from delivery_lanes l where l.workspace_id = ${ctx.workspaceId} and l.lane = n.lane)
      order by n.lane
      on conflict (workspace_id, lane) do nothing
      returning lane
    ), free as (
      select lane from delivery_lanes
      where workspace_id = ${ctx.workspaceId} and lane = any (${lanes}::text[]) and lease_until is null
        and moved_to is null and (paused_until is null or paused_until <= clock_timestamp())
      for no key update skip locked
    )
    select lane from made union all select lane from free`
  // Sent together with the first, and looked for under its locks.
  const looking = sql<FreeLane[]>`
    select a.lane, l.fence::float8 as fence, b.token_cipher,
      extract(epoch from l.next_at - clock_timestamp())::float8 * 1000 as next_ms
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(lane text, shared text, bot_id uuid)
    join delivery_lanes l on l.workspace_id = ${ctx.workspaceId} and l.lane = any (${lanes}::text[]) and l.lane = a.lane
    left join delivery_lanes s on s.workspace_id = ${ctx.workspaceId} and s.lane = a.shared
    left join bot_configs b
      on b.workspace_id = ${ctx.workspaceId} and b.id = a.bot_id and b.enabled and b.deleted_at is null
    where (s.paused_until is null or s.paused_until <= clock_timestamp())
      and not exists (select from deliveries d
        where d.workspace_id = ${ctx.workspaceId} and d.lane = a.lane and d.state in ('pending', 'sending'))`
  const [locked, empty] = await Promise.all([locking, looking])
  const mine = new Set(locked.map(({ lane }) => lane))
  return new Map(empty.filter(({ lane }) => mine.has(lane)).map((row) => [row.lane, row]))
}

/** Keeps buckets that lanes share to this transaction; their states in milliseconds from now. */
export async function lockBuckets(
  ctx: Context,
  { sql }: Tx,
  names: readonly string[],
): Promise<Map<string, number>> {
  if (!names.length) return new Map()
  const rows = await sql<{ lane: string; next_ms: number }[]>`
    insert into delivery_lanes as l (workspace_id, lane)
    select ${ctx.workspaceId}, lane from unnest(${[...new Set(names)].toSorted()}::text[]) as n(lane) order by lane
    on conflict (workspace_id, lane) do update set lane = l.lane
    returning lane, extract(epoch from next_at - clock_timestamp())::float8 * 1000 as next_ms`
  return new Map(rows.map((row) => [row.lane, row.next_ms]))
}
