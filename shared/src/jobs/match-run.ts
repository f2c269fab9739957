import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Compares what waits of a workspace's cars and requests. A wake-up that finds nothing, or a holder, simply ends. */
export const matchRun = defineJob({
  name: 'match.run',
  queue: 'proposal',
  payload: z.object({ workspaceId: Id }),
  key: (p) => `match-${p.workspaceId}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 60_000,
})
