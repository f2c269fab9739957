import { AppError } from '@cartie/shared/errors'
import { inBatches } from '@cartie/shared/in-batches'
import { chatAdvance } from '@cartie/shared/jobs/chat-advance'
import type { Context } from '@cartie/db/context'
import { advanceTalk, advanceTalks, type Turn } from '@cartie/db/services/talk/advance'
import { findWaitingTalk } from '@cartie/db/services/talk/find-waiting'
import { noteFailure } from '@cartie/db/services/talk/note-failure'
import { drainLane, followLane, limitsOf, type DeliveryOptions } from '../delivery/advance-lane.ts'
import { handle, type JobHandler, type JobTools } from '../handler.ts'
import { RetryLater } from '../outcome.ts'

const mostTalks = 50
const heldPauseMs = 200

/**
 * Works off the waiting events of chats, turn by turn, and sends the answers at once. Chats that are woken together, or
 * while others have their turn, have theirs together. Where somebody else holds the chat it is rung for again. Events come in
 * only while nobody holds it and ring for themselves, so nobody looks twice.
 */
export function advanceChat(delivery: DeliveryOptions): JobHandler {
  const begin = { leaseMs: delivery.leaseMs, limits: (lane: string) => limitsOf(delivery, lane) }
  const takeTurn = inBatches(
    async (_, asked: { ctx: Context; sessionId: string }[]): Promise<(Turn | undefined)[]> => {
      const [{ ctx }] = asked as [(typeof asked)[0]]
      const ids = [...new Set(asked.map((one) => one.sessionId))]
      const turns = await advanceTalks(ctx, ids, { begin })
      // Of several wake-ups of one chat the first has the turn, for one alone may send what it has begun.
      return asked.map(({ sessionId }) => {
        const turn = turns.get(sessionId)
        turns.set(sessionId, { lane: null, begun: undefined, more: false })
        return turn
      })
    },
    {
      most: mostTalks,
      concernsAll: (error) => error instanceof AppError && error.code === 'unavailable',
      soon: setImmediate,
    },
  )

  /** False where somebody else holds the chat. */
  async function takeOn(ctx: Context, sessionId: string, tools: JobTools): Promise<boolean> {
    for (;;) {
      if (tools.draining()) {
        await ring(ctx, [sessionId], 0)
        return true
      }
      const asked = performance.now()
      let turn
      try {
        turn = await takeTurn(ctx.workspaceId, { ctx, sessionId }).catch(() =>
          advanceTalk(ctx, sessionId, { limit: 1 }),
        )
      } catch (error) {
        tools.log.error({ err: error, sessionId }, 'event failed')
        await noteFailure(ctx, sessionId, error instanceof Error ? error.message : String(error))
        return true
      }
      if (!turn) return false
      if (turn.begun) {
        const { hold, delivery: first } = turn.begun
        await followLane(delivery, ctx, hold, { do: 'send', delivery: first }, asked, tools)
      } else if (turn.lane !== null) await drainLane(delivery, ctx, turn.lane, tools)
      if (!turn.more) return true
    }
  }

  const run: JobHandler<typeof chatAdvance.payload>['run'] = async (payload, tools) => {
    const { workspaceId, sessionId, beside = [] } = payload
    const ctx = tools.context(workspaceId)
    const ids = [sessionId, ...beside]
    const ends = await Promise.allSettled(ids.map((id) => takeOn(ctx, id, tools)))
    const failed = ends.find((end) => end.status === 'rejected')
    if (failed) throw failed.reason as Error
    const held = ids.filter((_, n) => !(ends[n] as PromiseFulfilledResult<boolean>).value)
    if (held.length === ids.length) throw new RetryLater(heldPauseMs)
    await ring(ctx, held, heldPauseMs)
  }
  return handle(chatAdvance, run, findWaitingTalk)
}

const ring = ({ db, workspaceId }: Context, ids: readonly string[], delayMs: number): Promise<void> =>
  db.wakeAll(ids.map((sessionId) => ({ job: chatAdvance, payload: { workspaceId, sessionId }, delayMs })))
