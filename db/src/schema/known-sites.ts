import { sql } from 'drizzle-orm'
import { pgPolicy, pgTable, text } from 'drizzle-orm/pg-core'
import { systemRole, tenantRole } from './columns.ts'

/** The sites that the running parser knows; it writes them at its start. Nothing of any workspace. */
export const sites = pgTable(
  'sites',
  {
    id: text('id').primaryKey(),
    hosts: text('hosts').array().notNull(),
    /** What its search understands; empty where it can't be searched. */
    searchFields: text('search_fields').array().notNull(),
  },
  () => [
    pgPolicy('sites_read', { for: 'select', to: tenantRole, using: sql`true` }),
    pgPolicy('sites_system', { to: systemRole, using: sql`true`, withCheck: sql`true` }),
  ],
).enableRLS()
