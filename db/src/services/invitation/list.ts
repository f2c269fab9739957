import type { Invitation } from '@cartie/shared/schemas/people'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { toInvitation, type InvitationRow } from './invitation-row.ts'

/** The workspace's open invitations, newest first. */
export async function listInvitations(ctx: Context): Promise<{ data: Invitation[] }> {
  requirePermission(ctx, 'members.write')
  const rows = await withTx(
    ctx,
    ({ sql }) => sql<InvitationRow[]>`
      select id, email, role, created_at, expires_at from invitations
      where workspace_id = ${ctx.workspaceId} and accepted_at is null and revoked_at is null and expires_at > now()
      order by created_at desc, id limit 500`,
  )
  return { data: rows.map(toInvitation) }
}
