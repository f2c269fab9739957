import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { AppError } from '@cartie/shared/errors'
import type { PasswordChange } from '@cartie/shared/schemas/account'
import { withSharedTx, withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { userOf } from '../member/user-of.ts'

/**
 * Gives the one who asks a new password, and ends their other sessions in the same moment. Throws `unprocessable` for
 * an API key, and `invalid` where the current password is not theirs.
 * @param sessionId the session that stays
 */
export async function changePassword(
  ctx: Context,
  sessionId: string,
  { current, next }: PasswordChange,
): Promise<void> {
  const userId = userOf(ctx)
  const [account] = await withSystemTx(
    ctx.db,
    ({ sql }) => sql<{ id: string; hash: string }[]>`
      select id, password as hash from accounts
      where user_id = ${userId} and provider_id = 'credential' and password is not null`,
  )
  if (!account || !(await verifyPassword({ hash: account.hash, password: current }))) throw wrong()
  const hash = await hashPassword(next)
  await withSharedTx(ctx, async (tx) => {
    // Another change that came in between made the checked password an old one.
    const changed = await tx.sql`
      update accounts set password = ${hash}, updated_at = now()
      where id = ${account.id} and password = ${account.hash} returning id`
    if (!changed.length) throw wrong()
    await tx.sql`delete from sessions where user_id = ${userId} and id <> ${sessionId}`
    tx.record('member.password_changed', { userId })
  })
}

const wrong = () =>
  new AppError('invalid', 'The current password is wrong.', {
    errors: [{ pointer: '/current', code: 'wrong', message: 'This is not your current password.' }],
  })
