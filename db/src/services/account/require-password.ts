import { verifyPassword } from 'better-auth/crypto'
import { AppError } from '@cartie/shared/errors'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { userOf } from '../member/user-of.ts'

/**
 * The sign-in of the one who asks, where the password that they give is theirs. Throws `invalid` with `pointer` where
 * it is not, and `unprocessable` for an API key.
 */
export async function requirePassword(
  ctx: Context,
  password: string,
  pointer: string,
): Promise<{ id: string; hash: string }> {
  const userId = userOf(ctx)
  const [account] = await withSystemTx(
    ctx.db,
    ({ sql }) => sql<{ id: string; hash: string }[]>`
      select id, password as hash from accounts
      where user_id = ${userId} and provider_id = 'credential' and password is not null`,
  )
  if (!account || !(await verifyPassword({ hash: account.hash, password }))) throw wrongPassword(pointer)
  return account
}

export const wrongPassword = (pointer: string): AppError =>
  new AppError('invalid', 'The current password is wrong.', {
    errors: [{ pointer, code: 'wrong', message: 'This is not your current password.' }],
  })
