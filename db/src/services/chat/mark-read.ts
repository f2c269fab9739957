import type { Chat } from '@cartie/shared/schemas/chat'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { getChat } from './get.ts'

/** Marks a chat as read. Throws `not_found`. */
export async function markChatRead(ctx: Context, id: string): Promise<Chat> {
  requirePermission(ctx, 'chats.write')
  return withTx(ctx, async (tx) => {
    const { count } = await tx.sql`
      update bot_sessions set unread = 0
      where workspace_id = ${ctx.workspaceId} and id = ${id} and unread > 0`
    if (count) tx.record('chat.changed', { sessionId: id })
    return getChat({ ...ctx, tx }, id)
  })
}
