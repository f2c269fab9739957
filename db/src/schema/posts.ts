import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { botConfigs } from './bots.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** A post that may become cars: of a channel that is imported, or one that a colleague forwarded to the bot. */
export const posts = pgTable(
  'posts',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    botId: uuid('bot_id').notNull(),
    /** Where the bot saw it. */
    chatId: text('chat_id').notNull(),
    /** The message, or the album whose messages are one post. */
    key: text('key').notNull(),
    /** Its messages by their numbers: text, photo, when it was changed last. */
    parts: jsonb('parts').notNull().default({}),
    /** Where it stands; null where Telegram does not tell. */
    sourceChatId: text('source_chat_id'),
    sourceMessageId: bigint('source_message_id', { mode: 'number' }),
    sourceUsername: text('source_username'),
    postedAt: instant('posted_at'),
    /** `channel`, or `forward`: a colleague is asked, and no rule counts. */
    origin: text('origin').notNull().default('channel'),
    /** A person wants its cars whatever the rule says. */
    wanted: boolean('wanted').notNull().default(false),
    /** The message with the buttons, once one was pressed. */
    cardMessageId: bigint('card_message_id', { mode: 'number' }),
    /** `asked`, `pending` or `done`. */
    state: text('state').notNull().default('pending'),
    outcome: text('outcome'),
    reason: text('reason'),
    listingIds: uuid('listing_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
    attempts: integer('attempts').notNull().default(0),
    /** Held while it is read, by the database's clock; an edit takes it away from who reads the old text. */
    leaseUntil: instant('lease_until'),
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    /** An album waits a moment for its other photos. */
    runAt: instant('run_at').notNull().defaultNow(),
    createdAt: createdAt(),
    handledAt: instant('handled_at'),
  },
  (t) => [
    unique('posts_once').on(t.workspaceId, t.botId, t.chatId, t.key),
    foreignKey({
      columns: [t.workspaceId, t.botId],
      foreignColumns: [botConfigs.workspaceId, botConfigs.id],
    }).onDelete('cascade'),
    // A channel's posts, newest first.
    index('posts_newest').on(t.botId, t.chatId, t.createdAt, t.id),
    // The sweeper: what nobody has read?
    index('posts_pending')
      .on(t.runAt)
      .where(sql`state = 'pending'`),
    ...workspacePolicies('posts'),
  ],
).enableRLS()

/** Photos that this installation keeps itself. Whoever knows its id may see one. */
export const media = pgTable(
  'media',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** What it is: the same photo is fetched and kept once. */
    key: text('key').notNull(),
    contentType: text('content_type').notNull(),
    bytes: bytea('bytes').notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique('media_once').on(t.workspaceId, t.key), ...workspacePolicies('media')],
).enableRLS()
