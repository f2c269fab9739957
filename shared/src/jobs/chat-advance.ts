import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** How long the photos of an album wait for each other: Telegram sends each as an update of its own. */
export const albumWaitMs = 700

/** Chats that one wake-up rings for: enough to share a turn, few enough to leave some to other workers. */
export const chatsPerWake = 20

/** Works off the waiting events of a chat, in order, and of those beside it that were written to at the same time. */
export const chatAdvance = defineJob({
  name: 'chat.advance',
  queue: 'bot-scenario',
  payload: z.object({
    workspaceId: Id,
    sessionId: Id,
    beside: z
      .array(Id)
      .max(chatsPerWake - 1)
      .optional(),
  }),
  key: (p) => `chat-${p.sessionId}`,
  attempts: 3,
  backoffMs: 500,
  timeoutMs: 60_000,
})
