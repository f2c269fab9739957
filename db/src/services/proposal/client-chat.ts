import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import type { Context, Tx } from '../../context.ts'

/** Where the client of a request can be written to. */
export interface ClientChat {
  botId: string
  sessionId: string
  chatId: string
  lane: string
}

/**
 * The client's own chat: that in which the request came, else that of its lead. Undefined where there is none, where
 * the person has blocked the bot, or where the bot is off.
 */
export async function clientChat(ctx: Context, tx: Tx, requestId: string): Promise<ClientChat | undefined> {
  const [chat] = await tx.sql<Omit<ClientChat, 'lane'>[]>`
    select s.bot_id as "botId", s.id as "sessionId", s.chat_id as "chatId"
    from b2b_requests r
      left join leads m on m.workspace_id = r.workspace_id and m.id = r.lead_id
      left join leads l on l.workspace_id = r.workspace_id and l.id = coalesce(m.merged_into, m.id)
      join bot_sessions s on s.workspace_id = r.workspace_id and s.id = coalesce(r.session_id, l.session_id)
      join bot_configs b on b.workspace_id = s.workspace_id and b.id = s.bot_id
    where r.workspace_id = ${ctx.workspaceId} and r.id = ${requestId} and s.kind = 'private' and s.blocked_at is null
      and b.enabled and b.deleted_at is null`
  return chat && { ...chat, lane: telegramLane(chat.botId, chat.chatId) }
}
