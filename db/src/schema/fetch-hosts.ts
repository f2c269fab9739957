import { sql } from 'drizzle-orm'
import { pgPolicy, pgTable, text } from 'drizzle-orm/pg-core'
import { instant, systemRole, tenantRole } from './columns.ts'

/** When each host may be asked next: politeness that all workers share. It holds nothing of any workspace. */
export const fetchHosts = pgTable(
  'fetch_hosts',
  { host: text('host').primaryKey(), nextAt: instant('next_at').notNull() },
  () => [
    pgPolicy('fetch_hosts_all', { to: [tenantRole, systemRole], using: sql`true`, withCheck: sql`true` }),
  ],
).enableRLS()
