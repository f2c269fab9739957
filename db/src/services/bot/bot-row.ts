import { BotMenu, type Bot, type BotHealth } from '@cartie/shared/schemas/bot'
import type { Context } from '../../context.ts'
import type { SecretPlace } from '../../secrets.ts'

export interface BotRow {
  id: string
  telegram_id: string | null
  username: string | null
  name: string | null
  status: Bot['status']
  template: Bot['template']
  token_hint: string
  enabled: boolean
  intake: Bot['intake']
  language: Bot['language']
  admin_chat_id: string | null
  lead_window_days: number | null
  menu: unknown
  synced_version: number
  health: Partial<BotHealth>
  last_update_at: string | null
  version: number
  created_at: string
  updated_at: string
  deleted_at: string | null
}

/** What is read of a bot for people: everything but its secrets. */
export const botColumns = [
  'id',
  'telegram_id',
  'username',
  'name',
  'status',
  'template',
  'token_hint',
  'enabled',
  'intake',
  'language',
  'admin_chat_id',
  'lead_window_days',
  'menu',
  'synced_version',
  'health',
  'last_update_at',
  'version',
  'created_at',
  'updated_at',
  'deleted_at',
] satisfies (keyof BotRow)[]

const iso = (at: string) => new Date(at).toISOString()
const isoOrNull = (at: string | null) => (at === null ? null : iso(at))

/** A stored bot in the API's shape. */
export const toBot = (row: BotRow): Bot => ({
  id: row.id,
  telegramId: row.telegram_id === null ? null : Number(row.telegram_id),
  username: row.username,
  name: row.name,
  status: row.status,
  template: row.template,
  tokenHint: row.token_hint,
  enabled: row.enabled,
  intake: row.intake,
  language: row.language,
  adminChatId: row.admin_chat_id,
  leadWindowDays: row.lead_window_days,
  menu: BotMenu.parse(row.menu),
  synced: row.synced_version >= row.version,
  health: { ...unknownHealth, ...row.health },
  lastUpdateAt: isoOrNull(row.last_update_at),
  version: row.version,
  createdAt: iso(row.created_at),
  updatedAt: iso(row.updated_at),
  deletedAt: isoOrNull(row.deleted_at),
})

const unknownHealth: BotHealth = {
  checkedAt: null,
  reachable: null,
  error: null,
  webhook: null,
  polling: null,
}

/** Where a bot's token lies. */
export const tokenPlace = (workspaceId: string, botId: string): SecretPlace => ({
  table: 'bot_configs',
  workspaceId,
  rowId: botId,
  field: 'token',
})

/** Telegram's number of the bot that a token belongs to. */
export const botNumberOf = (token: string): number => Number(token.slice(0, token.indexOf(':')))

/** The last characters of a token: enough to tell two apart, too little to guess one. */
export const hintOf = (token: string): string => token.slice(-4)

/** What a wake-up of a bot needs. */
export const syncOf = (ctx: Context, botId: string) => ({ workspaceId: ctx.workspaceId, botId })
