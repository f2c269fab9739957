import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Brings a channel's posts to what their cars are now, and posts requests that fit its rule. A wake-up that finds nothing simply ends. */
export const carPost = defineJob({
  name: 'car.post',
  queue: 'proposal',
  payload: z.object({ workspaceId: Id, integrationId: Id }),
  key: (p) => `car-post-${p.integrationId}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 60_000,
})
