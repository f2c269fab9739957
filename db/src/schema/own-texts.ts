import { pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { instant, workspacePolicies } from './columns.ts'

/** Posts and messages in a workspace's own words; where there is no row, the built-in text holds. */
export const ownTexts = pgTable(
  'own_texts',
  {
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    /** Of `textKinds`. */
    key: text('key').notNull(),
    /** `uk`, `ru` or `en`. */
    language: text('language').notNull(),
    text: text('text').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    // All of a workspace, whenever something is told.
    primaryKey({ columns: [t.workspaceId, t.key, t.language] }),
    ...workspacePolicies('own_texts'),
  ],
).enableRLS()
