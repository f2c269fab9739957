import type { B2bRequest } from '@cartie/shared/schemas/request'
import type { Context, Tx } from '../../context.ts'
import { queueMatching } from '../match/queue.ts'
import { logRequestActivity } from './log-activity.ts'
import { rowToRequest, type RequestFields } from './request-row.ts'
import { insertRequest } from './store.ts'

/** Stores a new request with the first entry of its story. */
export async function openRequest(ctx: Context, tx: Tx, fields: RequestFields): Promise<B2bRequest> {
  const row = await insertRequest(ctx, tx, fields)
  const { source, leadId } = fields
  await logRequestActivity(ctx, tx, { requestId: row.id, type: 'created', payload: { source, leadId } })
  tx.record('request.created', { requestId: row.id })
  await queueMatching(ctx, tx, { requestId: row.id })
  return rowToRequest(row)
}
