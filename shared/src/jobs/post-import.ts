import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** Reads one post that waits, and brings its cars and photos into the inventory. */
export const postImport = defineJob({
  name: 'post.import',
  queue: 'parser',
  payload: z.object({ workspaceId: Id, postId: Id }),
  key: (p) => `post-${p.postId}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 120_000,
})
