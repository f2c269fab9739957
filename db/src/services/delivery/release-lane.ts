import { laneAdvance } from '@cartie/shared/jobs/delivery-advance'
import type { Context, Tx } from '../../context.ts'
import type { LaneHold } from './lane-hold.ts'

/** Timers may be early by the fraction of a millisecond that their clock does not show: a ring too early is lost. */
const marginMs = 5

/** Lets a lane go, and rings for it after `afterMs` where that is given. */
export async function releaseLane(ctx: Context, tx: Tx, hold: LaneHold, afterMs?: number): Promise<void> {
  await tx.sql`
    update delivery_lanes set lease_until = null
    where workspace_id = ${ctx.workspaceId} and lane = ${hold.lane} and fence = ${hold.fence}`
  if (afterMs !== undefined) ringLater(ctx, tx, hold.lane, afterMs)
}

/** A pause without an end: who ends it rings. */
const endlessMs = 365 * 24 * 60 * 60_000

/** Rings for a lane `afterMs` after the commit. */
export function ringLater(ctx: Context, tx: Tx, lane: string, afterMs: number): void {
  if (afterMs > endlessMs) return
  const delayMs = afterMs > 0 ? Math.ceil(afterMs) + marginMs : 0
  tx.wake(laneAdvance(lane), { workspaceId: ctx.workspaceId, lane }, { delayMs })
}

/** Prolongs a hold. False where somebody else has the lane: then nothing may be written. */
export async function keepLane(ctx: Context, { sql }: Tx, hold: LaneHold): Promise<boolean> {
  const kept = await sql`
    update delivery_lanes set lease_until = clock_timestamp() + ${hold.leaseMs} * interval '1 ms'
    where workspace_id = ${ctx.workspaceId} and lane = ${hold.lane} and fence = ${hold.fence}`
  return kept.count > 0
}
