import { z } from 'zod'
import { defineJob } from '../job.ts'
import { Id } from '../schemas/common.ts'

/** How many photos one wake-up claims at a time. */
export const photosPerClaim = 5

/** Brings the photos of a chat that wait into the house, for the inbox and whatever is made of them. */
export const chatPhotos = defineJob({
  name: 'chat.photos',
  queue: 'parser',
  payload: z.object({ workspaceId: Id, sessionId: Id }),
  key: (p) => `photos-${p.sessionId}`,
  attempts: 3,
  backoffMs: 1000,
  timeoutMs: 120_000,
})
