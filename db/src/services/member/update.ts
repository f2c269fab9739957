import { notFound } from '@cartie/shared/errors'
import type { Member, MemberPatch } from '@cartie/shared/schemas/people'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { endPowers } from './end-powers.ts'
import { listMembers } from './list.ts'
import { lockMember } from './lock-member.ts'

/**
 * Gives a person another role. Keys and open invitations of theirs that are above it end. Throws `not_found`,
 * `forbidden` for roles above the actor's own, and `conflict` for the last owner.
 */
export async function updateMember(ctx: Context, userId: string, { role }: MemberPatch): Promise<Member> {
  requirePermission(ctx, 'members.write')
  await withTx(ctx, async (tx) => {
    const from = await lockMember(ctx, tx, userId, role)
    if (from === role) return
    await tx.sql`
      update members set role = ${role} where workspace_id = ${ctx.workspaceId} and user_id = ${userId}`
    await endPowers(ctx, tx, userId, role)
    tx.record('member.role_changed', { userId, from, to: role })
  })
  const { data } = await listMembers(ctx)
  const member = data.find((one) => one.id === userId)
  if (!member) throw notFound('person')
  return member
}
