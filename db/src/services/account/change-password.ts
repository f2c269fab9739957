import { hashPassword } from 'better-auth/crypto'
import type { PasswordChange } from '@cartie/shared/schemas/account'
import { withSharedTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { userOf } from '../member/user-of.ts'
import { endLinks } from './end-links.ts'
import { requirePassword, wrongPassword } from './require-password.ts'

/**
 * Gives the one who asks a new password, and ends their other sessions and every link that was mailed to them before. Throws `unprocessable` for
 * an API key, and `invalid` where the current password is not theirs.
 * @param sessionId the session that stays
 */
export async function changePassword(
  ctx: Context,
  sessionId: string,
  { current, next }: PasswordChange,
): Promise<void> {
  const userId = userOf(ctx)
  const account = await requirePassword(ctx, current, '/current')
  const hash = await hashPassword(next)
  await withSharedTx(ctx, async (tx) => {
    // Another change that came in between made the checked password an old one.
    const changed = await tx.sql`
      update accounts set password = ${hash}, updated_at = now()
      where id = ${account.id} and password = ${account.hash} returning id`
    if (!changed.length) throw wrongPassword('/current')
    await tx.sql`delete from sessions where user_id = ${userId} and id <> ${sessionId}`
    endLinks(tx, userId)
    tx.record('member.password_changed', { userId })
  })
}
