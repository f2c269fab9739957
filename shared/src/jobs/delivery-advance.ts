import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Sends what is due on a lane, one after the other. A wake-up that finds the lane taken or nothing due simply ends. */
export const deliveryAdvance = defineJob({
  name: 'delivery.advance',
  queue: 'delivery',
  payload: z.object({ workspaceId: Id, lane: z.string().min(1).max(300) }),
  // A queue's keys may hold no colon.
  key: (p) => `delivery-${p.lane.replaceAll(':', '.')}`,
  attempts: 3,
  backoffMs: 500,
  timeoutMs: 60_000,
})
