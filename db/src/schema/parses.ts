import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
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
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

/** One bulk import. */
export const parses = pgTable(
  'parses',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    status: text('status').notNull().default('queued'),
    sourceLabel: text('source_label'),
    expand: boolean('expand').notNull(),
    maxPages: integer('max_pages').notNull(),
    autoSave: boolean('auto_save').notNull(),
    sample: boolean('sample').notNull().default(false),
    /** Links, texts or searches that were given; `total` grows beyond it while search pages expand. */
    asked: integer('asked').notNull(),
    total: integer('total').notNull(),
    done: integer('done').notNull().default(0),
    /** Items by outcome, and under `held` those that wait for a person. */
    counts: jsonb('counts').notNull().default({}),
    /** Cars that were read. */
    cars: integer('cars').notNull().default(0),
    createdBy: text('created_by'),
    createdAt: createdAt(),
    startedAt: instant('started_at'),
    /** When the sweeper last rang for it. */
    wokenAt: instant('woken_at'),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    unique('parses_of_workspace').on(t.workspaceId, t.id),
    // The history, newest first.
    index('parses_newest').on(t.workspaceId, t.createdAt, t.id),
    // The sweeper's question: which parses are not at their end?
    index('parses_open')
      .on(t.createdAt)
      .where(sql`status in ('queued', 'running')`),
    ...workspacePolicies('parses'),
  ],
).enableRLS()

/** One address or text of a parse, with its claim and its result. */
export const parseItems = pgTable(
  'parse_items',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    parseId: uuid('parse_id').notNull(),
    /** Place in the parse: lists and claims follow it. */
    seq: integer('seq').notNull(),
    url: text('url'),
    /** The canonical address; absent for texts, repeated links and what is not an address. */
    canonicalUrl: text('canonical_url'),
    host: text('host'),
    body: text('body'),
    /** How many search pages lie before this one; listings of a search page have null. */
    page: integer('page'),
    status: text('status').notNull().default('queued'),
    kind: text('kind').notNull().default('none'),
    reason: text('reason'),
    found: integer('found').notNull().default(0),
    listings: jsonb('listings').notNull().default([]),
    listingIds: uuid('listing_ids')
      .array()
      .notNull()
      .default(sql`'{}'`),
    review: text('review'),
    /** When the reader made by hand that its host had then was last changed: another one reads it anew. */
    profileAt: instant('profile_at'),
    runAt: instant('run_at').notNull().defaultNow(),
    attempts: integer('attempts').notNull().default(0),
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    leaseUntil: instant('lease_until'),
    durationMs: integer('duration_ms'),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.parseId],
      foreignColumns: [parses.workspaceId, parses.id],
    }).onDelete('cascade'),
    // Lists and progress of one parse.
    unique('parse_items_order').on(t.parseId, t.seq),
    // One item an address within a parse, also while search pages expand.
    uniqueIndex('parse_items_once')
      .on(t.parseId, t.canonicalUrl)
      .where(sql`canonical_url is not null`),
    // The claim: what is due, in order.
    index('parse_items_due')
      .on(t.parseId, t.runAt, t.seq)
      .where(sql`status = 'queued'`),
    // The sweeper: whose claim has run out?
    index('parse_items_leased')
      .on(t.leaseUntil)
      .where(sql`status = 'running'`),
    // What was read of sites in the last days: a few pages for millions of rows.
    index('parse_items_finished').using('brin', t.finishedAt),
    // One fetch of an address at a time and within a short window, over all parses of a workspace.
    index('parse_items_address')
      .on(t.workspaceId, t.canonicalUrl, t.finishedAt)
      .where(sql`canonical_url is not null and status not in ('queued', 'cancelled')`),
    ...workspacePolicies('parse_items'),
  ],
).enableRLS()
