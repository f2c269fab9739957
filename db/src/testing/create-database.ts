import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { migrateQueues } from '@cartie/shared/queue'
import { appUrl, loginRole } from '../app-url.ts'
import { migrate } from '../migrate.ts'

export interface TestDatabase {
  /** The superuser's address, for what migrations and checks need. */
  adminUrl: string
  /** The address that the product's processes use: its login obeys row-level security. */
  appUrl: string
  /** The CARTIE_SECRET that belongs to it. */
  secret: string
  drop: () => Promise<void>
}

/** One for all: the login's password is derived from it, and logins belong to the whole server. */
export const testSecret = 'a secret that guards nothing but test data'

const templateLock = 5_150_937
const dbDir = fileURLToPath(new URL('../..', import.meta.url))

/**
 * An empty, migrated database of its own on that server (some 50 ms), the queue tables included.
 * Migrations run once for each version of them; every database is a copy of the result.
 */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `cartie_test_${process.pid}_${randomBytes(4).toString('hex')}`
  await onServer(serverUrl, async (sql) => {
    const template = await ensureTemplate(sql, serverUrl)
    await sql.unsafe(`create database ${name} template ${template}`)
  })
  const adminUrl = withDatabase(serverUrl, name)
  return {
    adminUrl,
    appUrl: appUrl(adminUrl, testSecret),
    secret: testSecret,
    drop: () => onServer(serverUrl, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`)),
  }
}

async function ensureTemplate(sql: postgres.Sql, serverUrl: string): Promise<string> {
  const name = `cartie_template_${versionOfMigrations()}`
  const exists = async () => (await sql`select from pg_database where datname = ${name}`).length > 0
  if (await exists()) return name
  await sql`select pg_advisory_lock(${templateLock})`
  try {
    if (await exists()) return name
    const draft = `${name}_new`
    await sql.unsafe(`drop database if exists ${draft} with (force)`)
    await sql.unsafe(`create database ${draft}`)
    const adminUrl = withDatabase(serverUrl, draft)
    await migrate({ adminUrl, secret: testSecret })
    await migrateQueues(adminUrl, loginRole)
    // Named only when whole, and closed: a database in use can't be copied.
    await sql.unsafe(`alter database ${draft} allow_connections false`)
    await sql.unsafe(`alter database ${draft} rename to ${name}`)
  } finally {
    await sql`select pg_advisory_unlock(${templateLock})`
  }
  return name
}

function versionOfMigrations(): string {
  const hash = createHash('sha256')
  const migrations = readdirSync(`${dbDir}migrations`).filter((f) => f.endsWith('.sql'))
  const files = [
    ...migrations.sort().map((f) => `migrations/${f}`),
    'src/migrate.ts',
    'src/app-url.ts',
    '../shared/src/queue.ts',
  ]
  for (const file of files) hash.update(readFileSync(`${dbDir}${file}`))
  return hash.digest('hex').slice(0, 12)
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function onServer<T>(url: string, run: (sql: postgres.Sql) => PromiseLike<T>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    await run(sql)
  } finally {
    await sql.end({ timeout: 2 })
  }
}
