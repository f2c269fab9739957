import { sql, type SQL } from 'drizzle-orm'
import { pgPolicy, pgRole, timestamp, uuid } from 'drizzle-orm/pg-core'

/** The role of every request and job: it sees one workspace, the one that its transaction names. */
export const tenantRole = pgRole('cartie_app').existing()
/** The role of the sweeper, the sign-in and the checks: it sees all workspaces, and bypasses nothing. */
export const systemRole = pgRole('cartie_system').existing()

/** The workspace of the running transaction; null, and so nothing, where none was named. */
export const currentWorkspace: SQL = sql`(select nullif(current_setting('app.workspace_id', true), '')::uuid)`

export const id = () => uuid('id').primaryKey().defaultRandom()
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string' })
export const createdAt = () => instant('created_at').notNull().defaultNow()

/** The two policies of every table with a `workspace_id`. */
export const workspacePolicies = (table: string) => [
  pgPolicy(`${table}_own_workspace`, {
    to: tenantRole,
    using: sql`workspace_id = ${currentWorkspace}`,
    withCheck: sql`workspace_id = ${currentWorkspace}`,
  }),
  pgPolicy(`${table}_system`, { to: systemRole, using: sql`true`, withCheck: sql`true` }),
]
