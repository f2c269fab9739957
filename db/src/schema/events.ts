import { sql } from 'drizzle-orm'
import { bigint, customType, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { instant, workspacePolicies } from './columns.ts'

const xid8 = customType<{ data: string }>({ dataType: () => 'xid8' })

/** What happened, in the order in which it became visible: readers follow (txid, id) below the oldest open transaction. */
export const events = pgTable(
  'events',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    txid: xid8('txid')
      .notNull()
      .default(sql`pg_current_xact_id()`),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    payload: jsonb('payload').notNull(),
    actor: text('actor').notNull(),
    requestId: text('request_id').notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [
    // The live stream of all workspaces and its resumption.
    index('events_order').on(t.txid, t.id),
    // Who did what in a workspace, newest first: what Cartie does by itself is most, and is not asked for.
    index('events_deeds')
      .on(t.workspaceId, t.id)
      .where(sql`actor not like 'system%'`),
    ...workspacePolicies('events'),
  ],
).enableRLS()
