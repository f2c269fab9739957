import { builtIn } from '@cartie/shared/domain/dictionary'
import type { B2bRequest, RequestPatch } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { syncPosts } from '../broadcast/sync.ts'
import { readDictionary } from '../dictionary/read.ts'
import { requireAssignee } from '../lead/require-assignee.ts'
import { writtenFields } from './given-fields.ts'
import { queueMatching } from '../match/queue.ts'
import { lockRequest } from './lock.ts'
import { logRequestActivity } from './log-activity.ts'
import { changeFields, concernsMatching } from './request-changes.ts'
import { rowFields, rowToRequest } from './request-row.ts'
import { requireCriteria } from './require-criteria.ts'
import { requireLead } from './require-lead.ts'
import { writeRequest } from './store.ts'
import { scoreVariants } from '../variant/score.ts'

/**
 * Changes what is given of a request; of its criteria, too, only those that are given. Throws `not_found`, `invalid`
 * for a lead or an owner who is not of this workspace, and `conflict` for another version than the editor saw.
 */
export async function updateRequest(ctx: Context, id: string, patch: RequestPatch): Promise<B2bRequest> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const { version, ...input } = patch
    const row = await lockRequest(ctx, tx, id, version)
    const before = rowFields(row)
    const dictionary = input.criteria?.makes ? await readDictionary(ctx, tx) : builtIn
    const { after, changes } = changeFields(before, writtenFields(input, dictionary))
    if (!Object.keys(changes).length) return rowToRequest(row)
    requireCriteria(after)
    if (changes.leadId) await requireLead(ctx, tx, after.leadId)
    if (changes.ownerId) await requireAssignee(ctx, tx, after.ownerId, '/ownerId')
    const stored = await writeRequest(ctx, tx, row, after)
    await logRequestActivity(ctx, tx, { requestId: id, type: 'changed', payload: { changes } })
    tx.record('request.changed', { requestId: id })
    if (concernsMatching(changes)) {
      await scoreVariants(ctx, tx, id)
      await queueMatching(ctx, tx, { requestId: id })
    }
    if (changes.ownerId) tx.record('request.assigned', { requestId: id, ownerId: after.ownerId })
    await syncPosts(ctx, tx, id)
    return rowToRequest(stored)
  })
}
