import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Takes a request's posts on: sends those that are due, follows those that were sent, edits those that are old. */
export const requestPost = defineJob({
  name: 'request.post',
  queue: 'proposal',
  payload: z.object({ workspaceId: Id, requestId: Id }),
  key: (p) => `request-posts-${p.requestId}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 60_000,
})
