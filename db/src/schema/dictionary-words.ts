import { sql } from 'drizzle-orm'
import { pgPolicy, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { createdAt, id, instant, tenantRole, workspacePolicies } from './columns.ts'

/** Spellings of makes, models and towns beside the built-in ones. */
export const dictionaryWords = pgTable(
  'dictionary_words',
  {
    id: id(),
    /** Null: of this installation, read by every workspace and written by none. */
    workspaceId: uuid('workspace_id').references(() => workspaces.id, { onDelete: 'cascade' }),
    /** `make`, `model` or `city`. */
    kind: text('kind').notNull(),
    /** Of a model. */
    make: text('make'),
    name: text('name').notNull(),
    word: text('word').notNull(),
    /** The word without case, spaces and signs. */
    key: text('key').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    // All of a workspace; a word means one thing there.
    unique('dictionary_words_key').on(t.workspaceId, t.kind, t.make, t.key).nullsNotDistinct(),
    ...workspacePolicies('dictionary_words'),
    pgPolicy('dictionary_words_global', {
      for: 'select',
      to: tenantRole,
      using: sql`workspace_id is null`,
    }),
  ],
).enableRLS()
