import { telegramLaneParts } from '@cartie/shared/domain/delivery-lane'
import { withTx } from '../../client.ts'
import type { Context, Tx } from '../../context.ts'
import type { Ending } from './ending.ts'
import type { LaneHold, SendingDelivery, Step } from './lane-hold.ts'
import { moveChat } from './move-lane.ts'
import { pauseLane } from './pause-lane.ts'
import { keepLanes, releaseLane, releaseLanes } from './release-lane.ts'
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
    const holds = tries.map((one) => one.hold)
    const kept = await keepLanes(ctx, tx, holds)
    await writeEndings(
      ctx,
      tx,
      tries.map((one) => ({ ...one, from: kept.has(one.hold.lane) ? 'sending' : 'unknown' })),
    )
    const held = tries.filter(({ hold }) => kept.has(hold.lane))
    for (const { hold, delivery, ending } of held) {
      if (ending.kind !== 'again') continue
      const { botId, chatId: from } = telegramLaneParts(delivery.lane) ?? {}
      if (ending.movedTo !== undefined && botId !== undefined && from !== undefined)
        await moveChat(ctx, tx, { botId, from }, ending.movedTo)
      if (ending.pauses) await pauseLane(ctx, tx, hold, ending.afterMs)
    }
    const next = await goOn(ctx, tx, held)
    return tries.map(({ hold }) => next.get(hold.lane) ?? { do: 'end' })
  })
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

/** Begins the next delivery of the lanes that have one, and lets the others go. */
async function goOn(ctx: Context, tx: Tx, held: readonly Ended[]): Promise<Map<string, Step>> {
  const next = new Map<string, Step>()
  if (!held.length) return next
  const rows = await tx.sql<{ lane: string }[]>`
    select distinct lane from deliveries
    where workspace_id = ${ctx.workspaceId} and lane = any (${held.map(({ hold }) => hold.lane)}::text[])
      and state = 'pending'`
  const more = new Set(rows.map((row) => row.lane))
  const going = held.filter((one) => more.has(one.hold.lane) && one.goOn !== false)
  const idle = held.filter((one) => !more.has(one.hold.lane))
  await releaseLanes(
    ctx,
    tx,
    idle.map((one) => one.hold),
  )
  for (const one of held) {
    if (more.has(one.hold.lane) && one.goOn === false) await releaseLane(ctx, tx, one.hold, 0)
  }
  // In one order for everybody, for lanes share buckets.
  for (const { hold } of going.toSorted((a, b) => (a.hold.lane < b.hold.lane ? -1 : 1)))
    next.set(hold.lane, await takeNext(ctx, tx, hold))
  return next
}
