import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Does what a proposal waits for: ends one whose time is over, renders the PDF of what was sent last. */
export const proposalAdvance = defineJob({
  name: 'proposal.advance',
  queue: 'proposal',
  payload: z.object({ workspaceId: Id, proposalId: Id }),
  key: (p) => `proposal-${p.proposalId}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 120_000,
})
