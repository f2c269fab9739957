import { languageOf } from '@cartie/shared/scenario/local-text'
import type { NoticeKind } from '@cartie/shared/domain/notice'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'

export interface TellingBot {
  botId: string
  /** The chat in which it tells. */
  chatId: string
  language: Language
}

/**
 * Where colleagues are told of something: whose it is in their own chat, if they have tied their Telegram, want to hear
 * of such things there and have not blocked the bot; or else all in the admin chat of a bot that runs, the first of its own or the workspace's first one.
 */
export async function tellingBot(
  ctx: Context,
  { sql }: Tx,
  { kind, bots, ownerId }: { kind: NoticeKind; bots: readonly (string | null)[]; ownerId: string | null },
): Promise<TellingBot | undefined> {
  const [bot] = await sql<(TellingBot & { spoken: string | null })[]>`
    select id as "botId", chat as "chatId", language, spoken from (
      select b.id, s.chat_id as chat, b.language, c.language as spoken, 0 as place, b.created_at
      from member_telegrams t
        join bot_configs b on b.workspace_id = t.workspace_id and b.id = t.bot_id
        join bot_sessions s on s.workspace_id = t.workspace_id and s.id = t.session_id
        left join contacts c on c.workspace_id = s.workspace_id and c.id = s.contact_id
      where t.workspace_id = ${ctx.workspaceId} and t.user_id = ${ownerId}::uuid
        and b.enabled and b.deleted_at is null and s.blocked_at is null
        and not exists (select from notice_choices n where n.workspace_id = t.workspace_id and n.user_id = t.user_id
          and n.choices #>> array[${kind}, 'telegram'] = 'false')
      union all
      select id, admin_chat_id, language, null, 1 + coalesce(array_position(${bots as string[]}::uuid[], id), 1000), created_at
      from bot_configs
      where workspace_id = ${ctx.workspaceId} and enabled and deleted_at is null and admin_chat_id is not null) places
    order by place, created_at, id limit 1`
  return (
    bot && {
      botId: bot.botId,
      chatId: bot.chatId,
      language: languageOf(bot.spoken ?? undefined) ?? bot.language,
    }
  )
}
