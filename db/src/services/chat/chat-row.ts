import type { Chat } from '@cartie/shared/schemas/chat'

export interface ChatRow {
  id: string
  channel: Chat['channel']
  bot: Chat['bot']
  integration: Chat['integration']
  chat_id: string
  kind: Chat['kind']
  title: string
  contact: Chat['contact']
  unread: number
  last_text: string | null
  last_message_at: string | null
  assigned_to: string | null
  handed_to: string | null
  handed_at: string | null
  blocked_at: string | null
  answerable_until: string | null
  created_at: string
}

/** Columns and tables of a chat as people see it, for a select over `s`. */
export const chatSelect = `
  select s.id, s.channel,
    case when b.id is not null then json_build_object('id', b.id, 'name', b.name, 'username', b.username) end as bot,
    case when i.id is not null then json_build_object('id', i.id, 'name', i.name, 'template',
      case when i.config ? 'templateName' then coalesce(i.config ->> 'templateText', i.config ->> 'templateName') end)
    end as integration, s.chat_id, s.kind, s.title, case when c.id is not null then json_build_object('id', c.id, 'name', c.name, 'username', c.username,
      'phone', c.phone, 'language', c.language, 'tags', c.tags) end as contact,
    s.unread, s.last_text, s.last_message_at, s.assigned_to, s.handed_to, s.handed_at, s.blocked_at,
    s.answerable_until, s.created_at
  from bot_sessions s left join bot_configs b on b.workspace_id = s.workspace_id and b.id = s.bot_id
    left join integrations i on i.workspace_id = s.workspace_id and i.id = s.integration_id
    left join contacts c on c.workspace_id = s.workspace_id and c.id = s.contact_id`

const isoOrNull = (at: string | null) => (at === null ? null : new Date(at).toISOString())

/** A stored session in the API's shape. */
export const toChat = (row: ChatRow): Chat => ({
  id: row.id,
  channel: row.channel,
  bot: row.bot,
  integration: row.integration,
  chatId: row.chat_id,
  kind: row.kind,
  title: row.title,
  contact: row.contact,
  unread: row.unread,
  lastText: row.last_text,
  lastMessageAt: isoOrNull(row.last_message_at),
  assignedTo: row.assigned_to,
  handedTo: row.handed_to,
  handedAt: isoOrNull(row.handed_at),
  blockedAt: isoOrNull(row.blocked_at),
  answerableUntil: isoOrNull(row.answerable_until),
  createdAt: new Date(row.created_at).toISOString(),
})
