import { AppError, notFound } from '@cartie/shared/errors'
import type { Lead } from '@cartie/shared/schemas/lead'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { leadColumns, rowToLead, type LeadRow } from './lead-row.ts'
import { logActivity } from './log-activity.ts'

/**
 * Takes a lead out of the bin; one that is not there stays as it is. Throws `not_found`, and `conflict` for a
 * lead that was joined to another: that merge is to be undone.
 */
export async function restoreLead(ctx: Context, id: string): Promise<Lead> {
  requirePermission(ctx, 'leads.delete')
  return withTx(ctx, async (tx) => {
    const [restored] = await tx.sql<LeadRow[]>`
      update leads set deleted_at = null, version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is not null and merged_into is null
      returning ${tx.sql(leadColumns as string[])}`
    if (restored) {
      await logActivity(ctx, tx, id, 'restored')
      tx.record('lead.restored', { leadId: id })
      return rowToLead(restored)
    }
    const [row] = await tx.sql<LeadRow[]>`
      select ${tx.sql(leadColumns as string[])} from leads where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!row) throw notFound('lead')
    if (row.merged_into !== null) {
      throw new AppError('conflict', 'This lead was joined to another. Undo that merge instead.')
    }
    return rowToLead(row)
  })
}
