import { sql } from 'drizzle-orm'
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

/** A channel from a workspace to another system. */
export const integrations = pgTable(
  'integrations',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** A kind of the registry, such as `WEBHOOK`. */
    type: text('type').notNull(),
    name: text('name').notNull(),
    /** What its form asks; secrets are none of it. */
    config: jsonb('config').notNull(),
    /** The events that it is told of; none: all. */
    events: text('events')
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** `active`, `paused` by a person, or `disabled` because its receiver is dead. */
    status: text('status').notNull().default('active'),
    /** The secret that signs, encrypted with the installation's. */
    secretCipher: text('secret_cipher').notNull(),
    /** The one before, which signs as well until its time is over. */
    previousCipher: text('previous_cipher'),
    previousUntil: instant('previous_until'),
    /** Secrets that its form asks, encrypted together: one object by the names of their fields. */
    credentialsCipher: text('credentials_cipher'),
    lastSuccessAt: instant('last_success_at'),
    /** Since when no try has succeeded; null: the last one has, or there was none. */
    failingSince: instant('failing_since'),
    /** The last failure: `{ code, message, at }`. */
    lastError: jsonb('last_error'),
    /** Who made it, and is told when it is disabled. */
    createdBy: uuid('created_by'),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    // Who is told of what has just happened? Asked with every event.
    index('integrations_workspace').on(t.workspaceId, t.createdAt),
    ...workspacePolicies('integrations'),
  ],
).enableRLS()
