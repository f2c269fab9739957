import { deliveryAdvance } from '@cartie/shared/jobs/delivery-advance'
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

/** Lets lanes go that have nothing to send. */
export async function releaseLanes(ctx: Context, tx: Tx, holds: readonly LaneHold[]): Promise<void> {
  if (!holds.length) return
  await tx.sql`
    update delivery_lanes l set lease_until = null from ${rowsOf(tx, holds)}
    where l.workspace_id = ${ctx.workspaceId} and l.lane = h.lane and l.fence = h.fence`
}

/** Rings for a lane `afterMs` after the commit. */
export function ringLater(ctx: Context, tx: Tx, lane: string, afterMs: number): void {
  const delayMs = afterMs > 0 ? Math.ceil(afterMs) + marginMs : 0
  tx.wake(deliveryAdvance, { workspaceId: ctx.workspaceId, lane }, { delayMs })
}

/** Prolongs holds; the lanes that are still held. Whoever lost one to somebody else must write nothing. */
export async function keepLanes(ctx: Context, tx: Tx, holds: readonly LaneHold[]): Promise<Set<string>> {
  const kept = await tx.sql<{ lane: string }[]>`
    update delivery_lanes l set lease_until = clock_timestamp() + h.lease_ms * interval '1 ms' from ${rowsOf(tx, holds)}
    where l.workspace_id = ${ctx.workspaceId} and l.lane = h.lane and l.fence = h.fence returning l.lane`
  return new Set(kept.map((row) => row.lane))
}

const rowsOf = ({ sql }: Tx, holds: readonly LaneHold[]) => {
  const rows = holds.map(({ lane, fence, leaseMs }) => ({ lane, fence, lease_ms: leaseMs }))
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as h(lane text, fence bigint, lease_ms float8)`
}
