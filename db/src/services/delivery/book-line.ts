import type { Pace } from '@cartie/shared/domain/pace'
import type { Context, Tx } from '../../context.ts'

/** Places one after the other, an interval apart, for those who find a shared pace used up. */
export interface Line {
  lane: string
  pace: Pace
}

/**
 * A statement that books `count` places at the end of a line; it returns `first_ms`, in how many milliseconds the first
 * one comes. The line is locked from then on to the commit, so that it should be the last thing of a transaction.
 */
export function lineBooking(ctx: Context, { sql }: Pick<Tx, 'sql'>, line: Line, count: number) {
  const spanMs = count * line.pace.intervalMs
  return sql<{ first_ms: number }[]>`
    insert into delivery_lanes as l (workspace_id, lane, next_at)
    values (${ctx.workspaceId}, ${line.lane}, clock_timestamp() + ${spanMs}::float8 * interval '1 ms')
    on conflict (workspace_id, lane) do update
      set next_at = greatest(l.next_at, clock_timestamp()) + ${spanMs}::float8 * interval '1 ms'
    returning greatest(0, extract(epoch from next_at - clock_timestamp())::float8 * 1000 - ${spanMs}::float8) as first_ms`
}
