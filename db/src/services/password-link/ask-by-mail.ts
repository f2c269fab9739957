import type { Language } from '@cartie/shared/schemas/common'
import { withSharedTx, withSystemTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { enqueueLetter } from '../mail/enqueue-letter.ts'

/** A person gets so many such mails a day, and one in five minutes. */
const mostADay = 8
const quietS = 300

/**
 * Writes a mail with a link to a new password for the account of that address, in the first workspace of its person,
 * or in the context's where they have none. Nothing where there is no such account, or it was asked for too often.
 * In a transaction of its own: the caller's sees no other workspace.
 */
export async function askPasswordByMail(
  ctx: Context,
  { email, language }: { email: string; language: Language },
): Promise<void> {
  const [person] = await withSystemTx(
    ctx.db,
    ({ sql }) => sql<{ id: string; workspaceId: string; slot: string }[]>`
      select u.id, floor(extract(epoch from now()) / ${quietS})::text as slot, coalesce(
        (select m.workspace_id from members m where m.user_id = u.id order by m.created_at, m.workspace_id limit 1),
        ${ctx.workspaceId}::uuid) as "workspaceId"
      from users u
      where u.email = ${email} and ${mostADay} > (
        select count(*) from password_links l
        where l.user_id = u.id and l.origin = 'mail' and l.created_at > now() - interval '1 day')`,
  )
  if (!person) return
  const { id: userId, workspaceId, slot } = person
  const there = { ...ctx, workspaceId }
  const request = { method: 'password', params: { userId, language } } as const
  await withSharedTx(there, async (tx) => {
    const dedupKey = `password-mail:${userId}:${slot}`
    const isNew = await enqueueLetter({ ...there, tx }, userId, request, { dedupKey })
    // Here and not where the link is drawn, which every try does anew.
    if (isNew) tx.record('member.password_link', { userId })
  })
}
