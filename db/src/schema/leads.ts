import { sql } from 'drizzle-orm'
import {
  bigint,
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
import { contacts } from './chats.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** A person's interest. */
export const leads = pgTable(
  'leads',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** What people call it by: short, without letters that look like digits, unique in the workspace. */
    code: text('code').notNull(),
    /** `BUY` or `SELL`. */
    kind: text('kind').notNull().default('BUY'),
    status: text('status').notNull().default('NEW'),
    name: text('name').notNull(),
    /** E.164. */
    phone: text('phone'),
    /** Further numbers, and such as nobody could read, as they were written. */
    otherPhones: text('other_phones')
      .array()
      .notNull()
      .default(sql`'{}'`),
    email: text('email'),
    telegramUserId: bigint('telegram_user_id', { mode: 'number' }),
    telegramUsername: text('telegram_username'),
    language: text('language'),
    city: text('city'),
    contactId: uuid('contact_id'),
    botId: uuid('bot_id'),
    sessionId: uuid('session_id'),
    /** Where it came from: `telegram`, `form`, `api`, `csv`, `manual`. */
    source: text('source').notNull(),
    sourceChatId: text('source_chat_id'),
    /** The payload of the link that brought the person. */
    campaign: text('campaign'),
    /** The wish, in the person's words and as far as it was understood. */
    request: text('request'),
    make: text('make'),
    model: text('model'),
    yearFrom: integer('year_from'),
    yearTo: integer('year_to'),
    budgetMinMinor: bigint('budget_min_minor', { mode: 'number' }),
    budgetMaxMinor: bigint('budget_max_minor', { mode: 'number' }),
    currency: text('currency'),
    /** The car of ours that it is about. */
    listingId: uuid('listing_id'),
    ownerId: uuid('owner_id'),
    tags: text('tags')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** When the person agreed that we keep their data. */
    consentAt: instant('consent_at'),
    lastInteractionAt: instant('last_interaction_at').notNull().defaultNow(),
    firstAnswerAt: instant('first_answer_at'),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: instant('deleted_at'),
    /** The lead that people joined this one to; then it is out of every list, like a deleted one. */
    mergedInto: uuid('merged_into'),
    search: tsvector('search')
      .notNull()
      .default(sql`''`),
  },
  (t) => [
    unique('leads_of_workspace').on(t.workspaceId, t.id),
    unique('leads_code').on(t.workspaceId, t.code),
    foreignKey({
      columns: [t.workspaceId, t.contactId],
      foreignColumns: [contacts.workspaceId, contacts.id],
    }),
    // The table and the board, newest first, whole and by status.
    index('leads_newest')
      .on(t.workspaceId, t.createdAt, t.id)
      .where(sql`deleted_at is null`),
    index('leads_status')
      .on(t.workspaceId, t.status, t.createdAt, t.id)
      .where(sql`deleted_at is null`),
    // The table by the last word of each.
    index('leads_active')
      .on(t.workspaceId, t.lastInteractionAt, t.id)
      .where(sql`deleted_at is null`),
    // Which leads were joined to this one?
    index('leads_merged')
      .on(t.mergedInto)
      .where(sql`merged_into is not null`),
    // Who is it? By phone, by one of the few with several, by Telegram id, by a chat.
    index('leads_phone')
      .on(t.workspaceId, t.phone)
      .where(sql`phone is not null and deleted_at is null`),
    index('leads_other_phones')
      .on(t.workspaceId)
      .where(sql`other_phones <> '{}' and deleted_at is null`),
    index('leads_telegram')
      .on(t.workspaceId, t.telegramUserId)
      .where(sql`telegram_user_id is not null and deleted_at is null`),
    index('leads_session')
      .on(t.sessionId)
      .where(sql`session_id is not null`),
    index('leads_search').using('gin', t.search),
    ...workspacePolicies('leads'),
  ],
).enableRLS()

/** What happened to a lead: never changed. */
export const leadActivities = pgTable(
  'lead_activities',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: uuid('workspace_id').notNull(),
    leadId: uuid('lead_id').notNull(),
    type: text('type').notNull(),
    payload: jsonb('payload').notNull().default({}),
    actor: text('actor').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete('cascade'),
    // A lead's story.
    index('lead_activities_story').on(t.leadId, t.id),
    ...workspacePolicies('lead_activities'),
  ],
).enableRLS()

/** What somebody wants to be reminded of. */
export const leadReminders = pgTable(
  'lead_reminders',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    leadId: uuid('lead_id').notNull(),
    text: text('text').notNull(),
    dueAt: instant('due_at').notNull(),
    userId: uuid('user_id'),
    /** When the reminder was given. */
    remindedAt: instant('reminded_at'),
    doneAt: instant('done_at'),
    createdAt: createdAt(),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.leadId],
      foreignColumns: [leads.workspaceId, leads.id],
    }).onDelete('cascade'),
    index('lead_reminders_lead').on(t.leadId),
    // The sweeper: what is due?
    index('lead_reminders_due')
      .on(t.dueAt)
      .where(sql`reminded_at is null and done_at is null`),
    ...workspacePolicies('lead_reminders'),
  ],
).enableRLS()

/** A lead as a form, a script or a table gave it, kept before it is understood and merged. */
export const leadIntakes = pgTable(
  'lead_intakes',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** What was sent together, and the place in it. */
    batchId: uuid('batch_id').notNull(),
    seq: integer('seq').notNull().default(1),
    source: text('source').notNull(),
    given: jsonb('given').notNull(),
    /** `pending`, `done` or `set_aside` (it can't be captured; `error` says why). */
    status: text('status').notNull().default('pending'),
    /** Counted before each try, so that one that takes its worker down is seen. */
    attempts: integer('attempts').notNull().default(0),
    /** Nobody else tries before this, by the database's clock. */
    leaseUntil: instant('lease_until'),
    error: text('error'),
    /** `created`, `merged` or `unchanged`. */
    outcome: text('outcome'),
    leadId: uuid('lead_id'),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    doneAt: instant('done_at'),
  },
  (t) => [
    // The worker's and the sweeper's next ones.
    index('lead_intakes_open')
      .on(t.workspaceId, t.createdAt, t.seq)
      .where(sql`status = 'pending'`),
    // What became of one batch; what was set aside.
    index('lead_intakes_batch').on(t.batchId, t.seq),
    // Whose code is it that a visitor was told?
    index('lead_intakes_told')
      .on(t.workspaceId, sql`(given ->> 'toldCode')`)
      .where(sql`source = 'form'`),
    index('lead_intakes_set_aside')
      .on(t.workspaceId, t.createdAt)
      .where(sql`status = 'set_aside'`),
    ...workspacePolicies('lead_intakes'),
  ],
).enableRLS()
