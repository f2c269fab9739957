import { foreignKey, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { instant, workspacePolicies } from './columns.ts'
import { integrations } from './integrations.ts'
import { b2bRequests } from './requests.ts'

/** A request that has changed since a channel's rule looked at it; each once, however often it changed. */
export const requestPostTasks = pgTable(
  'request_post_tasks',
  {
    workspaceId: uuid('workspace_id').notNull(),
    integrationId: uuid('integration_id')
      .notNull()
      .references(() => integrations.id, { onDelete: 'cascade' }),
    requestId: uuid('request_id').notNull(),
    dueAt: instant('due_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.integrationId, t.requestId] }),
    foreignKey({
      columns: [t.workspaceId, t.requestId],
      foreignColumns: [b2bRequests.workspaceId, b2bRequests.id],
    }).onDelete('cascade'),
    // The sweeper: what is due?
    index('request_post_tasks_due').on(t.dueAt),
    ...workspacePolicies('request_post_tasks'),
  ],
).enableRLS()
