import { isOpening, requestStatuses, type RequestStatus } from '@cartie/shared/domain/request-status'
import type { Context, Tx } from '../../context.ts'
import { syncPosts } from '../broadcast/sync.ts'
import { queueMatching } from '../match/queue.ts'
import { logRequestActivity } from './log-activity.ts'

/**
 * Brings a request on to a stage because of what happened: the publication, the first variant, the shortlist, the
 * sharing of contacts. One that is there or further already, or closed, stays. Returns whether it moved.
 */
export async function stepRequestOn(
  ctx: Context,
  tx: Tx,
  requestId: string,
  to: Exclude<RequestStatus, 'DRAFT' | 'WON' | 'LOST'>,
): Promise<boolean> {
  const before = requestStatuses.slice(0, requestStatuses.indexOf(to))
  const [row] = await tx.sql<{ from: RequestStatus }[]>`
    with held as (
      select id, status from b2b_requests
      where workspace_id = ${ctx.workspaceId} and id = ${requestId} and status in ${tx.sql(before)} for no key update)
    update b2b_requests r set status = ${to}, version = version + 1, updated_at = now(),
      published_at = coalesce(published_at, now())
    from held where r.id = held.id returning held.status as from`
  if (!row) return false
  const payload = { changes: { status: { from: row.from, to } }, itself: true }
  await logRequestActivity(ctx, tx, { requestId, type: 'status_changed', payload })
  tx.record('request.status_changed', { requestId, from: row.from, to })
  if (isOpening(row.from, to)) {
    await queueMatching(ctx, tx, { requestId })
    await syncPosts(ctx, tx, requestId)
  }
  return true
}
