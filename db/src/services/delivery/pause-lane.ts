import type { Context, Tx } from '../../context.ts'
import type { LaneHold } from './lane-hold.ts'

/**
 * Telegram does not say whom it asks to wait, the chat or the bot. When so many chats of a bot are asked at the same
 * time, it is the bot.
 */
const lanesUntilAll = 3

/** Nothing goes on this lane for `ms`; nor on those that share a limit with it, once several of them are paused. */
export async function pauseLane(ctx: Context, tx: Tx, hold: LaneHold, ms: number): Promise<void> {
  await tx.sql`
    update delivery_lanes set paused_until = clock_timestamp() + ${ms}::float8 * interval '1 ms'
    where workspace_id = ${ctx.workspaceId} and lane = ${hold.lane}`
  const shared = hold.limits.shared?.lane
  if (shared === undefined) return
  await tx.sql`
    insert into delivery_lanes as l (workspace_id, lane, paused_until)
    select ${ctx.workspaceId}, ${shared}, clock_timestamp() + ${ms}::float8 * interval '1 ms'
    where ${lanesUntilAll} <= (
      select count(*) from delivery_lanes
      where workspace_id = ${ctx.workspaceId} and starts_with(lane, ${`${shared}:`}) and paused_until > clock_timestamp())
    on conflict (workspace_id, lane) do update set paused_until = greatest(l.paused_until, excluded.paused_until)`
}
