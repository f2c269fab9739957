import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Reads one page for the parser lab. */
export const sitePreview = defineJob({
  name: 'site.preview',
  queue: 'parser',
  payload: z.object({ workspaceId: Id, previewId: Id }),
  key: (p) => `preview-${p.previewId}`,
  attempts: 2,
  backoffMs: 500,
  timeoutMs: 40_000,
})
