import { mayGive, roles, type Role } from '@cartie/shared/domain/roles'
import type { Context, Tx } from '../../context.ts'

/**
 * Ends what a person gave away of the power that they lose: keys that they made, whose text they may know, and open
 * invitations, by which they could come back. Links to passwords that they made, or that are for them, end as well:
 * they were given by what both were then.
 * @param keeps their role from now on; null where they leave
 */
export async function endPowers(ctx: Context, tx: Tx, userId: string, keeps: Role | null): Promise<void> {
  const lost = roles.filter((role) => keeps === null || !mayGive(keeps, role))
  const keys = await tx.sql<{ id: string }[]>`
    update api_keys set revoked_at = now()
    where workspace_id = ${ctx.workspaceId} and created_by = ${userId} and role = any(${lost}::text[])
      and revoked_at is null
    returning id`
  for (const { id } of keys) tx.record('api_key.revoked', { apiKeyId: id })
  const invitations = await tx.sql<{ id: string }[]>`
    update invitations set revoked_at = now()
    where workspace_id = ${ctx.workspaceId} and created_by = ${userId} and role = any(${lost}::text[])
      and revoked_at is null and accepted_at is null
    returning id`
  for (const { id } of invitations) tx.record('invitation.revoked', { invitationId: id })
  tx.write(tx.sql`
    update password_links set used_at = now()
    where workspace_id = ${ctx.workspaceId} and used_at is null and (created_by = ${userId} or user_id = ${userId})`)
}
