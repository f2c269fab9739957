import type { RequestPost } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readPosts } from './post-row.ts'
import { readPostedRequest } from './posted-request.ts'

/** Where a request was sent, or is going to be. Throws `not_found`. */
export async function listRequestPosts(ctx: Context, requestId: string): Promise<{ data: RequestPost[] }> {
  requirePermission(ctx, 'requests.read')
  return withTx(ctx, async (tx) => {
    await readPostedRequest(ctx, tx, requestId)
    return { data: await readPosts(ctx, tx, requestId) }
  })
}
