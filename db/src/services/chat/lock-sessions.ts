import type { TelegramChat } from '@cartie/shared/domain/telegram-update'
import type { Context, Tx } from '../../context.ts'
import type { ContactRow } from './gather-updates.ts'

/** A chat's session, and whom it is with as far as that is known. */
export interface LockedSession {
  id: string
  contact: ContactRow | null
}

/**
 * The sessions of a bot's chats, made where there are none, by the chat's number. They stay locked until the
 * transaction ends, so that the events of one chat get their numbers in the order in which they are committed.
 * Throws as a serialization failure does where somebody else has just made one: the transaction has to run again.
 */
export async function lockSessions(
  ctx: Context,
  tx: Tx,
  botId: string,
  chats: readonly TelegramChat[],
): Promise<Map<string, LockedSession>> {
  const byId = new Map(chats.map((chat) => [chat.id, chat]))
  if (!byId.size) return new Map()
  const given = [...byId.values()].map(({ id, kind, title }) => ({ id, kind, title }))
  // In one order everywhere, or two batches would wait for each other.
  const rows = await tx.sql<(LockedSession & { chat_id: string })[]>`
    with made as (
      insert into bot_sessions (workspace_id, bot_id, chat_id, kind, title)
      select ${ctx.workspaceId}, ${botId}, c.id, c.kind, c.title
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as c(id text, kind text, title text)
      where not exists (select from bot_sessions s
        where s.workspace_id = ${ctx.workspaceId} and s.bot_id = ${botId} and s.chat_id = c.id)
      order by c.id
      on conflict (workspace_id, bot_id, chat_id) do nothing
      returning id, chat_id
    ), found as (
      select s.id, s.chat_id, case when c.id is not null then jsonb_build_object('telegram_user_id', c.telegram_user_id,
        'username', c.username, 'name', c.name, 'language', c.language, 'phone', c.phone) end as contact
      from bot_sessions s left join contacts c on c.workspace_id = ${ctx.workspaceId} and c.id = s.contact_id
      where s.workspace_id = ${ctx.workspaceId} and s.bot_id = ${botId}
        and s.chat_id = any (${[...byId.keys()]}::text[])
      order by s.chat_id for no key update of s
    )
    select id, chat_id, contact from found union all select id, chat_id, null from made`
  if (rows.length < byId.size)
    throw Object.assign(new Error('Another transaction has just met the same chat'), { code: '40001' })
  return new Map(rows.map((row) => [row.chat_id, row]))
}
