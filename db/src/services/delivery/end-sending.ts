import { telegramLaneParts } from '@cartie/shared/domain/delivery-lane'
import { withTx } from '../../client.ts'
import type { Context, Tx } from '../../context.ts'
import type { Ending } from './ending.ts'
import type { LaneHold, SendingDelivery, Step } from './lane-hold.ts'
import { moveChat } from './move-lane.ts'
import { pauseLane } from './pause-lane.ts'
import { releaseLane } from './release-lane.ts'
import { takeNext } from './take-next.ts'
import { writeEndings } from './write-endings.ts'

/** A try that has ended, on a lane that its sender holds. */
export interface Ended {
  hold: LaneHold
  delivery: SendingDelivery
  ending: Ending
  /** False: the lane is let go and rung for instead of going on. */
  goOn?: boolean
}

/**
 * Writes how tries of different lanes ended and, in the same transaction, begins what comes next on each.
 * Where a lane has gone to somebody else nothing of it is touched. Only the very try whose end nobody knew is settled
 * by its own late answer: it is the best evidence that there can be. Returns what each has to do next.
 */
export async function endSendings(ctx: Context, tries: readonly Ended[]): Promise<Step[]> {
  return withTx(ctx, async (tx) => {
    lockLanes(ctx, tx, tries)
    const ends = await writeEndings(ctx, tx, tries)
    for (const { hold, delivery, ending } of tries.filter((_, n) => ends[n]?.kept)) {
      if (ending.kind !== 'again') continue
      const { botId, chatId: from } = telegramLaneParts(delivery.lane) ?? {}
      if (ending.movedTo !== undefined && botId !== undefined && from !== undefined)
        await moveChat(ctx, tx, { botId, from }, ending.movedTo)
      if (ending.pauses) await pauseLane(ctx, tx, hold, ending.afterMs)
    }
    const next = await goOn(
      ctx,
      tx,
      tries.filter((_, n) => ends[n]?.more),
    )
    // A late try of a former holder has nothing to do: what is next on the lane is its holder's alone.
    return tries.map(({ hold }, n) => (ends[n]?.kept && next.get(hold.lane)) || { do: 'end' })
  })
}

/** Keeps the lanes to this transaction: whoever rings for one now waits, and sees what is committed here. */
function lockLanes(ctx: Context, { sql, write }: Tx, tries: readonly Ended[]): void {
  const lanes = tries.map(({ hold }) => hold.lane)
  write(sql`
    select from delivery_lanes where workspace_id = ${ctx.workspaceId} and lane = any (${lanes}::text[])
    order by lane for no key update`)
}

/** `endSendings` for one try. */
export async function endSending(
  ctx: Context,
  hold: LaneHold,
  delivery: SendingDelivery,
  ending: Ending,
  { goOn = true }: { goOn?: boolean } = {},
): Promise<Step> {
  const [step] = await endSendings(ctx, [{ hold, delivery, ending, goOn }])
  return step ?? { do: 'end' }
}

/** Begins the next delivery of lanes that are held and have one, or lets them go and rings. */
async function goOn(ctx: Context, tx: Tx, held: readonly Ended[]): Promise<Map<string, Step>> {
  const next = new Map<string, Step>()
  // In one order for everybody, for lanes share buckets.
  for (const { hold, goOn: mayGoOn } of held.toSorted((a, b) => (a.hold.lane < b.hold.lane ? -1 : 1))) {
    if (mayGoOn === false) await releaseLane(ctx, tx, hold, 0)
    else next.set(hold.lane, await takeNext(ctx, tx, hold))
  }
  return next
}
