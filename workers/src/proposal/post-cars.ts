import { carPost } from '@cartie/shared/jobs/car-post'
import { advanceCarPosts } from '@cartie/db/services/car-post/advance'
import { handle } from '../handler.ts'

/** Brings a channel's posts to what their cars are now; what is left is rung for. */
export const postCars = handle(carPost, async (payload, tools) => {
  const more = await advanceCarPosts(tools.context(payload.workspaceId), payload.integrationId)
  if (more && !tools.isGuest) await tools.db.wakeAll([{ job: carPost, payload, delayMs: 0 }])
})
