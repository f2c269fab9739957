import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Takes a deleted workspace's bots off their webhooks and its rows out of the database, a few at a time. */
export const workspacePurge = defineJob({
  name: 'workspace.purge',
  queue: 'integration',
  payload: z.object({ workspaceId: Id }),
  key: (p) => `purge-${p.workspaceId}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 120_000,
})
