import type { Language } from '@cartie/shared/schemas/common'
import { withSharedTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { enqueueLetter } from '../mail/enqueue-letter.ts'

const validHours = 24

/** Mails a link by which a person shows that an address is theirs; an earlier link of theirs ends, in any workspace. */
export function askEmailLink(
  ctx: Context,
  { userId, email, language }: { userId: string; email: string; language: Language },
): Promise<void> {
  return withSharedTx(ctx, async (tx) => {
    await tx.sql`update email_links set used_at = now() where user_id = ${userId} and used_at is null`
    const [{ id }] = await tx.sql<[{ id: string }]>`
      insert into email_links (workspace_id, user_id, email, expires_at)
      values (${ctx.workspaceId}, ${userId}, ${email}, now() + ${validHours} * interval '1 hour') returning id`
    await enqueueLetter({ ...ctx, tx }, userId, { method: 'address', params: { emailLinkId: id, language } })
  })
}
