import { notFound } from '@cartie/shared/errors'
import type { Chat } from '@cartie/shared/schemas/chat'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { chatSelect, toChat, type ChatRow } from './chat-row.ts'

/** One chat. Throws `not_found`. */
export async function getChat(ctx: Context, id: string): Promise<Chat> {
  requirePermission(ctx, 'chats.read')
  const [row] = await withTx(ctx, (tx) =>
    tx.sql.unsafe<ChatRow[]>(
      `${chatSelect} where s.workspace_id = $1 and s.id = $2::uuid`,
      [ctx.workspaceId, id],
      {
        prepare: true,
      },
    ),
  )
  if (!row) throw notFound('chat')
  return toChat(row)
}
