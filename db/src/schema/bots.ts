import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

/** A Telegram bot of a workspace. */
export const botConfigs = pgTable(
  'bot_configs',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** As Telegram tells them; null until its first answer. */
    telegramId: bigint('telegram_id', { mode: 'number' }),
    username: text('username'),
    name: text('name'),
    /** `checking`, `ready` or `refused` (Telegram does not know the token). */
    status: text('status').notNull().default('checking'),
    template: text('template').notNull().default('CLIENT_LEAD'),
    /** The token, encrypted with the installation's secret; never leaves the workers and the calls to Telegram. */
    tokenCipher: text('token_cipher').notNull(),
    /** Its last four characters, to tell tokens apart. */
    tokenHint: text('token_hint').notNull(),
    enabled: boolean('enabled').notNull().default(true),
    /** `webhook`, `polling` or `off`. */
    intake: text('intake').notNull().default('off'),
    /** SHA-256 of the secret that Telegram sends with each update. */
    webhookSecretHash: text('webhook_secret_hash'),
    language: text('language').notNull().default('uk'),
    adminChatId: text('admin_chat_id'),
    /** Telegram's numbers of who runs the admin chat, as the last look told. */
    managers: bigint('managers', { mode: 'number' })
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** Days within which a returning client is the same lead; null: as the workspace has it. */
    leadWindowDays: integer('lead_window_days'),
    /** Commands and menu, texts by language. */
    menu: jsonb('menu').notNull().default({}),
    /** The version of this row that Telegram was told last (webhook, commands, menu). */
    syncedVersion: integer('synced_version').notNull().default(0),
    /** Who tells Telegram of it, one at a time; after a failure, when to try again. */
    syncLeaseUntil: instant('sync_lease_until'),
    syncFence: bigint('sync_fence', { mode: 'number' }).notNull().default(0),
    /** What the last look at Telegram told: reachable, webhook, errors. */
    health: jsonb('health').notNull().default({}),
    lastUpdateAt: instant('last_update_at'),
    /** The poller: one process at a time, by the database's clock. */
    pollOffset: bigint('poll_offset', { mode: 'number' }).notNull().default(0),
    pollLeaseUntil: instant('poll_lease_until'),
    pollFence: bigint('poll_fence', { mode: 'number' }).notNull().default(0),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    unique('bot_configs_of_workspace').on(t.workspaceId, t.id),
    // A bot stands once in a workspace.
    uniqueIndex('bot_configs_telegram')
      .on(t.workspaceId, t.telegramId)
      .where(sql`telegram_id is not null and deleted_at is null`),
    // The pollers' question: whose turn has run out?
    index('bot_configs_polled')
      .on(t.pollLeaseUntil)
      .where(sql`intake = 'polling' and enabled and deleted_at is null`),
    ...workspacePolicies('bot_configs'),
  ],
).enableRLS()

/** Groups and channels that a bot has met, and how posts of a channel become cars. */
export const botChannels = pgTable(
  'bot_channels',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    botId: uuid('bot_id')
      .notNull()
      .references(() => botConfigs.id, { onDelete: 'cascade' }),
    chatId: text('chat_id').notNull(),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    username: text('username'),
    /** Whether the bot may post and read there. */
    canPost: boolean('can_post').notNull().default(false),
    /** Whether posts become inventory. */
    imports: boolean('imports').notNull().default(false),
    rules: jsonb('rules').notNull().default({}),
    lastPostAt: instant('last_post_at'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    unique('bot_channels_chat').on(t.workspaceId, t.botId, t.chatId),
    ...workspacePolicies('bot_channels'),
  ],
).enableRLS()
