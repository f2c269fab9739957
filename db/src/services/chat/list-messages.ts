import type { ChatMessage } from '@cartie/shared/schemas/chat'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { getChat } from './get.ts'
import { withPhotos } from './with-photos.ts'

interface MessageRow {
  id: string
  direction: ChatMessage['direction']
  message_id: string | null
  delivery_id: string | null
  author: string
  kind: string
  text: string
  content: ChatMessage['content']
  edited_at: string | null
  at: string
}

/** The messages of a chat, newest first. Throws `not_found`, and `invalid` for a foreign cursor. */
export async function listMessages(
  ctx: Context,
  sessionId: string,
  query: { cursor?: string | undefined; limit: number },
): Promise<{ data: ChatMessage[]; nextCursor: string | null }> {
  requirePermission(ctx, 'chats.read')
  const before = query.cursor === undefined ? null : Number(decodeCursor(query.cursor, 1)[0])
  return withTx(ctx, async (tx) => {
    await getChat({ ...ctx, tx }, sessionId)
    const rows = await tx.sql<MessageRow[]>`
      select id, direction, message_id, delivery_id, author, kind, text, content, edited_at, at from bot_messages
      where workspace_id = ${ctx.workspaceId} and session_id = ${sessionId}
        ${before === null ? tx.sql`` : tx.sql`and id < ${before}`}
      order by id desc limit ${query.limit + 1}`
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    return {
      data: await withPhotos({ ...ctx, tx }, page.map(toMessage)),
      nextCursor: rows.length > query.limit && last ? encodeCursor([Number(last.id)]) : null,
    }
  })
}

const toMessage = (row: MessageRow): ChatMessage => ({
  id: Number(row.id),
  direction: row.direction,
  messageId: row.message_id === null ? null : Number(row.message_id),
  deliveryId: row.delivery_id,
  author: row.author,
  kind: row.kind,
  text: row.text,
  content: row.content,
  editedAt: row.edited_at === null ? null : new Date(row.edited_at).toISOString(),
  at: new Date(row.at).toISOString(),
})
