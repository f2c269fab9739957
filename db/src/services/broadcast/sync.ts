import type { Context, Tx } from '../../context.ts'
import { editPosts } from './edit-posts.ts'
import { holdBack } from './hold-back.ts'
import { holdPostedRequest, isOpen } from './posted-request.ts'
import { settlePosts } from './settle.ts'

/**
 * Brings a request's posts to what the request says now, in the transaction that changes it: those that were sent get an
 * edit, of a request that is closed those that wait are kept back. A post that is being sent right now follows at its
 * end. Call it after any change of text or stage. Throws `not_found`.
 */
export async function syncPosts(ctx: Context, tx: Tx, requestId: string): Promise<void> {
  const [some] = await tx.sql`
    select from request_posts where workspace_id = ${ctx.workspaceId} and request_id = ${requestId} limit 1`
  if (!some) return
  const request = await holdPostedRequest(ctx, tx, requestId)
  const settled = await settlePosts(ctx, tx, requestId)
  const kept = isOpen(request) ? [] : await holdBack(ctx, tx, requestId)
  const edited = await editPosts(ctx, tx, request)
  if (settled || kept.length || edited) tx.record('broadcast.changed', { requestId })
}
