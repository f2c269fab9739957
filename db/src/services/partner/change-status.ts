import type { Partner } from '@cartie/shared/schemas/partner'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { lockPartner } from './lock.ts'
import { readPartner } from './partner-row.ts'

/**
 * Blocks a partner, or lets it in again. To one that is blocked nothing more goes out, waves that are planned among it,
 * and its offers are refused; what it offered before stays. Throws `not_found`.
 */
export async function changePartnerStatus(
  ctx: Context,
  id: string,
  { status }: { status: Partner['status'] },
): Promise<Partner> {
  requirePermission(ctx, 'partners.write')
  return withTx(ctx, async (tx) => {
    const row = await lockPartner(ctx, tx, id)
    if (row.status !== status) {
      await tx.sql`
        update partners set status = ${status}, version = version + 1, updated_at = now()
        where workspace_id = ${ctx.workspaceId} and id = ${id}`
      tx.record('partner.changed', { partnerId: id })
    }
    return readPartner(ctx, tx, id)
  })
}
