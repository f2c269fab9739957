import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import type { LaneHold, Step } from './lane-hold.ts'
import { keepLane } from './release-lane.ts'
import { takeNext } from './take-next.ts'

/**
 * Begins a delivery whose place has come, or what is first in its lane meanwhile: `sending` is committed before the
 * call. Nothing happens where the lane has gone to somebody else.
 */
export async function beginSending(ctx: Context, hold: LaneHold, deliveryId: string): Promise<Step> {
  return withTx(ctx, async (tx) => {
    if (!(await keepLane(ctx, tx, hold))) return { do: 'end' }
    return takeNext(ctx, tx, hold, deliveryId)
  })
}
