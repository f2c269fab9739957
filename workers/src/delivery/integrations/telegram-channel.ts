import { carPost } from '@cartie/shared/jobs/car-post'
import { postRequestsByRule } from '@cartie/db/services/broadcast/post-by-rule'
import { advanceCarPosts } from '@cartie/db/services/car-post/advance'
import { handle } from '../../handler.ts'

/** Brings a channel's posts to what their cars are now, and posts requests that fit; what is left is rung for. */
export const postCars = handle(carPost, async (payload, tools) => {
  const ctx = tools.context(payload.workspaceId)
  const moreCars = await advanceCarPosts(ctx, payload.integrationId)
  const moreRequests = await postRequestsByRule(ctx, payload.integrationId)
  if ((moreCars || moreRequests) && !tools.isGuest)
    await tools.db.wakeAll([{ job: carPost, payload, delayMs: 0 }])
})
