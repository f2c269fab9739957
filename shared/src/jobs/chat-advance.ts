import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** How long the photos of an album wait for each other: Telegram sends each as an update of its own. */
export const albumWaitMs = 700

/** Works off the waiting events of one chat, in order. A wake-up that finds the lane taken simply ends. */
export const chatAdvance = defineJob({
  name: 'chat.advance',
  queue: 'bot-scenario',
  payload: z.object({ workspaceId: Id, sessionId: Id }),
  key: (p) => `chat-${p.sessionId}`,
  attempts: 3,
  backoffMs: 500,
  timeoutMs: 60_000,
})
