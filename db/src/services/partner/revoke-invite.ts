import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Makes a link useless; one that was used or revoked stays as it is. Throws `not_found`. */
export async function revokeInvite(
  ctx: Context,
  { partnerId, inviteId }: { partnerId: string; inviteId: string },
): Promise<void> {
  requirePermission(ctx, 'partners.write')
  await withTx(ctx, async (tx) => {
    const [known] = await tx.sql<{ open: boolean }[]>`
      select used_at is null and revoked_at is null as open from partner_invites
      where workspace_id = ${ctx.workspaceId} and partner_id = ${partnerId} and id = ${inviteId} for update`
    if (!known) throw notFound('invitation')
    if (!known.open) return
    await tx.sql`
      update partner_invites set revoked_at = now() where workspace_id = ${ctx.workspaceId} and id = ${inviteId}`
    tx.record('partner.changed', { partnerId })
  })
}
