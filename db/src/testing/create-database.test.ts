import postgres from 'postgres'
import { afterAll, describe, expect, test } from 'vitest'
import type { TestDatabase } from './create-database.ts'
import { testDatabase, testQueueBackends } from './test-database.ts'

const open: TestDatabase[] = []
afterAll(() => Promise.all(open.map((database) => database.drop())))

async function make(): Promise<TestDatabase> {
  const database = await testDatabase()
  open.push(database)
  return database
}

const on = async <T>(url: string, run: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
  const sql = postgres(url, { max: 1 })
  try {
    return await run(sql)
  } finally {
    await sql.end()
  }
}

describe('a database for tests', () => {
  test('each is its own: what one writes, the next does not see', async () => {
    const [one, two] = await Promise.all([make(), make()])
    await on(one.adminUrl, (sql) => sql`create table mark (n int)`)
    const seen = await on(two.adminUrl, (sql) => sql`select to_regclass('mark') as mark`)
    expect(seen[0]?.mark).toBeNull()
  })

  test('the application logs in without being a superuser, and finds the tables', async () => {
    const { appUrl } = await make()
    const rows = await on(appUrl, (sql) => sql`select usesuper from pg_user where usename = current_user`)
    expect(rows[0]?.usesuper).toBe(false)
    const tables = await on(appUrl, (sql) => sql`select to_regclass('public.workspaces') as t`)
    expect(tables[0]?.t).toBe('workspaces')
  })

  test('queues may live in Postgres at least', () => {
    expect(testQueueBackends().map((backend) => backend.name)).toContain('postgres')
  })
})
