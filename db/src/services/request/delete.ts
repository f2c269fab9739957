import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { syncPosts } from '../broadcast/sync.ts'
import { logRequestActivity } from './log-activity.ts'

/** Puts a request into the bin; one that is there already stays. Throws `not_found`. */
export async function deleteRequest(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'requests.delete')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update b2b_requests set deleted_at = now(), version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is null`
    if (count) {
      await logRequestActivity(ctx, tx, { requestId: id, type: 'deleted' })
      await syncPosts(ctx, tx, id)
      return tx.record('request.deleted', { requestId: id })
    }
    const known =
      await tx.sql`select from b2b_requests where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!known.length) throw notFound('request')
  })
}
