import { ImportRules, type BotChannel } from '@cartie/shared/schemas/bot'

export interface ChannelRow {
  id: string
  bot_id: string
  chat_id: string
  kind: BotChannel['kind']
  title: string
  username: string | null
  can_post: boolean
  imports: boolean
  rules: unknown
  last_post_at: string | null
  updated_at: string
}

/** A stored group or channel in the API's shape. */
export const toBotChannel = (row: ChannelRow): BotChannel => ({
  id: row.id,
  botId: row.bot_id,
  chatId: row.chat_id,
  kind: row.kind,
  title: row.title,
  username: row.username,
  canPost: row.can_post,
  imports: row.imports,
  rules: ImportRules.parse(row.rules),
  lastPostAt: row.last_post_at === null ? null : new Date(row.last_post_at).toISOString(),
  updatedAt: new Date(row.updated_at).toISOString(),
})
