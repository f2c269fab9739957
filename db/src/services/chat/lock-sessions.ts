import type { TelegramChat } from '@cartie/shared/domain/telegram-update'
import type { Context, Tx } from '../../context.ts'

/**
 * The sessions of a bot's chats, made where there are none, by the chat's number. They stay locked until the
 * transaction ends, so that the events of one chat get their numbers in the order in which they are committed.
 */
export async function lockSessions(
  ctx: Context,
  tx: Tx,
  botId: string,
  chats: readonly TelegramChat[],
): Promise<Map<string, string>> {
  const byId = new Map(chats.map((chat) => [chat.id, chat]))
  const found = new Map<string, string>()
  if (!byId.size) return found
  // In one order everywhere, or two batches would wait for each other.
  const look = async () => {
    const rows = await tx.sql<{ id: string; chat_id: string }[]>`
      select id, chat_id from bot_sessions
      where workspace_id = ${ctx.workspaceId} and bot_id = ${botId} and chat_id in ${tx.sql([...byId.keys()])}
      order by chat_id for no key update`
    for (const row of rows) found.set(row.chat_id, row.id)
  }
  await look()
  const unknown = [...byId.values()].filter((chat) => !found.has(chat.id))
  if (!unknown.length) return found
  const rows = unknown.map(({ id, kind, title }) => ({ id, kind, title }))
  await tx.sql`
    insert into bot_sessions (workspace_id, bot_id, chat_id, kind, title)
    select ${ctx.workspaceId}, ${botId}, c.id, c.kind, c.title
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(id text, kind text, title text) order by c.id
    on conflict (workspace_id, bot_id, chat_id) do nothing`
  await look()
  return found
}
