import { AppError } from '@cartie/shared/errors'
import { inBatches } from '@cartie/shared/in-batches'
import { chatAdvance } from '@cartie/shared/jobs/chat-advance'
import type { Context } from '@cartie/db/context'
import { advanceTalk, advanceTalks, type Turn } from '@cartie/db/services/talk/advance'
import { findWaitingTalk } from '@cartie/db/services/talk/find-waiting'
import { noteFailure } from '@cartie/db/services/talk/note-failure'
import { drainLane, followLane, limitsOf, type DeliveryOptions } from '../delivery/advance-lane.ts'
import { handle, type JobHandler } from '../handler.ts'
import { RetryLater } from '../outcome.ts'

const mostTalks = 50
const heldPauseMs = 200

/**
 * Works off the waiting events of a chat, turn by turn, and sends the answers at once. Chats that are woken while
 * others have their turn have theirs together. Where somebody else holds the chat it is rung for again. Events come in
 * only while nobody holds it and ring for themselves, so nobody looks twice.
 */
export function advanceChat({ publicUrl, ...delivery }: DeliveryOptions & { publicUrl: string }): JobHandler {
  const begin = { leaseMs: delivery.leaseMs, limits: (lane: string) => limitsOf(delivery, lane) }
  const takeTurn = inBatches(
    async (_, asked: { ctx: Context; sessionId: string }[]): Promise<(Turn | undefined)[]> => {
      const [{ ctx }] = asked as [(typeof asked)[0]]
      const ids = [...new Set(asked.map((one) => one.sessionId))]
      const turns = await advanceTalks(ctx, ids, { begin, publicUrl })
      // Of several wake-ups of one chat the first has the turn, for one alone may send what it has begun.
      return asked.map(({ sessionId }) => {
        const turn = turns.get(sessionId)
        turns.set(sessionId, { lane: null, begun: undefined, more: false })
        return turn
      })
    },
    { most: mostTalks, concernsAll: (error) => error instanceof AppError && error.code === 'unavailable' },
  )

  const run: JobHandler<typeof chatAdvance.payload>['run'] = async ({ workspaceId, sessionId }, tools) => {
    const ctx = tools.context(workspaceId)
    for (;;) {
      if (tools.draining())
        return ctx.db.wakeAll([{ job: chatAdvance, payload: { workspaceId, sessionId }, delayMs: 0 }])
      const asked = performance.now()
      let turn
      try {
        turn = await takeTurn(workspaceId, { ctx, sessionId }).catch(() =>
          advanceTalk(ctx, sessionId, { limit: 1, publicUrl }),
        )
      } catch (error) {
        tools.log.error({ err: error, sessionId }, 'event failed')
        await noteFailure(ctx, sessionId, error instanceof Error ? error.message : String(error))
        return
      }
      if (!turn) throw new RetryLater(heldPauseMs)
      if (turn.begun) {
        const { hold, delivery: first } = turn.begun
        await followLane(delivery, ctx, hold, { do: 'send', delivery: first }, asked, tools)
      } else if (turn.lane !== null) await drainLane(delivery, ctx, turn.lane, tools)
      if (!turn.more) return
    }
  }
  return handle(chatAdvance, run, findWaitingTalk)
}
