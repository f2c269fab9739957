import type { Language } from '@cartie/shared/schemas/common'
import { withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { askEmailLink } from '../email-link/ask.ts'
import { noMail } from '../mail/no-mail.ts'
import { userOf } from '../member/user-of.ts'

/** Mails the one who asks a link by which they confirm their address. Throws `unprocessable` for an API key and without mail. */
export async function verifyEmail(
  ctx: Context,
  { mails, language }: { mails: boolean; language: Language },
): Promise<void> {
  const userId = userOf(ctx)
  if (!mails) throw noMail()
  const [person] = await withSystemTx(
    ctx.db,
    ({ sql }) => sql<{ email: string; done: boolean }[]>`
      select email, email_verified as done from users where id = ${userId}`,
  )
  if (person && !person.done) await askEmailLink(ctx, { userId, email: person.email, language })
}
