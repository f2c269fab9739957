import type { Lead, LeadAssignInput } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { rowFields, rowToLead } from './lead-row.ts'
import { logActivity } from './log-activity.ts'
import { requireAssignee } from './require-assignee.ts'
import { lockLeads, writeLead } from './store-lead.ts'

/** Gives a lead to somebody of the workspace, or to nobody. Throws `not_found`, `invalid` for a stranger, `conflict`. */
export async function assignLead(ctx: Context, id: string, input: LeadAssignInput): Promise<Lead> {
  requirePermission(ctx, 'leads.write')
  return withTx(ctx, async (tx) => {
    const [row] = await lockLeads(ctx, tx, [id], input.version)
    const fields = rowFields(row!)
    const { ownerId } = input
    if (fields.ownerId === ownerId) return rowToLead(row!)
    await requireAssignee(ctx, tx, ownerId, '/ownerId')
    const after = await writeLead(ctx, tx, row!, { ...fields, ownerId })
    await logActivity(ctx, tx, id, 'assigned', {
      changes: { ownerId: { from: fields.ownerId, to: ownerId } },
    })
    tx.record('lead.assigned', { leadId: id, ownerId })
    return rowToLead(after)
  })
}
