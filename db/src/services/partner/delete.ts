import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Puts a partner into the bin; one that is there already stays. Its people are nobody's then. Throws `not_found`. */
export async function deletePartner(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'partners.write')
  await withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update partners set deleted_at = now(), version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is null`
    if (count) return tx.record('partner.changed', { partnerId: id })
    const known = await tx.sql`select from partners where workspace_id = ${ctx.workspaceId} and id = ${id}`
    if (!known.length) throw notFound('partner')
  })
}
