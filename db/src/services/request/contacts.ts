import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'

/** Where somebody can be written to. */
export interface Chat {
  botId: string
  sessionId: string
  chatId: string
  lane: string
  language: Language
}

/** Whom to call, as one side gets to know of the other. */
export interface Contact {
  name: string | null
  phone: string | null
  username: string | null
}

interface Row {
  name: string | null
  phone: string | null
  username: string | null
  botId: string | null
  sessionId: string | null
  chatId: string | null
  said: unknown
  language: string | null
}

const side = (row: Row | undefined): { contact: Contact; chat: Chat | undefined } => {
  const { name = null, phone = null, username = null } = row ?? {}
  const contact = { name, phone, username }
  if (!row || row.botId === null || row.sessionId === null || row.chatId === null)
    return { contact, chat: undefined }
  const { botId, sessionId, chatId } = row
  const language = Language.safeParse(row.said).data ?? Language.safeParse(row.language).data ?? 'uk'
  return { contact, chat: { botId, sessionId, chatId, lane: telegramLane(botId, chatId), language } }
}

/**
 * The client of a request: their lead's contacts, and their own chat: that in which the request came, else that of its
 * lead. None where there is none, where they have blocked the bot, or where it is off.
 */
export async function clientSide(ctx: Context, tx: Tx, requestId: string) {
  const [row] = await tx.sql<Row[]>`
    select coalesce(l.name, c.name) as name, coalesce(l.phone, c.phone) as phone,
      coalesce(l.telegram_username, c.username) as username, b.id as "botId", s.id as "sessionId",
      s.chat_id as "chatId", s.state -> 'language' as said, r.language
    from b2b_requests r
      left join leads m on m.workspace_id = r.workspace_id and m.id = r.lead_id
      left join leads l on l.workspace_id = r.workspace_id and l.id = coalesce(m.merged_into, m.id)
      left join bot_sessions s on s.workspace_id = r.workspace_id and s.id = coalesce(r.session_id, l.session_id)
        and s.kind = 'private' and s.blocked_at is null
      left join bot_configs b on b.workspace_id = s.workspace_id and b.id = s.bot_id and b.enabled
        and b.deleted_at is null
      left join contacts c on c.workspace_id = s.workspace_id and c.id = s.contact_id
    where r.workspace_id = ${ctx.workspaceId} and r.id = ${requestId}`
  return side(row)
}

/** Who gave a variant: their partner's contacts, what they wrote themselves, or the seller of the listing. */
export async function giverSide(ctx: Context, tx: Tx, variantId: string) {
  const [row] = await tx.sql<Row[]>`
    select coalesce(u.name, v.offerer_name, p.name, i.seller_name) as name,
      coalesce(v.offerer_phone, p.phone, c.phone, i.seller_phone) as phone, coalesce(u.username, c.username) as username,
      b.id as "botId", s.id as "sessionId", s.chat_id as "chatId", s.state -> 'language' as said,
      coalesce(c.language, b.language) as language
    from request_variants v
      left join partners p on p.workspace_id = v.workspace_id and p.id = v.partner_id
      left join partner_users u on u.workspace_id = v.workspace_id and u.id = v.partner_user_id
      left join car_listings i on i.workspace_id = v.workspace_id and i.id = v.listing_id
      left join bot_sessions s on s.workspace_id = v.workspace_id and s.id = coalesce(v.session_id, u.session_id)
        and s.kind = 'private' and s.blocked_at is null
      left join bot_configs b on b.workspace_id = s.workspace_id and b.id = s.bot_id and b.enabled
        and b.deleted_at is null
      left join contacts c on c.workspace_id = s.workspace_id and c.id = s.contact_id
    where v.workspace_id = ${ctx.workspaceId} and v.id = ${variantId}`
  return side(row)
}
