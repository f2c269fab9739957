import { index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

/** A reader made by hand in the parser lab. */
export const siteProfiles = pgTable(
  'site_profiles',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    host: text('host').notNull(),
    name: text('name').notNull(),
    rules: jsonb('rules').notNull(),
    card: jsonb('card'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [unique('site_profiles_host').on(t.workspaceId, t.host), ...workspacePolicies('site_profiles')],
).enableRLS()

/** One look at a page in the parser lab; forgotten after a day. */
export const sitePreviews = pgTable(
  'site_previews',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    status: text('status').notNull().default('queued'),
    url: text('url').notNull(),
    rules: jsonb('rules').notNull(),
    card: jsonb('card'),
    result: jsonb('result'),
    /** Until when its reader is taken to be alive. */
    leaseUntil: instant('lease_until'),
    createdAt: createdAt(),
  },
  (t) => [index('site_previews_age').on(t.createdAt), ...workspacePolicies('site_previews')],
).enableRLS()

/** How much of a site's official quota a workspace has used in an hour or month. */
export const siteQuota = pgTable(
  'site_quota',
  {
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    site: text('site').notNull(),
    /** Start of the window, such as `2026-11-24T10`. */
    window: text('window_start').notNull(),
    used: integer('used').notNull().default(0),
    /** How much the site allowed in that window when it was last asked. */
    limit: integer('allowed').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.site, t.window] }), ...workspacePolicies('site_quota')],
).enableRLS()
