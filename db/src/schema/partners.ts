import { sql } from 'drizzle-orm'
import {
  bigint,
  customType,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' })

/** A dealer company, or a person, that receives requests. */
export const partners = pgTable(
  'partners',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** `company` or `person`. */
    kind: text('kind').notNull().default('company'),
    /** `ACTIVE` or `BLOCKED`. */
    status: text('status').notNull().default('ACTIVE'),
    name: text('name').notNull(),
    city: text('city'),
    /** E.164. */
    phone: text('phone'),
    email: text('email'),
    /** The makes that it deals in; empty: any. */
    makes: text('makes')
      .array()
      .notNull()
      .default(sql`'{}'`),
    notes: text('notes'),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: instant('deleted_at'),
    search: tsvector('search')
      .notNull()
      .default(sql`''`),
  },
  (t) => [
    unique('partners_of_workspace').on(t.workspaceId, t.id),
    // The list, by name.
    index('partners_name')
      .on(t.workspaceId, t.name, t.id)
      .where(sql`deleted_at is null`),
    index('partners_search').using('gin', t.search),
    ...workspacePolicies('partners'),
  ],
).enableRLS()

/** A person of a partner, known by Telegram. */
export const partnerUsers = pgTable(
  'partner_users',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    partnerId: uuid('partner_id').notNull(),
    telegramUserId: bigint('telegram_user_id', { mode: 'number' }).notNull(),
    name: text('name').notNull(),
    username: text('username'),
    /** The bot by which they joined, and their chat with it: there they hear of requests. */
    botId: uuid('bot_id'),
    sessionId: uuid('session_id'),
    createdAt: createdAt(),
    removedAt: instant('removed_at'),
  },
  (t) => [
    unique('partner_users_of_workspace').on(t.workspaceId, t.id),
    foreignKey({
      columns: [t.workspaceId, t.partnerId],
      foreignColumns: [partners.workspaceId, partners.id],
    }).onDelete('cascade'),
    // Who is it? A person belongs to one partner at a time.
    uniqueIndex('partner_users_telegram')
      .on(t.workspaceId, t.telegramUserId)
      .where(sql`removed_at is null`),
    index('partner_users_partner').on(t.partnerId),
    ...workspacePolicies('partner_users'),
  ],
).enableRLS()

/** A link by which a person joins a partner. */
export const partnerInvites = pgTable(
  'partner_invites',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    partnerId: uuid('partner_id').notNull(),
    /** The bot whose link it is. */
    botId: uuid('bot_id').notNull(),
    /** What the deep link carries. */
    token: text('token').notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    usedBy: uuid('used_by'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    foreignKey({
      columns: [t.workspaceId, t.partnerId],
      foreignColumns: [partners.workspaceId, partners.id],
    }).onDelete('cascade'),
    unique('partner_invites_token').on(t.workspaceId, t.token),
    index('partner_invites_partner').on(t.partnerId, t.createdAt),
    ...workspacePolicies('partner_invites'),
  ],
).enableRLS()
