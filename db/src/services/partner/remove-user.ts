import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Takes a person off a partner: they hear of no more requests. What they offered stays. Throws `not_found`. */
export async function removePartnerUser(
  ctx: Context,
  { partnerId, userId }: { partnerId: string; userId: string },
): Promise<void> {
  requirePermission(ctx, 'partners.write')
  await withTx(ctx, async (tx) => {
    const removed = await tx.sql`
      update partner_users set removed_at = now()
      where workspace_id = ${ctx.workspaceId} and partner_id = ${partnerId} and id = ${userId} and removed_at is null`
    if (removed.count) return tx.record('partner.changed', { partnerId })
    const known = await tx.sql`
      select from partner_users
      where workspace_id = ${ctx.workspaceId} and partner_id = ${partnerId} and id = ${userId}`
    if (!known.length) throw notFound('person')
  })
}
