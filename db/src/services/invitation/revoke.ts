import { notFound } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** Makes a link useless; one that was used or revoked stays as it is. Throws `not_found`. */
export async function revokeInvitation(ctx: Context, id: string): Promise<void> {
  requirePermission(ctx, 'members.write')
  await withTx(ctx, async (tx) => {
    const [known] = await tx.sql<{ open: boolean }[]>`
      select accepted_at is null and revoked_at is null as open from invitations
      where workspace_id = ${ctx.workspaceId} and id = ${id} for update`
    if (!known) throw notFound('invitation')
    if (!known.open) return
    await tx.sql`update invitations set revoked_at = now() where workspace_id = ${ctx.workspaceId} and id = ${id}`
    tx.record('invitation.revoked', { invitationId: id })
  })
}
