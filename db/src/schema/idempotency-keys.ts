import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { createdAt, workspacePolicies } from './columns.ts'

/** The first answer to each Idempotency-Key, kept for a day. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    route: text('route').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer('status').notNull(),
    location: text('location'),
    body: jsonb('body'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.route, t.key] }),
    // The sweeper forgets what is older than a day.
    index('idempotency_keys_age').on(t.createdAt),
    ...workspacePolicies('idempotency_keys'),
  ],
).enableRLS()
