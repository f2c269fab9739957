import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Brings what a variant still waits for: photos of a chat, and what the advert of its link says. */
export const variantImport = defineJob({
  name: 'variant.import',
  queue: 'proposal',
  payload: z.object({ workspaceId: Id, variantId: Id }),
  key: (p) => `variant-${p.variantId}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 120_000,
})
