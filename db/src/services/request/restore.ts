import type { B2bRequest } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { syncPosts } from '../broadcast/sync.ts'
import { queueMatching } from '../match/queue.ts'
import { logRequestActivity } from './log-activity.ts'
import { readOneRequest } from './read.ts'

/** Takes a request out of the bin; one that is not there stays as it is. Throws `not_found`. */
export async function restoreRequest(ctx: Context, id: string): Promise<B2bRequest> {
  requirePermission(ctx, 'requests.delete')
  return withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update b2b_requests set deleted_at = null, version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is not null`
    if (count) {
      await logRequestActivity(ctx, tx, { requestId: id, type: 'restored' })
      tx.record('request.restored', { requestId: id })
      await syncPosts(ctx, tx, id)
      await queueMatching(ctx, tx, { requestId: id })
    }
    return readOneRequest(ctx, tx, id)
  })
}
