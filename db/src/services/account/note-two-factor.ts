import { withSharedTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { userOf } from '../member/user-of.ts'

/**
 * Records that the one who asks signs in with a second factor from now on, or without. With one, every session but theirs
 * ends: it began without. Throws `unprocessable` for an API key.
 * @param how.sessionId the session that stays
 */
export async function noteTwoFactor(
  ctx: Context,
  how: { on: true; sessionId: string } | { on: false },
): Promise<void> {
  const userId = userOf(ctx)
  await withSharedTx(ctx, async (tx) => {
    if (how.on) tx.write(tx.sql`delete from sessions where user_id = ${userId} and id <> ${how.sessionId}`)
    tx.record('member.two_factor', { userId, on: how.on })
  })
}
