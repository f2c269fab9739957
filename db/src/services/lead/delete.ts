import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { logActivity } from './log-activity.ts'

/** Puts a lead into the bin; one that is out of the lists already stays. Throws `not_found`. */
export async function deleteLead(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'leads.delete')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update leads set deleted_at = now(), version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is null`
    if (count) {
      await logActivity(ctx, tx, id, 'deleted')
      return tx.record('lead.deleted', { leadId: id })
    }
    const known = await tx.sql`select from leads where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!known.length) throw notFound('lead')
  })
}
