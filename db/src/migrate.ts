import { createRequire } from 'node:module'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type * as driver from 'drizzle-orm/postgres-js'
import type * as migrator from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { loginPassword, loginRole } from './app-url.ts'
import { noteMasterKey, requireMasterKey } from './master-key.ts'

// The CommonJS build: linking drizzle's ES modules, which export each other in rings, costs 150 MB of memory
// and half a second, and the process that migrates lives on.
const load = createRequire(import.meta.url)
const { drizzle } = load('drizzle-orm/postgres-js') as typeof driver
const { migrate: runMigrations } = load('drizzle-orm/postgres-js/migrator') as typeof migrator

/** Where the migrations lie. */
export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))
/** Held by whoever changes the whole database: one at a time. */
export const migrationLock = 7_226_843

/**
 * Brings the database to this version: roles, tables, policies, grants. Several processes may call it at once.
 * Needs the owner's address with the right to create roles; throws with the cure where that right is missing, and,
 * before anything is touched, where the database was kept with another CARTIE_SECRET.
 * @param folder other migrations than all of them, such as those that a backup had
 */
export async function migrate({
  adminUrl,
  secret,
  folder = migrationsFolder,
}: {
  adminUrl: string
  secret: string
  folder?: string
}): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined, connect_timeout: 10 })
  try {
    await sql`select pg_advisory_lock(${migrationLock})`
    await requireMasterKey(sql, secret)
    await makeRoles(sql, secret)
    await besideOthers(sql, () => runMigrations(drizzle(sql), { migrationsFolder: folder }))
    await noteMasterKey(sql, secret)
    await grant(sql)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

/** So long a change of a table waits for its lock, and everybody who comes after it with it. */
const lockMs = 1000
/** So long it tries again while the version before is at work. */
const patienceMs = 120_000

/** Runs what needs locks beside processes at work: it waits briefly, lets them pass, and tries again. */
async function besideOthers(sql: postgres.Sql, run: () => Promise<void>): Promise<void> {
  const until = Date.now() + patienceMs
  await sql.unsafe(`set lock_timeout = ${lockMs}`)
  for (;;) {
    try {
      await run()
      break
    } catch (error) {
      if (!isLockTimeout(error) || Date.now() > until) throw error
      await delay(250)
    }
  }
  await sql.unsafe('set lock_timeout = 0')
}

const isLockTimeout = (error: unknown): boolean =>
  error instanceof Error && (('code' in error && error.code === '55P03') || isLockTimeout(error.cause))

async function makeRoles(sql: postgres.Sql, secret: string): Promise<void> {
  try {
    // Roles belong to the server, not to the database: two databases may make them at once.
    await sql.unsafe(`do $$ begin
      perform pg_advisory_xact_lock(${migrationLock});
      if not exists (select from pg_roles where rolname = 'cartie_app') then create role cartie_app nologin; end if;
      if not exists (select from pg_roles where rolname = 'cartie_system') then create role cartie_system nologin; end if;
      if not exists (select from pg_roles where rolname = '${loginRole}') then create role ${loginRole} login noinherit; end if;
      alter role ${loginRole} login noinherit password '${loginPassword(secret)}';
      grant cartie_app, cartie_system to ${loginRole};
    end $$`)
  } catch (error) {
    throw new Error(
      'The database user of DATABASE_URL may not create roles. Let it (ALTER ROLE … CREATEROLE), for Cartie works through a role that cannot read other workspaces.',
      { cause: error },
    )
  }
}

/** Tables of the sign-in stay closed to tenants' work; everything else is guarded by its policies. */
async function grant(sql: postgres.Sql): Promise<void> {
  await sql.unsafe(`
    grant usage on schema public to cartie_app, cartie_system;
    grant select, insert, update, delete on all tables in schema public to cartie_app, cartie_system;
    grant usage on all sequences in schema public to cartie_app, cartie_system;
    revoke all on users, sessions, accounts, verifications, two_factors, operator_deeds from cartie_app;
    revoke insert, delete on workspaces from cartie_app;
  `)
}
