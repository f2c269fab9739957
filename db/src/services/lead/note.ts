import type { LeadActivity } from '@cartie/shared/schemas/lead-story'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { logActivity } from './log-activity.ts'
import { lockLeads } from './store-lead.ts'

/** Writes a note into a lead's story. Throws `not_found`. */
export async function noteLead(ctx: Context, id: string, text: string): Promise<LeadActivity> {
  requirePermission(ctx, 'leads.write')
  return withTx(ctx, async (tx) => {
    await lockLeads(ctx, tx, [id])
    tx.record('lead.changed', { leadId: id })
    return logActivity(ctx, tx, id, 'note', { text })
  })
}
