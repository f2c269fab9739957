import { chatAdvance } from '@cartie/shared/jobs/chat-advance'
import { closeUnanswered } from '@cartie/db/services/chat/close-unanswered'
import { handle, type JobHandler } from '../handler.ts'

/** Ends what nobody answers, such as the bot's own membership. What was said to the bot keeps waiting. */
export const advanceChat: JobHandler = handle(chatAdvance, async ({ workspaceId, sessionId }, tools) => {
  await closeUnanswered(tools.context(workspaceId), sessionId)
})
