import type { RequestActivity } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { lockRequest } from './lock.ts'
import { logRequestActivity } from './log-activity.ts'

/** Writes a note into a request's story. Throws `not_found`. */
export async function noteRequest(ctx: Context, id: string, text: string): Promise<RequestActivity> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    await lockRequest(ctx, tx, id)
    tx.record('request.changed', { requestId: id })
    return logRequestActivity(ctx, tx, { requestId: id, type: 'note', payload: { text } })
  })
}
