import { AppError } from '@cartie/shared/errors'
import type { PersonInput } from '@cartie/shared/schemas/operator'
import type { EmailLink } from '@cartie/shared/schemas/people'
import { withSystemTx } from '../../client.ts'
import type { Context, Db } from '../../context.ts'
import { drawToken } from '../../draw-code.ts'
import { hashKey } from '../api-key/key-text.ts'
import { iso } from '../lead/lead-row.ts'
import { deedOf } from './note-deed.ts'
import { personOf } from './person-of.ts'
import { requireOperator } from './require-operator.ts'

const validHours = 24

/**
 * Makes a link by which the person of that address confirms it, good for a day and once, for where no mail is sent: who
 * runs the installation sends it to the address themselves. An earlier link of the person ends. Throws `forbidden` for
 * everybody else, `not_found`, and `conflict` where it is confirmed already.
 */
export async function createPersonEmailLink(ctx: Context, { email }: PersonInput): Promise<EmailLink> {
  return drawPersonEmailLink(ctx.db, { email, by: await requireOperator(ctx) })
}

/** The same for who sits at the machine itself (`by: null`), where nobody is asked who they are. */
export function drawPersonEmailLink(
  db: Db,
  { email, by }: { email: string; by: string | null },
): Promise<EmailLink> {
  const token = drawToken()
  return withSystemTx(db, async (tx) => {
    const { id, workspaceId } = await personOf(tx, email)
    const open = await tx.sql`select from users where id = ${id} and not email_verified for no key update`
    if (!open.length) throw new AppError('conflict', 'This address is confirmed already.')
    await tx.sql`update email_links set used_at = now() where user_id = ${id} and used_at is null`
    const [row] = await tx.sql<[{ until: string }]>`
      insert into email_links (workspace_id, user_id, email, token_hash, expires_at)
      values (${workspaceId}, ${id}, ${email}, ${hashKey(token)}, now() + ${validHours} * interval '1 hour')
      returning expires_at as until`
    await deedOf(tx, { userId: by, deed: 'email_link', subject: email })
    return { path: `/p/email/${token}`, expiresAt: iso(row.until) }
  })
}
