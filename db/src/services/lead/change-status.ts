import { AppError } from '@cartie/shared/errors'
import { leadMoves, mayMoveLead } from '@cartie/shared/domain/lead-status'
import type { Lead, LeadStatusInput } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { rowFields, rowToLead } from './lead-row.ts'
import { logActivity } from './log-activity.ts'
import { lockLeads, writeLead } from './store-lead.ts'

/**
 * Moves a lead to another stage; one that is there already stays. Throws `not_found`, and `conflict` for a move
 * that is not allowed from where the lead is now or for another version than the editor saw.
 */
export async function changeLeadStatus(ctx: Context, id: string, input: LeadStatusInput): Promise<Lead> {
  requirePermission(ctx, 'leads.write')
  return withTx(ctx, async (tx) => {
    const [row] = await lockLeads(ctx, tx, [id], input.version)
    const fields = rowFields(row!)
    const { status: from } = fields
    const { status: to, note } = input
    if (from === to) return rowToLead(row!)
    if (!mayMoveLead(from, to)) {
      const message = `From ${from} a lead goes to ${leadMoves[from].join(', ')}.`
      throw new AppError('conflict', message, { errors: [{ pointer: '/status', code: 'move', message }] })
    }
    const after = await writeLead(ctx, tx, row!, { ...fields, status: to })
    const changes = { status: { from, to } }
    await logActivity(ctx, tx, id, 'status_changed', { changes, ...(note ? { note } : {}) })
    tx.record('lead.status_changed', { leadId: id, from, to })
    return rowToLead(after)
  })
}
