import { allows } from '@cartie/shared/domain/roles'
import type { Member } from '@cartie/shared/schemas/people'
import { withSystemTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { iso } from '../lead/lead-row.ts'

/**
 * The people of the workspace with their roles, by name; their addresses, by which they sign in, and whether a second
 * factor is asked of them for who may manage people. Their sign-in stays closed to tenants' work.
 */
export async function listMembers(ctx: Context): Promise<{ data: Member[] }> {
  requirePermission(ctx, 'members.read')
  const rows = await withSystemTx(
    ctx.db,
    ({ sql }) => sql<Member[]>`
      select u.id, u.name, u.email, m.role, m.created_at as since, u.two_factor_enabled as "twoFactor"
      from members m join users u on u.id = m.user_id
      where m.workspace_id = ${ctx.workspaceId}
      order by u.name, u.id limit 1000`,
  )
  const shows = allows(ctx.actor, 'members.write')
  return {
    data: rows.map((row) => ({
      ...row,
      email: shows ? row.email : null,
      twoFactor: shows ? row.twoFactor : null,
      since: iso(row.since),
    })),
  }
}
