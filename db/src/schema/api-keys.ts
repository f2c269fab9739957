import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

export const apiKeys = pgTable(
  'api_keys',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** The first characters of the key, for people to tell keys apart. */
    prefix: text('prefix').notNull(),
    /** SHA-256 of the key, which holds 256 random bits, so a plain hash is enough. */
    hash: text('hash').notNull().unique(),
    role: text('role').notNull(),
    /** What it may do of what its role may; null: all of it. */
    scopes: text('scopes').array(),
    /** The person who made it, or who made the key that did. */
    createdBy: uuid('created_by'),
    createdAt: createdAt(),
    /** From then on it opens nothing; null: never. */
    expiresAt: instant('expires_at'),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('api_keys_workspace').on(t.workspaceId, t.createdAt), ...workspacePolicies('api_keys')],
).enableRLS()
