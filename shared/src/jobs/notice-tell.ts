import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Tells people of a workspace what happened. A wake-up that finds nothing simply ends. */
export const noticeTell = defineJob({
  name: 'notice.tell',
  queue: 'proposal',
  payload: z.object({ workspaceId: Id }),
  key: (p) => `notices-${p.workspaceId}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 60_000,
})
