import { AppError } from '@cartie/shared/errors'
import type { RequestPost } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { editPosts } from './edit-posts.ts'
import { holdBack } from './hold-back.ts'
import { readPost } from './post-row.ts'
import { holdPostedRequest } from './posted-request.ts'
import { settlePosts } from './settle.ts'

/**
 * Keeps a post back that has not gone out, or marks one as closed and takes its buttons away, though its request is open.
 * One that has its end stays. Throws `not_found`, and `conflict` for a post that is being sent or of which nobody knows
 * whether it arrived.
 */
export async function cancelRequestPost(
  ctx: Context,
  place: { requestId: string; postId: string },
): Promise<RequestPost> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const { requestId, postId } = place
    const request = await holdPostedRequest(ctx, tx, requestId)
    await settlePosts(ctx, tx, requestId)
    const { state } = await readPost(ctx, tx, place)
    if (state === 'planned' && !(await holdBack(ctx, tx, requestId, postId)).length)
      throw new AppError(
        'conflict',
        'This post is on its way, or may have arrived. Look at it under Deliveries, then close it.',
      )
    if (state === 'posted') {
      await tx.sql`
        update request_posts set shown = shown || '{"kept": true}', updated_at = now()
        where workspace_id = ${ctx.workspaceId} and id = ${postId}`
      await editPosts(ctx, tx, request)
    }
    tx.record('broadcast.changed', { requestId })
    return readPost(ctx, tx, place)
  })
}
