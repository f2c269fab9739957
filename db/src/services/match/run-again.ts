import { notFound } from '@cartie/shared/errors'
import type { MatchingQueued } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { queueMatching } from './queue.ts'

/** Has a request compared with the stock once more, in the background, unless it has ended. Throws `not_found`. */
export async function runMatching(ctx: Context, requestId: string): Promise<MatchingQueued> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const known = await tx.sql`
      select from b2b_requests where workspace_id = ${ctx.workspaceId} and id = ${requestId} and deleted_at is null`
    if (!known.length) throw notFound('request')
    return { requestId, queued: await queueMatching(ctx, tx, { requestId }) }
  })
}
