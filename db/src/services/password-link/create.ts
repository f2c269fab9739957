import type { Role } from '@cartie/shared/domain/roles'
import { notFound } from '@cartie/shared/errors'
import type { PasswordLink } from '@cartie/shared/schemas/people'
import { withSharedTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { drawToken } from '../../draw-code.ts'
import { hashKey } from '../api-key/key-text.ts'
import { iso } from '../lead/lead-row.ts'
import { requireMayGive } from '../member/lock-member.ts'
import { personBehind } from '../member/person-behind.ts'
import { requireTrusted } from './require-trusted.ts'

const validHours = 24

/**
 * Makes a link by which a person of the workspace chooses another password, good for a day and once; an earlier link
 * ends. Throws `not_found`, `forbidden` for a role above the actor's own, and `conflict` for somebody who belongs to
 * other workspaces too, unless the actor might change their role in each of them: a password opens all.
 */
export async function createPasswordLink(ctx: Context, userId: string): Promise<PasswordLink> {
  requirePermission(ctx, 'members.write')
  const token = drawToken()
  return withSharedTx(ctx, async (tx) => {
    // Held still as for every change of a role: the link ends with one.
    await tx.sql`select from workspaces where id = ${ctx.workspaceId} for no key update`
    const [member] = await tx.sql<{ role: Role }[]>`
      select role from members where workspace_id = ${ctx.workspaceId} and user_id = ${userId}`
    if (!member) throw notFound('person')
    requireMayGive(ctx, member.role)
    const by = await personBehind(ctx, tx)
    await requireTrusted(ctx, tx, { userId, by })
    await tx.sql`
      update password_links set used_at = now()
      where workspace_id = ${ctx.workspaceId} and user_id = ${userId} and used_at is null`
    const [row] = await tx.sql<[{ until: string }]>`
      insert into password_links (workspace_id, user_id, token_hash, created_by, expires_at)
      values (${ctx.workspaceId}, ${userId}, ${hashKey(token)}, ${by},
        now() + ${validHours} * interval '1 hour')
      returning expires_at as until`
    tx.record('member.password_link', { userId })
    return { path: `/p/password/${token}`, expiresAt: iso(row.until) }
  })
}
