import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createDb } from '../client.ts'
import type { Context, Db } from '../context.ts'
import { createIntegration } from '../services/integration/create.ts'
import { findReceiver } from '../services/integration/find-receiver.ts'
import { createLead } from '../services/lead/create.ts'
import { createSecrets } from '../secrets.ts'
import { createTestDatabase, type TestDatabase } from '../testing/create-database.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const dir = mkdtempSync(join(tmpdir(), 'cartie-backup-'))
const file = join(dir, 'cartie.backup')
const tenants = [randomUUID(), randomUUID()] as const
const others: string[] = []
let original: TestDatabase
let db: Db
let sql: postgres.Sql
let integrationId: string

const contextOf = (workspaceId: string, at = db): Context => ({
  db: at,
  workspaceId,
  actor: { kind: 'user', id: randomUUID(), role: 'OWNER' },
  requestId: 'test',
})

beforeAll(async () => {
  original = await createTestDatabase(inject('databaseUrl'))
  db = createDb({ url: original.appUrl, pool: 3, wake: () => Promise.resolve() })
  sql = postgres(original.adminUrl, { max: 2, onnotice: () => undefined })
  for (const [n, id] of tenants.entries()) {
    await sql`insert into workspaces (id, name, slug) values (${id}, ${`Салон\t"${n}"\\.`}, ${`w${n}`})`
    for (let i = 0; i < 5; i++) await createLead(contextOf(id), { name: `Ім'я\n${i}`, request: '\\.' })
    await sql`
      insert into deliveries (workspace_id, channel, lane, request, state)
      values (${id}, 'telegram', 'x', '{"method": "sendMessage", "params": {"text": "a\\nb"}}', 'pending')`
  }
  const secrets = createSecrets(original.secret)
  integrationId = (
    await createIntegration(contextOf(tenants[0]), secrets, {
      type: 'WEBHOOK',
      name: 'Ours',
      config: { url: 'https://hooks.example.com/' },
      events: [],
    })
  ).id
})
afterAll(async () => {
  await db.close()
  await sql.end()
  const admin = postgres(inject('databaseUrl'), { max: 1 })
  for (const name of others) await admin.unsafe(`drop database if exists ${name} with (force)`)
  await admin.end()
  await original.drop()
  rmSync(dir, { recursive: true, force: true })
})

async function emptyDatabase(): Promise<string> {
  const name = `cartie_restore_${process.pid}_${others.length}`
  others.push(name)
  const admin = postgres(inject('databaseUrl'), { max: 1 })
  await admin.unsafe(`create database ${name}`)
  await admin.end()
  const url = new URL(inject('databaseUrl'))
  url.pathname = `/${name}`
  return url.href
}

/** Rows and a checksum for each table and tenant, but for what a restore changes on purpose. */
async function tenantsOf(url: string): Promise<Record<string, string>> {
  const at = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    const tables = await at<{ name: string }[]>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'workspace_id' and table_name <> 'deliveries' order by 1`
    const found: Record<string, string> = {}
    for (const { name } of tables) {
      const rows = await at<{ tenant: string; count: string; hash: string }[]>`
        select workspace_id as tenant, count(*) as count, md5(string_agg(t::text, '|' order by t::text)) as hash
        from ${at(name)} t group by 1`
      for (const { tenant, count, hash } of rows) found[`${name} ${tenant}`] = `${count} ${hash}`
    }
    return found
  } finally {
    await at.end()
  }
}

/** Names of what lies in a database. */
async function tablesIn(url: string): Promise<number> {
  const at = postgres(url, { max: 1 })
  const [row] = await at<[{ n: number }]>`
    select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace`
  await at.end()
  return row.n
}

describe('a backup', () => {
  test('restored elsewhere holds the same rows of every tenant, opens with the same secret, and sends nothing', async () => {
    const { tables } = await writeBackup(original.adminUrl, file)
    expect(tables.leads?.rows).toBe(10)
    const copy = await emptyDatabase()
    const { held } = await restoreBackup({ adminUrl: copy, secret: original.secret, file })
    expect(held).toBe(2)
    expect(await tenantsOf(copy)).toEqual(await tenantsOf(original.adminUrl))
    const at = postgres(copy, { max: 1 })
    expect(await at`select state, count(*)::int as n from deliveries group by 1`).toEqual([
      { state: 'held', n: 2 },
    ])
    await at.end()
    const url = new URL(original.appUrl)
    url.pathname = new URL(copy).pathname
    const there = createDb({ url: url.href, pool: 1, wake: () => Promise.resolve() })
    const ctx = contextOf(tenants[0], there)
    const receiver = await findReceiver(ctx, createSecrets(original.secret), integrationId)
    expect(receiver?.secrets[0]).toMatch(/^whsec_/)
    // Numbers go on where they were.
    await createLead(ctx, { name: 'The next one' })
    await there.close()
  })

  test('is put back with its sends held or not at all, wherever it is cut off', async () => {
    await writeBackup(original.adminUrl, file)
    const copy = await emptyDatabase()
    const at = postgres(copy, { max: 1, onnotice: () => undefined })
    // Whatever would hold them fails.
    await at`
      create function cut_off() returns event_trigger language plpgsql as $$ begin
        if current_query() like 'comment on table deliveries%' then raise exception 'cut off'; end if; end $$`
    await at`create event trigger cut_off on ddl_command_start when tag in ('COMMENT') execute function cut_off()`
    await expect(restoreBackup({ adminUrl: copy, secret: original.secret, file })).rejects.toThrow('cut off')
    expect(await at`select from workspaces`).toHaveLength(0)
    await at`drop event trigger cut_off`
    await at.end()
    expect(await restoreBackup({ adminUrl: copy, secret: original.secret, file })).toMatchObject({ held: 2 })
  })

  test('taken while people write is of one moment: no lead is without its story, none from before is missing', async () => {
    let writing = true
    const done: string[] = []
    const writers = tenants.map(async (id) => {
      while (writing) done.push((await createLead(contextOf(id), { name: 'Written meanwhile' })).id)
    })
    while (done.length < 10) await new Promise((resolve) => setTimeout(resolve, 5))
    const before = [...done]
    await writeBackup(original.adminUrl, file)
    writing = false
    await Promise.all(writers)
    const copy = await emptyDatabase()
    await restoreBackup({ adminUrl: copy, secret: original.secret, file })
    const at = postgres(copy, { max: 1 })
    const [row] = await at<[{ there: number; alone: number }]>`
      select (select count(*)::int from leads where id = any(${before})) as there,
        (select count(*)::int from leads l where not exists (select from lead_activities a where a.lead_id = l.id)) as alone`
    await at.end()
    expect(row).toEqual({ there: before.length, alone: 0 })
  })

  test('that is damaged anywhere is refused, and the database stays as it was', async () => {
    await writeBackup(original.adminUrl, file)
    const whole = readFileSync(file)
    const text = gunzipSync(whole).toString('utf8')
    const target = await emptyDatabase()
    const damaged: Record<string, Buffer> = {
      'half of it': whole.subarray(0, whole.length / 2),
      'another byte': Buffer.from(whole.map((byte, at) => (at === whole.length >> 1 ? byte ^ 1 : byte))),
      'another word, packed well': gzipSync(text.replace('Written meanwhile', 'Written otherwise')),
      'a lost row': gzipSync(text.replace(/^.*Written meanwhile.*\n/m, '')),
      'a lost end': gzipSync(text.slice(0, text.lastIndexOf('{"end"'))),
      'nothing of ours': Buffer.from('hello'),
    }
    for (const [name, bytes] of Object.entries(damaged)) {
      const bad = join(dir, 'damaged')
      writeFileSync(bad, bytes)
      await expect(
        restoreBackup({ adminUrl: target, secret: original.secret, file: bad }),
        name,
      ).rejects.toThrow('is no whole backup')
    }
    expect(await tablesIn(target)).toBe(0)
  })

  test('goes into no database that holds a Cartie, opens with no other secret, and waits for no newer Cartie', async () => {
    await writeBackup(original.adminUrl, file)
    const rows = await tenantsOf(original.adminUrl)
    await expect(
      restoreBackup({ adminUrl: original.adminUrl, secret: original.secret, file }),
    ).rejects.toThrow('not empty')
    expect(await tenantsOf(original.adminUrl)).toEqual(rows)
    const target = await emptyDatabase()
    await expect(restoreBackup({ adminUrl: target, secret: 'x'.repeat(32), file })).rejects.toThrow(
      'another CARTIE_SECRET',
    )
    const newer = gunzipSync(readFileSync(file))
      .toString('utf8')
      .replace(/"migration":\d+/, '"migration":9999999999999')
    writeFileSync(file, gzipSync(newer))
    await expect(restoreBackup({ adminUrl: target, secret: original.secret, file })).rejects.toThrow(
      'newer Cartie',
    )
    expect(await tablesIn(target)).toBe(0)
  })

  test('that can not be written leaves no half of a file', async () => {
    const empty = await emptyDatabase()
    const never = join(dir, 'never')
    await expect(writeBackup(empty, never)).rejects.toThrow('holds no Cartie')
    expect([existsSync(never), existsSync(`${never}.part`)]).toEqual([false, false])
  })
})
