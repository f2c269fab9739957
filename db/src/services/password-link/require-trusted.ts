import { may, mayGive, type Role } from '@cartie/shared/domain/roles'
import { AppError } from '@cartie/shared/errors'
import type { Context, Tx } from '../../context.ts'

/**
 * Throws `conflict` for a person who belongs to other workspaces too, unless `by` might change their role in each of
 * them: a password opens all. The transaction has to see every workspace.
 */
export async function requireTrusted(
  { workspaceId }: Context,
  { sql }: Tx,
  { userId, by }: { userId: string; by: string | null },
): Promise<void> {
  const elsewhere = await sql<{ theirs: Role; own: Role | null }[]>`
    select m.role as theirs, b.role as own
    from members m left join members b on b.workspace_id = m.workspace_id and b.user_id = ${by}
    where m.user_id = ${userId} and m.workspace_id <> ${workspaceId}`
  if (!elsewhere.every(({ own, theirs }) => own && may(own, 'members.write') && mayGive(own, theirs)))
    throw new AppError('conflict', 'They belong to other workspaces too, which their password opens.')
}
