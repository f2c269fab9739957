import { AppError } from '@cartie/shared/errors'
import type { Tx } from '../../context.ts'

/**
 * Gives a person the address with which they sign in. Links to a new password that went to another one end, and those
 * that would give them yet another address. Throws
 * `conflict` where another account has it. The transaction has to see every workspace.
 */
export async function giveEmail(
  { sql }: Tx,
  { userId, email }: { userId: string; email: string },
  { verified }: { verified: boolean },
): Promise<void> {
  await sql`
    update password_links set used_at = now() from users u
    where u.id = ${userId} and password_links.user_id = u.id and used_at is null and origin = 'mail' and u.email <> ${email}`
  await sql`update email_links set used_at = now() where user_id = ${userId} and used_at is null`
  await sql`
    update users set email = ${email}, email_verified = ${verified}, updated_at = now()
    where id = ${userId}`.catch((error: unknown) => {
    if ((error as { code?: unknown } | null)?.code !== '23505') throw error
    throw new AppError('conflict', 'Another account has this address.')
  })
}
