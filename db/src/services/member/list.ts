import type { Member } from '@cartie/shared/schemas/workspace'
import { withSystemTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'

/** The people of the workspace with their roles, by name. Their sign-in stays closed to tenants' work. */
export async function listMembers(ctx: Context): Promise<{ data: Member[] }> {
  requirePermission(ctx, 'members.read')
  const rows = await withSystemTx(
    ctx.db,
    ({ sql }) => sql<Member[]>`
      select u.id, u.name, m.role from members m join users u on u.id = m.user_id
      where m.workspace_id = ${ctx.workspaceId}
      order by u.name, u.id limit 1000`,
  )
  return { data: [...rows] }
}
