import type { Pace } from '@cartie/shared/domain/pace'
import type { Context, Tx } from '../../context.ts'

/**
 * Books `count` places at the end of a line. Returns in how many milliseconds the first one comes;
 * each next one comes an interval later.
 */
export async function bookLine(
  ctx: Context,
  tx: Tx,
  line: { lane: string; pace: Pace },
  count: number,
): Promise<number> {
  const spanMs = count * line.pace.intervalMs
  const [row] = await tx.sql<[{ first_ms: number }]>`
    insert into delivery_lanes as l (workspace_id, lane, next_at)
    values (${ctx.workspaceId}, ${line.lane}, clock_timestamp() + ${spanMs}::float8 * interval '1 ms')
    on conflict (workspace_id, lane) do update
      set next_at = greatest(l.next_at, clock_timestamp()) + ${spanMs}::float8 * interval '1 ms'
    returning extract(epoch from next_at - clock_timestamp())::float8 * 1000 - ${spanMs}::float8 as first_ms`
  return Math.max(0, row.first_ms)
}
