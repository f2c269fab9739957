import type { Context, Tx } from '../../context.ts'

/** Where an integration posts. */
export interface PostChannel {
  botId: string
  chatId: string
  username: string | null
}

/** Channels in which a bot that runs may post: `c`, with its bot `b`. */
export const openChannels = `bot_channels c
  join bot_configs b on b.workspace_id = c.workspace_id and b.id = c.bot_id and b.enabled and b.deleted_at is null and c.can_post`

/** A channel in which an enabled bot of the workspace may post; undefined where it may not, or not any more. */
export async function findChannel(
  ctx: Context,
  { sql }: Pick<Tx, 'sql'>,
  channelId: string,
): Promise<PostChannel | undefined> {
  const [row] = await sql<PostChannel[]>`
    select c.bot_id as "botId", c.chat_id as "chatId", b.username
    from ${sql.unsafe(openChannels)}
    where c.workspace_id = ${ctx.workspaceId} and c.id = ${channelId}`
  return row
}
