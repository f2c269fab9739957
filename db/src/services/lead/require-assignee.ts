import { AppError } from '@cartie/shared/errors'
import { may, type Role } from '@cartie/shared/domain/roles'
import type { Context, Tx } from '../../context.ts'

/** Refuses to give a lead or a request to somebody who is not in this workspace or may not work on it. Nobody is allowed. */
export async function requireAssignee(
  ctx: Context,
  tx: Tx,
  userId: string | null,
  pointer: '/ownerId' | '/userId',
): Promise<void> {
  if (userId === null) return
  const [member] = await tx.sql<{ role: Role }[]>`
    select role from members where workspace_id = ${ctx.workspaceId} and user_id = ${userId}`
  if (member && may(member.role, 'leads.write')) return
  throw new AppError('invalid', 'Work is given to people of this workspace who may do it.', {
    errors: [{ pointer, code: 'not_a_member', message: 'Choose one of GET /members' }],
  })
}
