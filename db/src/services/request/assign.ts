import type { B2bRequest, RequestAssignInput } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { requireAssignee } from '../lead/require-assignee.ts'
import { lockRequest } from './lock.ts'
import { logRequestActivity } from './log-activity.ts'
import { rowFields, rowToRequest } from './request-row.ts'
import { writeRequest } from './store.ts'

/** Gives a request to somebody of the workspace, or to nobody. Throws `not_found`, `invalid` for a stranger, `conflict`. */
export async function assignRequest(
  ctx: Context,
  id: string,
  input: RequestAssignInput,
): Promise<B2bRequest> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const row = await lockRequest(ctx, tx, id, input.version)
    const fields = rowFields(row)
    const { ownerId } = input
    if (fields.ownerId === ownerId) return rowToRequest(row)
    await requireAssignee(ctx, tx, ownerId, '/ownerId')
    const after = await writeRequest(ctx, tx, row, { ...fields, ownerId })
    const payload = { changes: { ownerId: { from: fields.ownerId, to: ownerId } } }
    await logRequestActivity(ctx, tx, { requestId: id, type: 'assigned', payload })
    tx.record('request.assigned', { requestId: id, ownerId })
    return rowToRequest(after)
  })
}
