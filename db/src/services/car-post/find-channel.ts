import type { Context, Tx } from '../../context.ts'

/** Where an integration posts. */
export interface PostChannel {
  botId: string
  chatId: string
  username: string | null
}

/** A channel in which an enabled bot of the workspace may post; undefined where it may not, or not any more. */
export async function findChannel(
  ctx: Context,
  { sql }: Pick<Tx, 'sql'>,
  channelId: string,
): Promise<PostChannel | undefined> {
  const [row] = await sql<PostChannel[]>`
    select c.bot_id as "botId", c.chat_id as "chatId", b.username from bot_channels c
    join bot_configs b on b.workspace_id = c.workspace_id and b.id = c.bot_id and b.enabled and b.deleted_at is null
    where c.workspace_id = ${ctx.workspaceId} and c.id = ${channelId} and c.can_post`
  return row
}
