import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** How many wake-ups of one parse may be under way: what a parse can use, and no more than is fair to others. */
export const lanesPerParse = 8

/** How many items one wake-up claims: the queue's cost per page falls with it, its fairness too. */
export const itemsPerClaim = 20

/** Reads the next due items of a parse. A wake-up that finds nothing due simply ends. */
export const parseAdvance = defineJob({
  name: 'parse.advance',
  queue: 'parser',
  payload: z.object({ workspaceId: Id, parseId: Id }),
  key: (p) => `parse-${p.parseId}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 120_000,
})
