import { hashPassword } from 'better-auth/crypto'
import { AppError } from '@cartie/shared/errors'
import type { PasswordInput } from '@cartie/shared/schemas/people'
import { withSharedTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { endLinks } from '../account/end-links.ts'
import { hashKey } from '../api-key/key-text.ts'
import { requireTrusted } from './require-trusted.ts'
import { showPasswordLink } from './show.ts'

/**
 * Gives the person of a link a new password, once, however often at the same time it is asked for, and ends all their
 * sessions and links. Throws `not_found` and `conflict` for a link that works no more: used, too old, or of somebody who has
 * joined another workspace since, in which whoever made the link has no say.
 */
export async function usePasswordLink(
  ctx: Context,
  token: string,
  { password }: PasswordInput,
): Promise<void> {
  await showPasswordLink(ctx, token)
  const hash = await hashPassword(password)
  await withSharedTx(ctx, async (tx) => {
    const [link] = await tx.sql<{ id: string; userId: string; by: string | null; origin: string }[]>`
      select id, user_id as "userId", created_by as by, origin from password_links
      where workspace_id = ${ctx.workspaceId} and token_hash = ${hashKey(token)}
        and used_at is null and expires_at > now()
      for update`
    if (!link) throw new AppError('conflict', 'This link was used, or works no more. Ask for another one.')
    const { userId } = link
    // A colleague's link is worth what the colleague may; one that was read in the person's own mail is the person's.
    if (link.origin === 'colleague') await requireTrusted(ctx, tx, link)
    endLinks(tx, userId)
    if (link.origin === 'mail') tx.write(tx.sql`update users set email_verified = true where id = ${userId}`)
    const changed = await tx.sql`
      update accounts set password = ${hash}, updated_at = now()
      where user_id = ${userId} and provider_id = 'credential' returning id`
    if (!changed.length)
      await tx.sql`
        insert into accounts (user_id, account_id, provider_id, password)
        values (${userId}, ${userId}, 'credential', ${hash})`
    await tx.sql`delete from sessions where user_id = ${userId}`
    tx.record('member.password_changed', { userId })
  })
}
