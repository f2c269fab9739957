import { notFound } from '@cartie/shared/errors'
import { withSharedTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { hashKey } from '../api-key/key-text.ts'
import { giveEmail } from '../account/give-email.ts'

/**
 * Confirms an address: its person signs in with it from here on. Throws `not_found` for a link that was used, has ended
 * or is too old, and `conflict` where another account has the address by now.
 */
export async function useEmailLink(ctx: Context, token: string): Promise<void> {
  await withSharedTx(ctx, async (tx) => {
    const [link] = await tx.sql<{ userId: string; email: string }[]>`
      update email_links set used_at = now()
      where workspace_id = ${ctx.workspaceId} and token_hash = ${hashKey(token)} and used_at is null
        and expires_at > now()
      returning user_id as "userId", email`
    if (!link) throw notFound('link')
    await giveEmail(tx, link, { verified: true })
    tx.record('member.changed', { userId: link.userId })
  })
}
