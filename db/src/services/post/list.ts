import { notFound } from '@cartie/shared/errors'
import type { Post, PostQuery } from '@cartie/shared/schemas/post'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { decodeCursor, encodeCursor } from '../../cursor.ts'
import { toPost, type PostRow } from './post-row.ts'
import { postColumns } from './select-posts.ts'

/** One page of a channel's posts, newest first. Throws `not_found`, and `invalid` for a foreign cursor. */
export async function listChannelPosts(
  ctx: Context,
  place: { botId: string; channelId: string },
  query: PostQuery,
): Promise<{ data: Post[]; nextCursor: string | null }> {
  requirePermission(ctx, 'bots.read')
  const [at, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 2).map(String)
  return withTx(ctx, async (tx) => {
    const { sql } = tx
    const [channel] = await sql<{ chat_id: string }[]>`
      select chat_id from bot_channels
      where workspace_id = ${ctx.workspaceId} and bot_id = ${place.botId} and id = ${place.channelId}`
    if (!channel) throw notFound('channel')
    const rows = await sql<(PostRow & { cursor_at: string })[]>`
      select ${postColumns(tx)}, p.created_at::text as cursor_at from posts p
      where p.workspace_id = ${ctx.workspaceId} and p.bot_id = ${place.botId} and p.chat_id = ${channel.chat_id}
        ${query.outcome === undefined ? sql`` : sql`and p.outcome = ${query.outcome}`}
        ${at === undefined || id === undefined ? sql`` : sql`and (p.created_at, p.id) < (${at}::timestamptz, ${id}::uuid)`}
      order by p.created_at desc, p.id desc limit ${query.limit + 1}`
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    const nextCursor = rows.length > query.limit && last ? encodeCursor([last.cursor_at, last.id]) : null
    return { data: page.map(toPost), nextCursor }
  })
}
