import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** How many wake-ups of one batch may be under way. */
export const lanesPerBatch = 3

/** How many intakes one wake-up takes at a time. */
export const intakesPerClaim = 25

/** Captures the intakes of a workspace that wait. A wake-up that finds none simply ends. */
export const leadCapture = defineJob({
  name: 'lead.capture',
  queue: 'lead-capture',
  payload: z.object({ workspaceId: Id }),
  key: (p) => `leads-${p.workspaceId}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 60_000,
})
