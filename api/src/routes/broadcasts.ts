import { cancelRequestPost } from '@cartie/db/services/broadcast/cancel'
import { listRequestPosts } from '@cartie/db/services/broadcast/list-posts'
import { previewBroadcast } from '@cartie/db/services/broadcast/preview'
import { broadcastRequest } from '@cartie/db/services/broadcast/start'
import * as endpoints from '@cartie/shared/endpoints/broadcasts'
import type { Serve } from '../serve.ts'

/** Requests on their way to channels, groups and partners. */
export function broadcastRoutes(serve: Serve): void {
  serve(endpoints.previewBroadcast, ({ ctx, params }) => previewBroadcast(ctx, params.id))
  serve(endpoints.broadcastRequest, ({ ctx, params, body }) => broadcastRequest(ctx, params.id, body))
  serve(endpoints.listRequestPosts, ({ ctx, params }) => listRequestPosts(ctx, params.id))
  serve(endpoints.cancelRequestPost, ({ ctx, params }) =>
    cancelRequestPost(ctx, { requestId: params.id, postId: params.postId }),
  )
}
