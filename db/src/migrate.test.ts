import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate, migrationsFolder } from './migrate.ts'
import { testDatabase } from './testing/test-database.ts'
import type { TestDatabase } from './testing/create-database.ts'

let database: TestDatabase
let sql: postgres.Sql
const folder = mkdtempSync(join(tmpdir(), 'cartie-migrate-'))

beforeAll(async () => {
  database = await testDatabase()
  sql = postgres(database.adminUrl, { max: 4, onnotice: () => undefined })
  // The next version: one table more, and one column in a table that everybody works with.
  cpSync(migrationsFolder, folder, { recursive: true })
  const file = join(folder, 'meta', '_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: Record<string, unknown>[] }
  const last = journal.entries.at(-1)!
  journal.entries.push({ ...last, idx: Number(last.idx) + 1, when: Number(last.when) + 1, tag: 'next' })
  writeFileSync(file, JSON.stringify(journal))
  appendFileSync(
    join(folder, 'next.sql'),
    `create table next_once (id int);\n--> statement-breakpoint\nalter table leads add column next_note text;`,
  )
})
afterAll(async () => {
  await sql.end()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const next = () => migrate({ adminUrl: database.adminUrl, secret: database.secret, folder })

describe('a migration', () => {
  test('waits beside the version before without holding anybody up for longer than its short patience (D06)', async () => {
    const reader = await sql.reserve()
    await reader`begin`
    await reader`select count(*) from leads`
    let ended = false
    const migrated = next().then(() => (ended = true))
    const started = performance.now()
    let slowest = 0
    let asked = 0
    // Through several of its tries, others read and write the table that it wants for itself.
    while (performance.now() - started < 4000) {
      const from = performance.now()
      await sql`update leads set name = name where false`
      slowest = Math.max(slowest, performance.now() - from)
      asked++
    }
    expect(ended).toBe(false)
    expect(asked).toBeGreaterThan(2)
    expect(slowest).toBeLessThan(2500)
    await reader`commit`
    reader.release()
    await migrated
    expect(await sql`select next_note from leads`).toEqual([])
  })

  test('is done once by any number of instances that start together (D07)', async () => {
    await sql`drop table next_once`
    await sql`alter table leads drop column next_note`
    await sql`delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`
    await Promise.all([next(), next(), next()])
    const [row] = await sql<[{ times: number; all: number }]>`
      select count(*)::int as times, count(distinct created_at)::int as all from drizzle.__drizzle_migrations`
    expect(row.times).toBe(row.all)
    expect(await sql`select * from next_once`).toEqual([])
  })
})
