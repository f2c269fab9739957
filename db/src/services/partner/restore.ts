import type { Partner } from '@cartie/shared/schemas/partner'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readPartner } from './partner-row.ts'

/** Takes a partner out of the bin, with its people; one that is not there stays as it is. Throws `not_found`. */
export async function restorePartner(ctx: Context, id: string): Promise<Partner> {
  requirePermission(ctx, 'partners.write')
  return withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update partners set deleted_at = null, version = version + 1, updated_at = now()
      where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is not null`
    if (count) tx.record('partner.changed', { partnerId: id })
    return readPartner(ctx, tx, id)
  })
}
