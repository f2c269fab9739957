import { chatAdvance } from '@cartie/shared/jobs/chat-advance'
import type { Context } from '@cartie/db/context'
import { advanceTalk } from '@cartie/db/services/talk/advance'
import { findWaitingTalk } from '@cartie/db/services/talk/find-waiting'
import { noteFailure } from '@cartie/db/services/talk/note-failure'
import { handle, type JobHandler, type JobTools } from '../handler.ts'
import { RetryLater } from '../outcome.ts'

/** Sends what waits on a lane, in this process. */
export type DrainLane = (ctx: Context, lane: string, tools: JobTools) => Promise<void>

/**
 * Works off the waiting events of a chat, turn by turn, and sends the answers at once. Where somebody else holds the
 * chat it is rung for again: events come in only while nobody holds it, so none is passed over.
 */
export function advanceChat(drain: DrainLane): JobHandler {
  const run: JobHandler<typeof chatAdvance.payload>['run'] = async ({ workspaceId, sessionId }, tools) => {
    const ctx = tools.context(workspaceId)
    for (;;) {
      if (tools.draining())
        return ctx.db.wakeAll([{ job: chatAdvance, payload: { workspaceId, sessionId }, delayMs: 0 }])
      let turn
      try {
        turn = await advanceTalk(ctx, sessionId).catch(() => advanceTalk(ctx, sessionId, 1))
      } catch (error) {
        tools.log.error({ err: error, sessionId }, 'event failed')
        await noteFailure(ctx, sessionId, error instanceof Error ? error.message : String(error))
        return
      }
      if (!turn) throw new RetryLater(200)
      if (turn.lane !== null) await drain(ctx, turn.lane, tools)
      else if (!turn.more) return
    }
  }
  return handle(chatAdvance, run, findWaitingTalk)
}
