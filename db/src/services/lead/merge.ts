import { AppError } from '@cartie/shared/errors'
import { enrichLead } from '@cartie/shared/domain/enrich-lead'
import { applyChanges } from '@cartie/shared/domain/lead-changes'
import type { Lead } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { rowFields, rowToLead, type LeadRow } from './lead-row.ts'
import { logActivity } from './log-activity.ts'
import { logMerge } from './log-merge.ts'
import { lockLeads, writeLead } from './store-lead.ts'

/**
 * Joins another lead of the same person to this one: it learns what the other knows, and the other leaves the
 * lists until the merge is undone. Throws `not_found`, `invalid` for a lead and itself.
 */
export async function mergeLeads(ctx: Context, id: string, otherId: string): Promise<Lead> {
  requirePermission(ctx, 'leads.write')
  if (id === otherId) {
    throw new AppError('invalid', 'A lead cannot be joined to itself.', {
      errors: [{ pointer: '/leadId', code: 'same_lead', message: 'Choose another lead' }],
    })
  }
  return withTx(ctx, async (tx) => {
    const [before, other] = (await lockLeads(ctx, tx, [id, otherId])) as [LeadRow, LeadRow]
    const [heard, otherHeard] = [before, other].map((lead) => Date.parse(lead.last_interaction_at)) as [
      number,
      number,
    ]
    const way = otherHeard > heard ? 'newer' : 'older'
    const given = rowFields(other)
    const changes = enrichLead(rowFields(before), given, way)
    const fields = applyChanges(rowFields(before), changes)
    const after = await writeLead(ctx, tx, before, fields, way === 'newer' ? other.last_interaction_at : null)
    await putAway(ctx, tx, other, id)
    await logMerge(ctx, tx, { before, after, given, changes, way, leadId: otherId })
    await logActivity(ctx, tx, otherId, 'merged', { into: id })
    tx.record('lead.merged', { leadId: id, mergedLeadId: otherId })
    return rowToLead(after)
  })
}

async function putAway(ctx: Context, { sql }: Tx, lead: LeadRow, into: string): Promise<void> {
  await sql`
    update leads set merged_into = ${into}, deleted_at = now(), version = version + 1, updated_at = now()
    where workspace_id = ${ctx.workspaceId} and id = ${lead.id}`
}
