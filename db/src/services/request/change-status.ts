import { AppError } from '@cartie/shared/errors'
import { isReopening, isOpening, mayMoveRequest, requestMoves } from '@cartie/shared/domain/request-status'
import type { B2bRequest, RequestStatusInput } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { syncPosts } from '../broadcast/sync.ts'
import { queueMatching } from '../match/queue.ts'
import { endDeal, lastAccepted } from './end-deal.ts'
import { lockRequest } from './lock.ts'
import { logRequestActivity } from './log-activity.ts'
import { rowFields, rowToRequest } from './request-row.ts'
import { writeRequest } from './store.ts'
import { unmakeDeal } from './unmake-deal.ts'

/**
 * Moves a request to another stage; one that is there already stays. At an end its offers, proposals and lead end with
 * it, without a word to anybody: that is for `resolveRequest`. Whom the client chose last wins; where the search goes on
 * nobody is chosen any longer. The note of a loss is its reason, which is gone once it is opened again. Throws
 * `not_found`, and `conflict` for a move that is not allowed from where the request is now or for another version than
 * the editor saw.
 */
export async function changeRequestStatus(
  ctx: Context,
  id: string,
  input: RequestStatusInput,
): Promise<B2bRequest> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const row = await lockRequest(ctx, tx, id, input.version)
    const { status: from } = row
    const { status: to, note } = input
    if (from === to) return rowToRequest(row)
    if (!mayMoveRequest(from, to)) {
      const message = `From ${from} a request goes to ${requestMoves[from].join(', ')}.`
      throw new AppError('conflict', message, { errors: [{ pointer: '/status', code: 'move', message }] })
    }
    if (to === 'WON' || to === 'LOST') {
      const winnerId = to === 'WON' ? await lastAccepted(ctx, tx, id) : undefined
      await endDeal(ctx, tx, id, { outcome: to, winnerId, tells: false })
    }
    // Back to the sharing of contacts it is the same deal.
    if (isReopening(from, to) && to !== 'CONTACT_SHARED') await unmakeDeal(ctx, tx, id)
    const lostReason = to === 'LOST' ? note || null : null
    const after = await writeRequest(ctx, tx, row, { ...rowFields(row), status: to, lostReason })
    const payload = {
      changes: { status: { from, to } },
      ...(note ? { note } : {}),
      ...(isReopening(from, to) ? { reopened: true } : {}),
    }
    await logRequestActivity(ctx, tx, { requestId: id, type: 'status_changed', payload })
    tx.record('request.status_changed', { requestId: id, from, to })
    await syncPosts(ctx, tx, id)
    if (isOpening(from, to)) await queueMatching(ctx, tx, { requestId: id })
    return rowToRequest(after)
  })
}
