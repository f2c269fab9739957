import { telegramLaneParts } from '@cartie/shared/domain/delivery-lane'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import type { Ending } from './ending.ts'
import type { LaneHold, SendingDelivery, Step } from './lane-hold.ts'
import { moveChat } from './move-lane.ts'
import { pauseLane } from './pause-lane.ts'
import { keepLane, releaseLane } from './release-lane.ts'
import { takeNext } from './take-next.ts'
import { writeEnding } from './write-ending.ts'

/**
 * Writes how a try ended and, in the same transaction, begins what comes next; with `goOn: false` the lane is let go
 * and rung for instead.
 * Where the lane has gone to somebody else nothing of it is touched. Only the very try whose end nobody knew is
 * settled by its own late answer: it is the best evidence that there can be.
 */
export async function endSending(
  ctx: Context,
  hold: LaneHold,
  delivery: SendingDelivery,
  ending: Ending,
  { goOn = true }: { goOn?: boolean } = {},
): Promise<Step> {
  return withTx(ctx, async (tx) => {
    const isHeld = await keepLane(ctx, tx, hold)
    await writeEnding(ctx, tx, delivery, ending, isHeld ? 'sending' : 'unknown')
    if (!isHeld) return { do: 'end' }
    if (ending.kind === 'again') {
      const { botId, chatId: from } = telegramLaneParts(delivery.lane) ?? {}
      if (ending.movedTo !== undefined && botId !== undefined && from !== undefined)
        await moveChat(ctx, tx, { botId, from }, ending.movedTo)
      if (ending.pauses) await pauseLane(ctx, tx, hold, ending.afterMs)
    }
    if (goOn) return takeNext(ctx, tx, hold)
    await releaseLane(ctx, tx, hold, 0)
    return { do: 'end' }
  })
}
