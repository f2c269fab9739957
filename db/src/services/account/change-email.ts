import type { EmailChange, EmailChanged } from '@cartie/shared/schemas/account'
import type { Language } from '@cartie/shared/schemas/common'
import { withSharedTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { askEmailLink } from '../email-link/ask.ts'
import { userOf } from '../member/user-of.ts'
import { giveEmail } from './give-email.ts'
import { requirePassword } from './require-password.ts'

/**
 * Gives the one who asks another address to sign in with. Where mail is sent it becomes theirs by a link that is mailed
 * there, which tells nobody whether others have it; else at once, and unconfirmed. Throws `unprocessable` for an API
 * key, `invalid` where the password is not theirs, and `conflict` where another account has the address.
 */
export async function changeEmail(
  ctx: Context,
  { email, password }: EmailChange,
  { mails, language }: { mails: boolean; language: Language },
): Promise<EmailChanged> {
  const userId = userOf(ctx)
  await requirePassword(ctx, password, '/password')
  if (mails) await askEmailLink(ctx, { userId, email, language })
  else
    await withSharedTx(ctx, async (tx) => {
      await giveEmail(tx, { userId, email }, { verified: false })
      tx.record('member.changed', { userId })
    })
  return { mailed: mails }
}
