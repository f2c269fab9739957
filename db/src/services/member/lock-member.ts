import { mayGive, permissionsOf, type Role } from '@cartie/shared/domain/roles'
import { AppError, notFound } from '@cartie/shared/errors'
import { requirePermission, type Context, type Tx } from '../../context.ts'

/**
 * Holds the workspace's memberships still, so that of two owners who take each other's role one stays, and returns
 * the person's role. Throws `not_found`, `forbidden` where the person's role or the next one is above the actor's
 * or beyond a limited key, and `conflict` where the last owner would go.
 * @param next the role that they get; null where they leave
 */
export async function lockMember(ctx: Context, tx: Tx, userId: string, next: Role | null): Promise<Role> {
  const { workspaceId } = ctx
  await tx.sql`select from workspaces where id = ${workspaceId} for no key update`
  const [member] = await tx.sql<{ role: Role }[]>`
    select role from members where workspace_id = ${workspaceId} and user_id = ${userId}`
  if (!member) throw notFound('person')
  requireMayGive(ctx, member.role)
  if (next) requireMayGive(ctx, next)
  if (member.role === 'OWNER' && next !== 'OWNER') {
    const [owners] = await tx.sql<[{ others: number }]>`
      select count(*)::int as others from members
      where workspace_id = ${workspaceId} and role = 'OWNER' and user_id <> ${userId}`
    if (!owners.others)
      throw new AppError('conflict', 'A workspace has an owner. Make somebody else an owner first.')
  }
  return member.role
}

/** Throws `forbidden` where a role is above the actor's own, or may what a limited key may not. */
export function requireMayGive(ctx: Context, role: Role): void {
  if (!mayGive(ctx.actor.role, role))
    throw new AppError('forbidden', 'This role is above your own. Ask somebody who has it.')
  if (ctx.actor.scopes) for (const permission of permissionsOf(role)) requirePermission(ctx, permission)
}
