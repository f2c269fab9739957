import { postImport } from '@cartie/shared/jobs/post-import'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import type { ClaimedPost } from './claim.ts'

/** Gives a claimed post back, due again after `afterMs`. A stale fence changes nothing. Throws `forbidden`. */
export async function releasePost(ctx: Context, post: ClaimedPost, afterMs: number): Promise<void> {
  requirePermission(ctx, 'listings.write')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update posts set lease_until = null, run_at = now() + ${afterMs} * interval '1 ms'
      where workspace_id = ${ctx.workspaceId} and id = ${post.id} and fence = ${post.fence} and state = 'pending'`
    if (count) tx.wake(postImport, { workspaceId: ctx.workspaceId, postId: post.id }, { delayMs: afterMs })
  })
}
