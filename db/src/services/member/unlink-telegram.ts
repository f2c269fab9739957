import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { userOf } from './user-of.ts'

/** Tells the one who asks nothing in Telegram any more; harmless when done again. Throws `unprocessable` for an API key. */
export async function unlinkMyTelegram(ctx: Context): Promise<void> {
  requirePermission(ctx, 'chats.read')
  const userId = userOf(ctx)
  await withTx(ctx, async (tx) => {
    const gone = await tx.sql`
      delete from member_telegrams where workspace_id = ${ctx.workspaceId} and user_id = ${userId} returning id`
    if (gone.length) tx.record('member.changed', { userId })
  })
}
