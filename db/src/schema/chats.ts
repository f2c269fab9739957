import { sql } from 'drizzle-orm'
import {
  bigint,
  check,
  customType,
  foreignKey,
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
import { botConfigs } from './bots.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'
import { integrations } from './integrations.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** A person who wrote to a bot. Not yet a lead. */
export const contacts = pgTable(
  'contacts',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    telegramUserId: bigint('telegram_user_id', { mode: 'number' }),
    username: text('username'),
    name: text('name').notNull(),
    /** E.164. */
    phone: text('phone'),
    language: text('language'),
    tags: text('tags')
      .array()
      .notNull()
      .default(sql`'{}'`),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    unique('contacts_of_workspace').on(t.workspaceId, t.id),
    uniqueIndex('contacts_telegram')
      .on(t.workspaceId, t.telegramUserId)
      .where(sql`telegram_user_id is not null`),
    ...workspacePolicies('contacts'),
  ],
).enableRLS()

/** One chat with a bot or a number; with a bot: its place in a scenario, and its lane of incoming events. */
export const botSessions = pgTable(
  'bot_sessions',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    /** `telegram` or `whatsapp`. */
    channel: text('channel').notNull().default('telegram'),
    /** Of Telegram: the bot. */
    botId: uuid('bot_id'),
    /** Of WhatsApp: the number, by its integration; it may be gone. */
    integrationId: uuid('integration_id').references(() => integrations.id, { onDelete: 'set null' }),
    chatId: text('chat_id').notNull(),
    /** `private`, `group`, `supergroup` or `channel`. */
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    contactId: uuid('contact_id'),
    /** The engine's state of the talk. */
    state: jsonb('state').notNull().default({}),
    /** When the engine wants to be called without an event. */
    timerAt: instant('timer_at'),
    /** Held while events are worked off, by the database's clock. */
    leaseUntil: instant('lease_until'),
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    /** The person who answers instead of the bot. */
    handedTo: uuid('handed_to'),
    handedAt: instant('handed_at'),
    assignedTo: uuid('assigned_to'),
    unread: integer('unread').notNull().default(0),
    lastText: text('last_text'),
    lastMessageAt: instant('last_message_at'),
    /** Since when Telegram refuses to deliver. */
    blockedAt: instant('blocked_at'),
    /** Until when WhatsApp lets us answer freely: a day after the client's last message. */
    answerableUntil: instant('answerable_until'),
    createdAt: createdAt(),
  },
  (t) => [
    unique('bot_sessions_of_workspace').on(t.workspaceId, t.id),
    unique('bot_sessions_chat').on(t.workspaceId, t.botId, t.chatId),
    uniqueIndex('bot_sessions_number')
      .on(t.integrationId, t.chatId)
      .where(sql`integration_id is not null`),
    check('bot_sessions_of_channel', sql`(bot_id is not null) = (channel = 'telegram')`),
    foreignKey({
      columns: [t.workspaceId, t.botId],
      foreignColumns: [botConfigs.workspaceId, botConfigs.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.contactId],
      foreignColumns: [contacts.workspaceId, contacts.id],
    }),
    // The inbox, the chat with the newest message first.
    index('bot_sessions_newest').on(t.workspaceId, t.lastMessageAt, t.id),
    // A person's chats.
    index('bot_sessions_contact').on(t.workspaceId, t.contactId),
    // The sweeper: whose timer is due?
    index('bot_sessions_timer')
      .on(t.timerAt)
      .where(sql`timer_at is not null`),
    ...workspacePolicies('bot_sessions'),
  ],
).enableRLS()

/** What a chat's lane has to work off, in order: updates of Telegram, timers, results of calls, acts of people. */
export const inboxEvents = pgTable(
  'inbox_events',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: uuid('workspace_id').notNull(),
    botId: uuid('bot_id').notNull(),
    chatId: text('chat_id').notNull(),
    /** `update`, `timer`, `result` or `operator`. */
    kind: text('kind').notNull(),
    updateId: bigint('update_id', { mode: 'number' }),
    payload: jsonb('payload').notNull(),
    /** `pending`, `done` or `set_aside` (it failed again and again). */
    status: text('status').notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    /** An album waits a moment for its other photos. */
    runAt: instant('run_at').notNull().defaultNow(),
    error: text('error'),
    receivedAt: instant('received_at').notNull().defaultNow(),
    doneAt: instant('done_at'),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.botId],
      foreignColumns: [botConfigs.workspaceId, botConfigs.id],
    }).onDelete('cascade'),
    // An update is taken in once, however often Telegram sends it and whatever its number.
    uniqueIndex('inbox_events_update')
      .on(t.botId, t.updateId)
      .where(sql`update_id is not null`),
    // A lane's next events; the sweeper's forgotten ones.
    index('inbox_events_pending')
      .on(t.botId, t.chatId, t.id)
      .where(sql`status = 'pending'`),
    // Forgetting.
    index('inbox_events_age').on(t.receivedAt),
    ...workspacePolicies('inbox_events'),
  ],
).enableRLS()

/** One step of a talk: the event, what it led to and where; for the story, the statistics and the replay. */
export const sessionSteps = pgTable(
  'session_steps',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: uuid('workspace_id').notNull(),
    sessionId: uuid('session_id').notNull(),
    inboxEventId: bigint('inbox_event_id', { mode: 'number' }),
    scenarioId: uuid('scenario_id'),
    versionId: uuid('version_id'),
    /** The engine's event. */
    event: jsonb('event').notNull(),
    /** The nodes entered and left, in order. */
    nodes: jsonb('nodes').notNull().default([]),
    effects: jsonb('effects').notNull().default([]),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.sessionId],
      foreignColumns: [botSessions.workspaceId, botSessions.id],
    }).onDelete('cascade'),
    // A talk's story.
    index('session_steps_story').on(t.sessionId, t.id),
    // Statistics of a scenario.
    index('session_steps_scenario').on(t.workspaceId, t.scenarioId, t.at),
    ...workspacePolicies('session_steps'),
  ],
).enableRLS()

/** Work that a talk waits for: a search, an HTTP request. Its result comes back as an inbox event. */
export const sessionCalls = pgTable(
  'session_calls',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    sessionId: uuid('session_id').notNull(),
    /** By which the talk knows its result. */
    token: text('token').notNull(),
    kind: text('kind').notNull(),
    request: jsonb('request').notNull(),
    status: text('status').notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    leaseUntil: instant('lease_until'),
    createdAt: createdAt(),
    doneAt: instant('done_at'),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.sessionId],
      foreignColumns: [botSessions.workspaceId, botSessions.id],
    }).onDelete('cascade'),
    unique('session_calls_token').on(t.sessionId, t.token),
    // The sweeper: what was never begun or never ended?
    index('session_calls_open')
      .on(t.createdAt)
      .where(sql`status <> 'done'`),
    ...workspacePolicies('session_calls'),
  ],
).enableRLS()

/** One message of a chat, in or out. */
export const botMessages = pgTable(
  'bot_messages',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: uuid('workspace_id').notNull(),
    sessionId: uuid('session_id').notNull(),
    /** `in` or `out`. */
    direction: text('direction').notNull(),
    /** Telegram's number; null while a message is on its way. */
    messageId: bigint('message_id', { mode: 'number' }),
    /** WhatsApp's name of a message that came in. */
    externalId: text('external_id'),
    deliveryId: uuid('delivery_id'),
    /** Who wrote it: `client`, `bot`, or a person's id. */
    author: text('author').notNull(),
    /** `text`, `photo`, `album`, `contact`, `callback`, `service`, `note`, … */
    kind: text('kind').notNull(),
    text: text('text').notNull().default(''),
    /** Photos with their file ids, buttons, cars shown. */
    content: jsonb('content').notNull().default({}),
    editedAt: instant('edited_at'),
    at: instant('at').notNull().defaultNow(),
    search: tsvector('search')
      .notNull()
      .default(sql`''`),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.sessionId],
      foreignColumns: [botSessions.workspaceId, botSessions.id],
    }).onDelete('cascade'),
    // A chat's messages, newest first.
    index('bot_messages_chat').on(t.sessionId, t.id),
    // An edit or a receipt finds its message.
    index('bot_messages_number').on(t.sessionId, t.messageId),
    // A message of WhatsApp is taken in once, however often it is told.
    uniqueIndex('bot_messages_external')
      .on(t.sessionId, t.externalId)
      .where(sql`external_id is not null`),
    uniqueIndex('bot_messages_delivery')
      .on(t.deliveryId)
      .where(sql`delivery_id is not null`),
    // Search over all chats.
    index('bot_messages_search').using('gin', t.search),
    ...workspacePolicies('bot_messages'),
  ],
).enableRLS()

/** A photo of a chat that is still to be brought into the house; once it is, `media` has it and the row is gone. */
export const chatPhotos = pgTable(
  'chat_photos',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    botId: uuid('bot_id').notNull(),
    sessionId: uuid('session_id').notNull(),
    /** Telegram's name of it for the bot, and for all. */
    fileId: text('file_id').notNull(),
    uniqueId: text('unique_id').notNull(),
    attempts: integer('attempts').notNull().default(0),
    leaseUntil: instant('lease_until'),
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    runAt: instant('run_at').notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('chat_photos_once').on(t.workspaceId, t.botId, t.uniqueId),
    foreignKey({
      columns: [t.workspaceId, t.sessionId],
      foreignColumns: [botSessions.workspaceId, botSessions.id],
    }).onDelete('cascade'),
    // A chat's next ones. What was brought is deleted: the sweeper reads what is left whole.
    index('chat_photos_due').on(t.sessionId, t.runAt),
    ...workspacePolicies('chat_photos'),
  ],
).enableRLS()
