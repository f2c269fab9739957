import { sql } from 'drizzle-orm'
import {
  bigint,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'
import { b2bRequests, requestVariants } from './requests.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** The chosen variants as a client gets to see them: a page, a PDF, messages. */
export const proposals = pgTable(
  'proposals',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    requestId: uuid('request_id').notNull(),
    /** What people call it by, such as `P-7K2M9X`. */
    code: text('code').notNull(),
    status: text('status').notNull().default('DRAFT'),
    /** Opens the public page. */
    token: text('token').notNull(),
    title: text('title').notNull(),
    /** A word to the client above the cars. */
    intro: text('intro'),
    language: text('language').notNull().default('uk'),
    /** Counts what was sent: 0 before the first time. */
    version: integer('version').notNull().default(0),
    /** Counts every change, for editors. */
    revision: integer('revision').notNull().default(1),
    expiresAt: instant('expires_at'),
    sentAt: instant('sent_at'),
    seenAt: instant('seen_at'),
    decidedAt: instant('decided_at'),
    revokedAt: instant('revoked_at'),
    views: integer('views').notNull().default(0),
    acceptedItemId: uuid('accepted_item_id'),
    /** Rendering the PDF of `version`. */
    pdfVersion: integer('pdf_version').notNull().default(0),
    attempts: integer('attempts').notNull().default(0),
    leaseUntil: instant('lease_until'),
    fence: bigint('fence', { mode: 'number' }).notNull().default(0),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    unique('proposals_of_workspace').on(t.workspaceId, t.id),
    unique('proposals_code').on(t.workspaceId, t.code),
    unique('proposals_token').on(t.token),
    foreignKey({
      columns: [t.workspaceId, t.requestId],
      foreignColumns: [b2bRequests.workspaceId, b2bRequests.id],
    }).onDelete('cascade'),
    // The list, newest first, whole and by state; a request's proposals.
    index('proposals_newest')
      .on(t.workspaceId, t.createdAt, t.id)
      .where(sql`deleted_at is null`),
    index('proposals_status')
      .on(t.workspaceId, t.status, t.createdAt, t.id)
      .where(sql`deleted_at is null`),
    index('proposals_request').on(t.requestId),
    // The sweeper: whose time is over, whose PDF is missing?
    index('proposals_expiring')
      .on(t.expiresAt)
      .where(sql`status in ('SENT', 'SEEN', 'LIKED') and expires_at is not null`),
    index('proposals_pdf')
      .on(t.sentAt)
      .where(sql`pdf_version < version`),
    ...workspacePolicies('proposals'),
  ],
).enableRLS()

/** A variant within a proposal: its place, its price to the client, and what the client says of it. */
export const proposalItems = pgTable(
  'proposal_items',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    proposalId: uuid('proposal_id').notNull(),
    variantId: uuid('variant_id').notNull(),
    position: integer('position').notNull(),
    /** The margin that was added to the variant's price: money, or per cent; null: the price was written. */
    marginMinor: bigint('margin_minor', { mode: 'number' }),
    marginPercent: real('margin_percent'),
    /** What the client pays. */
    priceMinor: bigint('price_minor', { mode: 'number' }),
    currency: text('currency'),
    comment: text('comment'),
    /** Chosen from the variant's, in the order in which they are shown. */
    photos: text('photos')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** `LIKED`, `REJECTED` or null. */
    reaction: text('reaction'),
    reactedAt: instant('reacted_at'),
    /** Since when the car is known to be gone. */
    soldAt: instant('sold_at'),
    removedAt: instant('removed_at'),
  },
  (t) => [
    unique('proposal_items_of_workspace').on(t.workspaceId, t.id),
    unique('proposal_items_variant').on(t.workspaceId, t.proposalId, t.variantId),
    foreignKey({
      columns: [t.workspaceId, t.proposalId],
      foreignColumns: [proposals.workspaceId, proposals.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.variantId],
      foreignColumns: [requestVariants.workspaceId, requestVariants.id],
    }),
    index('proposal_items_of_variant').on(t.variantId),
    ...workspacePolicies('proposal_items'),
  ],
).enableRLS()

/** What a proposal said each time it was sent: never changed. */
export const proposalVersions = pgTable(
  'proposal_versions',
  {
    workspaceId: uuid('workspace_id').notNull(),
    proposalId: uuid('proposal_id').notNull(),
    version: integer('version').notNull(),
    /** The page as the client sees it. */
    content: jsonb('content').notNull(),
    pdf: bytea('pdf'),
    sentBy: text('sent_by').notNull(),
    sentAt: instant('sent_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.proposalId, t.version] }),
    foreignKey({
      columns: [t.workspaceId, t.proposalId],
      foreignColumns: [proposals.workspaceId, proposals.id],
    }).onDelete('cascade'),
    ...workspacePolicies('proposal_versions'),
  ],
).enableRLS()
