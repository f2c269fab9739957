import { AppError } from '@cartie/shared/errors'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { userOf } from './user-of.ts'

/**
 * What is asked of everybody's sign-in is decided by people, and by those who do it themselves: nobody locks themselves
 * out. Throws `unprocessable` for an API key and for a person without a second factor.
 */
export async function requireOwnTwoFactor(ctx: Context): Promise<void> {
  const userId = userOf(ctx)
  const own = await withSystemTx(
    ctx.db,
    ({ sql }) => sql`select 1 from users where id = ${userId} and two_factor_enabled`,
  )
  if (own.length) return
  const message = 'Set up a second factor for yourself first: Settings, My account.'
  throw new AppError('unprocessable', message, {
    errors: [{ pointer: '/twoFactorRequired', code: 'own_two_factor', message }],
  })
}
