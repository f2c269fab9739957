import { setTimeout as pause } from 'node:timers/promises'
import { channelOfLane } from '@cartie/shared/domain/delivery-lane'
import { retryPauseMs } from '@cartie/shared/domain/delivery-state'
import type { LaneLimits } from '@cartie/shared/domain/telegram-limits'
import { AppError } from '@cartie/shared/errors'
import { inBatches } from '@cartie/shared/in-batches'
import { deliveryAdvance, integrationAdvance } from '@cartie/shared/jobs/delivery-advance'
import type { Context } from '@cartie/db/context'
import { beginSending } from '@cartie/db/services/delivery/begin-sending'
import { claimLane } from '@cartie/db/services/delivery/claim-lane'
import type { Ending } from '@cartie/db/services/delivery/ending'
import { endSendings, type Ended } from '@cartie/db/services/delivery/end-sending'
import { findWaitingLane } from '@cartie/db/services/delivery/find-waiting'
import type { LaneHold, SendingDelivery, Step } from '@cartie/db/services/delivery/lane-hold'
import { handle, type JobHandler, type JobTools } from '../handler.ts'
import { deliveriesTotal } from '../metrics.ts'
import type { Channel } from './channel.ts'

export interface DeliveryOptions {
  channels: ReadonlyMap<string, Channel>
  leaseMs: number
}

/** What draining needs of the job that it runs in. */
type Tools = Pick<JobTools, 'signal' | 'draining' | 'log'>

/** One holder works so long on a lane before it lets others have its place. */
const turnMs = 2000
/** A call ends well within the lease, so that whoever takes a lane over finds no call of the former holder under way. */
const partOfLease = 0.4
const longestCallMs = 20_000
const writeTries = 6
const mostEnds = 50

/** Ends that come in while others are being written are written together. */
const end = inBatches(
  (_, tries: { ctx: Context; ended: Ended }[]) => {
    const [{ ctx }] = tries as [(typeof tries)[0]]
    return endSendings(
      ctx,
      tries.map((one) => one.ended),
    )
  },
  { most: mostEnds, concernsAll: isAway, soon: setImmediate },
)

/** The limits of a lane, as its channel has them. */
export const limitsOf = ({ channels }: DeliveryOptions, lane: string): LaneLimits =>
  channels.get(channelOfLane(lane))?.limits(lane) ?? {}

/** Sends what is due on a lane; `outer` lanes have a queue of their own. */
export const advanceLane = (options: DeliveryOptions, { outer = false } = {}): JobHandler =>
  handle(
    outer ? integrationAdvance : deliveryAdvance,
    ({ workspaceId, lane }, tools) => drainLane(options, tools.context(workspaceId), lane, tools),
    (db, than) => findWaitingLane(db, than, { outer }),
  )

/**
 * Sends what is due on a lane, one after the other, for at most a turn; what is left is rung for. Ends at once where
 * somebody else holds the lane. Whoever has just committed deliveries may call it instead of ringing.
 */
export async function drainLane(
  options: DeliveryOptions,
  ctx: Context,
  lane: string,
  tools: Tools,
): Promise<void> {
  const asked = performance.now()
  const claim = await claimLane(ctx, { lane, leaseMs: options.leaseMs, limits: limitsOf(options, lane) })
  if (claim) await followLane(options, ctx, claim.hold, claim.step, asked, tools)
}

/** Goes on from a step on a lane that is held; `asked` is the `performance.now()` of before the lease was taken. */
export async function followLane(
  options: DeliveryOptions,
  ctx: Context,
  hold: LaneHold,
  first: Step,
  asked: number,
  tools: Tools,
): Promise<void> {
  const channel = options.channels.get(channelOfLane(hold.lane))
  const until = performance.now() + turnMs
  let step = first
  while (step.do !== 'end') {
    if (step.do === 'wait') {
      await pause(step.waitMs)
      asked = performance.now()
      step = await beginSending(ctx, hold, step.deliveryId)
      continue
    }
    const { delivery } = step
    const ending = await send(options, channel, ctx, delivery, asked, tools)
    deliveriesTotal.inc({ channel: delivery.channel, outcome: ending.kind })
    const goOn = !tools.draining() && !tools.signal.aborted && performance.now() < until
    asked = performance.now()
    step = await write(ctx, { hold, delivery, ending, goOn })
  }
}

async function send(
  { leaseMs }: DeliveryOptions,
  channel: Channel | undefined,
  ctx: Context,
  delivery: SendingDelivery,
  asked: number,
  tools: Tools,
): Promise<Ending> {
  if (!channel)
    return { kind: 'held', error: { code: 'no_channel', message: 'Nobody sends on this channel' } }
  const timeoutMs = Math.min(leaseMs * partOfLease, longestCallMs)
  // Stopped or starved since the lease was taken: somebody else may hold the lane by now, so nothing is called.
  const late = performance.now() - asked > leaseMs * partOfLease
  if (late) return { kind: 'again', afterMs: 0, error: { code: 'late', message: 'The worker was held up' } }
  try {
    return await channel.send(ctx, delivery, { signal: tools.signal, timeoutMs })
  } catch (error) {
    const message = error instanceof Error ? error.message : 'Sending broke off'
    tools.log.warn({ err: error, deliveryId: delivery.id }, 'delivery not sent')
    if (isAway(error))
      return { kind: 'again', afterMs: retryPauseMs(delivery.attempts), error: { code: 'database', message } }
    // A fault of ours at an unknown place: only a person can tell.
    return { kind: 'unknown', error: { code: 'internal', message } }
  }
}

/** The message may be out: its end is written even if the database is away for some seconds. */
async function write(ctx: Context, ended: Ended): Promise<Step> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await end(ctx.workspaceId, { ctx, ended })
    } catch (error) {
      if (attempt === writeTries || !isAway(error)) throw error
      await pause(100 * 2 ** attempt)
    }
  }
}

function isAway(error: unknown): boolean {
  return error instanceof AppError && error.code === 'unavailable'
}
