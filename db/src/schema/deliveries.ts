import { sql } from 'drizzle-orm'
import {
  bigint,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { botConfigs } from './bots.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

/** One thing that leaves the house, written before it is sent. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** Its place: a lane is worked off in this order. */
    seq: bigint('seq', { mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    /** The channel that sends it: `telegram`, `whatsapp` or `webhook`. */
    channel: text('channel').notNull(),
    /** What is sent one after the other, such as `telegram:<bot>:<chat>`. */
    lane: text('lane').notNull(),
    /** Of Telegram: the bot and the chat's session. */
    botId: uuid('bot_id'),
    sessionId: uuid('session_id'),
    leadId: uuid('lead_id'),
    /** Of an event: the integration that is told of it; it may be gone. */
    integrationId: uuid('integration_id'),
    /** The channel's call and its parameters, secrets left out. */
    request: jsonb('request').notNull(),
    /** The same intent is written once. */
    dedupKey: text('dedup_key'),
    /** `once`: what may have arrived is not repeated by itself; `repeat`: twice is better than never. */
    policy: text('policy').notNull().default('once'),
    /** Higher goes first where a bot's limit is shared: answers before notices before broadcasts. */
    priority: integer('priority').notNull().default(0),
    /** `pending`, `sending`, `sent`, `failed`, `unknown`, `held` or `cancelled`. */
    state: text('state').notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    leaseUntil: instant('lease_until'),
    runAt: instant('run_at').notNull().defaultNow(),
    /** What the other side answered. */
    result: jsonb('result'),
    /** What it told later of how far a message has come: `{ status, id, error }`. */
    receipt: jsonb('receipt'),
    /** Why it failed, in a code and in the other side's words. */
    error: jsonb('error'),
    /** Of an event: when it was tried and what came of it, the first try first. */
    tries: jsonb('tries'),
    /** The delivery that a person sent again. */
    resendOf: uuid('resend_of'),
    createdAt: createdAt(),
    sendingAt: instant('sending_at'),
    endedAt: instant('ended_at'),
  },
  (t) => [
    uniqueIndex('deliveries_once')
      .on(t.workspaceId, t.dedupKey)
      .where(sql`dedup_key is not null`),
    // A lane's next ones; the sweeper's forgotten ones.
    index('deliveries_open')
      .on(t.lane, t.seq)
      .where(sql`state in ('pending', 'sending')`),
    // The ledger, newest first, whole and by state.
    index('deliveries_newest').on(t.workspaceId, t.seq),
    index('deliveries_state').on(t.workspaceId, t.state, t.seq),
    // What was written in a period: a few pages for millions of rows, and next to nothing for each new one.
    index('deliveries_period').using('brin', t.createdAt),
    // What was sent to one chat, what belongs to one lead.
    index('deliveries_session').on(t.sessionId, t.seq),
    index('deliveries_lead')
      .on(t.leadId, t.seq)
      .where(sql`lead_id is not null`),
    // The log of one integration.
    index('deliveries_integration')
      .on(t.integrationId, t.seq)
      .where(sql`integration_id is not null`),
    // Was it sent again?
    index('deliveries_resent')
      .on(t.resendOf)
      .where(sql`resend_of is not null`),
    ...workspacePolicies('deliveries'),
  ],
).enableRLS()

/** Who sends on a lane now, and until when the other side asked for a pause. A bot has one of its own, for its limits. */
export const deliveryLanes = pgTable(
  'delivery_lanes',
  {
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    lane: text('lane').notNull(),
    leaseUntil: instant('lease_until'),
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    /** Nothing is sent before this. */
    pausedUntil: instant('paused_until'),
    /** When the next one may go by our own pace. */
    nextAt: instant('next_at').notNull().defaultNow(),
    /** The lane that took this one over, after Telegram moved the chat. */
    movedTo: text('moved_to'),
    /** When the sweeper rang for it last. */
    wokenAt: instant('woken_at'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.lane] }), ...workspacePolicies('delivery_lanes')],
).enableRLS()

/** Files of our own that a bot has uploaded once: Telegram's name for them is used from then on. */
export const botFiles = pgTable(
  'bot_files',
  {
    workspaceId: uuid('workspace_id').notNull(),
    botId: uuid('bot_id').notNull(),
    /** What the file is; the same bytes have the same key. */
    key: text('key').notNull(),
    /** Telegram's name for it, good for this bot alone. */
    fileId: text('file_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.botId, t.key] }),
    foreignKey({
      columns: [t.workspaceId, t.botId],
      foreignColumns: [botConfigs.workspaceId, botConfigs.id],
    }).onDelete('cascade'),
    ...workspacePolicies('bot_files'),
  ],
).enableRLS()
