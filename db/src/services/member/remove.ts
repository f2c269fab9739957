import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { endPowers } from './end-powers.ts'
import { lockMember } from './lock-member.ts'

/**
 * Takes a person out of the workspace, with the keys that they made and the invitations that are open. What they did
 * stays. Throws `not_found`, `forbidden` for a role above the actor's own, and `conflict` for the last owner.
 */
export async function removeMember(ctx: Context, userId: string): Promise<void> {
  requirePermission(ctx, 'members.write')
  await takeOut(ctx, userId)
}

/** Takes a person out of the workspace, whoever asks. Throws as `removeMember`. */
export const takeOut = (ctx: Context, userId: string): Promise<void> =>
  withTx(ctx, async (tx) => {
    const role = await lockMember(ctx, tx, userId, null)
    await tx.sql`delete from members where workspace_id = ${ctx.workspaceId} and user_id = ${userId}`
    await endPowers(ctx, tx, userId, null)
    tx.record('member.removed', { userId, role })
  })
