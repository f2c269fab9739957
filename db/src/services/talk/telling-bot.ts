import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'

export interface TellingBot {
  botId: string
  adminChatId: string
  language: Language
}

/**
 * The bot that tells colleagues of something, of those that run and have an admin chat: the first of its own, or else
 * the workspace's first one.
 */
export async function tellingBot(
  ctx: Context,
  { sql }: Tx,
  own: readonly (string | null)[],
): Promise<TellingBot | undefined> {
  const [bot] = await sql<TellingBot[]>`
    select id as "botId", admin_chat_id as "adminChatId", language from bot_configs
    where workspace_id = ${ctx.workspaceId} and enabled and deleted_at is null and admin_chat_id is not null
    order by array_position(${own as string[]}::uuid[], id) nulls last, created_at, id limit 1`
  return bot
}
