import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Makes a call that a talk waits for: a search on sites, an HTTP request. Its result is an event of the chat. */
export const callRun = defineJob({
  name: 'call.run',
  queue: 'bot-scenario',
  payload: z.object({ workspaceId: Id, callId: Id }),
  key: (p) => `call-${p.callId}`,
  attempts: 3,
  backoffMs: 500,
  timeoutMs: 60_000,
})
