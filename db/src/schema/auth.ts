import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgPolicy, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import {
  createdAt,
  currentWorkspace,
  id,
  instant,
  systemRole,
  tenantRole,
  workspacePolicies,
} from './columns.ts'

// People, how they sign in, and the workspaces that they belong to. In the tables of the sign-in library (users, sessions,
// accounts, verifications) property names are the library's, column names are ours.

const systemOnly = (table: string) => [
  pgPolicy(`${table}_system`, { to: systemRole, using: sql`true`, withCheck: sql`true` }),
]

export const users = pgTable(
  'users',
  {
    id: id(),
    name: text('name').notNull(),
    email: text('email').notNull().unique(),
    emailVerified: boolean('email_verified').notNull().default(false),
    twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
    /** Whether they run the installation: they see that workspaces are there and well, and nothing of what is in them. */
    isOperator: boolean('is_operator').notNull().default(false),
    image: text('image'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  () => systemOnly('users'),
).enableRLS()

export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    token: text('token').notNull().unique(),
    expiresAt: instant('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [index('sessions_user').on(t.userId), ...systemOnly('sessions')],
).enableRLS()

export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [index('accounts_user').on(t.userId), ...systemOnly('accounts')],
).enableRLS()

export const verifications = pgTable(
  'verifications',
  {
    id: id(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [index('verifications_identifier').on(t.identifier), ...systemOnly('verifications')],
).enableRLS()

/** The second factor of a person; not asked for until it was shown to work (`verified`). */
export const twoFactors = pgTable(
  'two_factors',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Encrypted by the sign-in library, as are the recovery codes. */
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean('verified').notNull().default(true),
    /** Wrong codes in a row, over all sign-ins, and until when none is looked at. */
    failedVerificationCount: integer('failed_verification_count').notNull().default(0),
    lockedUntil: instant('locked_until'),
  },
  (t) => [unique('two_factors_user').on(t.userId), ...systemOnly('two_factors')],
).enableRLS()

/** What the operators of the installation did beyond the workspaces that they belong to. */
export const operatorDeeds = pgTable(
  'operator_deeds',
  {
    id: id(),
    userId: uuid('user_id').references(() => users.id, { onDelete: 'set null' }),
    deed: text('deed').notNull(),
    /** To whom or what, in words that outlive it. */
    subject: text('subject').notNull(),
    createdAt: createdAt(),
  },
  // The newest ones.
  (t) => [index('operator_deeds_newest').on(t.createdAt), ...systemOnly('operator_deeds')],
).enableRLS()

export const workspaces = pgTable(
  'workspaces',
  {
    id: id(),
    name: text('name').notNull(),
    slug: text('slug').notNull().unique(),
    /** The colour of the company, `#RRGGBB`. */
    accent: text('accent').notNull().default('#D4AF37'),
    language: text('language').notNull().default('uk'),
    /** Where clients may call, E.164. */
    phone: text('phone'),
    /** The path of a picture in `media`. */
    logo: text('logo'),
    /** Days within which a person who is heard of again is the same lead; a bot may have its own. */
    leadWindowDays: integer('lead_window_days').notNull().default(14),
    /** IANA name of the time zone in which its bots and people tell the time. */
    timeZone: text('time_zone').notNull().default('Europe/Kyiv'),
    /** What it counts in: ISO 4217. */
    currency: text('currency').notNull().default('USD'),
    /** With what the codes of leads, requests and proposals begin: one to six capital letters each. */
    codePrefixes: jsonb('code_prefixes').notNull().default({ lead: 'L', request: 'R', proposal: 'P' }),
    /** Seven days, Monday first; null: no hours are told. */
    workingHours: jsonb('working_hours'),
    /** Whether people without a second factor can do nothing here but set one up. */
    twoFactorRequired: boolean('two_factor_required').notNull().default(false),
    createdAt: createdAt(),
    /** From then on nothing is read or written in it (`enter_workspace`); its rows go a few at a time. */
    deletedAt: instant('deleted_at'),
  },
  () => [
    pgPolicy('workspaces_own', {
      to: tenantRole,
      using: sql`id = ${currentWorkspace}`,
      withCheck: sql`id = ${currentWorkspace}`,
    }),
    ...systemOnly('workspaces'),
  ],
).enableRLS()

export const members = pgTable(
  'members',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    unique('members_once').on(t.workspaceId, t.userId),
    index('members_user').on(t.userId),
    ...workspacePolicies('members'),
  ],
).enableRLS()

/** Links by which people join a workspace, each for one address and once. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** In small letters, as in `users`. */
    email: text('email').notNull(),
    role: text('role').notNull(),
    /** SHA-256 of what the link carries, which is shown once. */
    tokenHash: text('token_hash').notNull().unique(),
    /** When its link was drawn for a mail: whoever comes by it has read what is sent to that address. */
    mailedAt: instant('mailed_at'),
    /** The person who invites, or who made the key that does. */
    createdBy: uuid('created_by'),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    acceptedAt: instant('accepted_at'),
    acceptedBy: uuid('accepted_by'),
  },
  (t) => [
    // The open ones of a workspace, newest first.
    index('invitations_workspace').on(t.workspaceId, t.createdAt),
    ...workspacePolicies('invitations'),
  ],
).enableRLS()

/** Links by which people who have lost their password choose another, each once. */
export const passwordLinks = pgTable(
  'password_links',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of what the link carries, which is shown once. */
    tokenHash: text('token_hash').notNull().unique(),
    createdBy: uuid('created_by'),
    /** Who answers for it: `colleague`, whose own power bounds it, `mail`, read at the person's address, or `operator`. */
    origin: text('origin').notNull().default('colleague'),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [
    // The open ones of a person: a new one ends them.
    index('password_links_user').on(t.userId),
    ...workspacePolicies('password_links'),
  ],
).enableRLS()

/** Links by which people show that an address is theirs, each once: the one that they have, or the one that they want. */
export const emailLinks = pgTable(
  'email_links',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** In small letters, as in `users`. */
    email: text('email').notNull(),
    /** SHA-256 of what the link carries; null until the mail with it is written. */
    tokenHash: text('token_hash').unique(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [
    // The open one of a person: a new one ends it.
    index('email_links_user').on(t.userId),
    ...workspacePolicies('email_links'),
  ],
).enableRLS()
