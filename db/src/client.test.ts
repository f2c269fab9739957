import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDb, withSystemTx, withTx } from './client.ts'
import type { Context } from './context.ts'
import type { TestDatabase } from './testing/create-database.ts'
import { testDatabase } from './testing/test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

test('a connection that is cut while it is being made fails its call alone; the next one works', async () => {
  const target = new URL(database.appUrl)
  let cuts = 1
  const way = createServer((inner) => {
    const outer = connect(Number(target.port), target.hostname)
    for (const socket of [inner, outer]) socket.on('error', () => (inner.destroy(), outer.destroy()))
    outer.pipe(inner)
    inner.on('data', (sent) => {
      // What a new connection asks for before it does any work.
      if (sent.includes('pg_catalog.pg_type') && cuts-- > 0) inner.resetAndDestroy()
      else outer.write(sent)
    })
  }).listen(0, '127.0.0.1')
  await once(way, 'listening')
  const { port } = way.address() as AddressInfo
  const db = createDb({
    url: Object.assign(new URL(target), { hostname: '127.0.0.1', port: String(port) }).href,
    pool: 1,
  })
  const ask = () => withSystemTx(db, ({ sql }) => sql`select '{a}'::text[] as names`)
  await expect(ask()).rejects.toMatchObject({ code: 'unavailable' })
  expect(cuts).toBe(0)
  expect(await ask()).toEqual([{ names: ['a'] }])
  await db.close()
  way.close()
})

test('a statement that is only sent undoes all where it fails, even as the last one, and its error is told', async () => {
  const woken: unknown[] = []
  const db = createDb({
    url: database.appUrl,
    pool: 1,
    wake: (wakes) => Promise.resolve(void woken.push(...wakes)),
  })
  const make = (...slugs: (string | null)[]) =>
    withSystemTx(db, (tx) => {
      for (const slug of slugs)
        tx.write(tx.sql`insert into workspaces (name, slug) values ('Written', ${slug})`)
      tx.wake({ name: 'x' } as never, {})
      return Promise.resolve()
    })
  await expect(make('w1', null)).rejects.toMatchObject({ code: '23502' })
  await expect(make(null, 'w2')).rejects.toMatchObject({ code: '23502' })
  await expect(make('w3', 'w3')).rejects.toMatchObject({ code: '23505' })
  expect(woken).toEqual([])
  await make('w4', 'w5')
  expect(woken).toHaveLength(1)
  const kept = await withSystemTx(
    db,
    ({ sql }) => sql`select slug from workspaces where name = 'Written' order by slug`,
  )
  expect(kept.map((row) => String(row.slug))).toEqual(['w4', 'w5'])
  await db.close()
})

test('statements for the end go with the commit as one, with the events, and one that fails undoes all', async () => {
  const db = createDb({ url: database.appUrl, pool: 1 })
  const workspaceId = randomUUID()
  await withSystemTx(
    db,
    ({ sql }) => sql`insert into workspaces (id, name, slug) values (${workspaceId}, 'End', 'end')`,
  )
  const actor = { kind: 'system', id: null, role: 'OWNER' } as const
  const ctx: Context = { db, workspaceId, actor, requestId: 'end' }
  const keep = (...names: (string | null)[]) =>
    withTx(ctx, async (tx) => {
      for (const name of names)
        tx.last(tx.sql`insert into contacts (workspace_id, name) values (${workspaceId}, ${name})`)
      tx.record('bot.changed', { botId: workspaceId })
      const seen = await tx.sql`select from contacts where workspace_id = ${workspaceId}`
      return seen.length
    })
  const kept = () =>
    withTx(ctx, async ({ sql }) => [
      (await sql`select name from contacts order by name`).map((row) => String(row.name)),
      (await sql`select xmin from events union select xmin from contacts`).length,
      (await sql`select from events`).length,
    ])
  await expect(keep('a', null)).rejects.toMatchObject({ code: '23502' })
  await expect(keep(null, 'b')).rejects.toMatchObject({ code: '23502' })
  expect(await kept()).toEqual([[], 0, 0])
  expect(await keep('c', 'd', 'e')).toBe(0)
  expect(await kept()).toEqual([['c', 'd', 'e'], 1, 1])
  await db.close()
})

test('transactions that meet in reverse order are run again, and every count is exact (D05)', async () => {
  const db = createDb({ url: database.appUrl, pool: 2 })
  const [workspaceId, one, other] = [randomUUID(), randomUUID(), randomUUID()]
  const admin = postgres(database.adminUrl, { max: 1 })
  await admin`insert into workspaces (id, name, slug) values (${workspaceId}, 'W', ${workspaceId})`
  for (const id of [one, other])
    await admin`
      insert into leads (id, workspace_id, code, name, source) values (${id}, ${workspaceId}, ${id}, 'L', 'manual')`
  const ctx: Context = {
    db,
    workspaceId,
    actor: { kind: 'user', id: randomUUID(), role: 'OWNER' },
    requestId: 'test',
  }
  const [half, both] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let runs = 0
  const add = (first: string, second: string) =>
    withTx(ctx, async ({ sql }) => {
      const run = ++runs
      await sql`update leads set version = version + 1 where id = ${first}`
      // Each holds its first row before either asks for the other's.
      if (run === 1) half.resolve()
      if (run === 2) both.resolve()
      if (run <= 2) await Promise.all([half.promise, both.promise])
      await sql`update leads set version = version + 1 where id = ${second}`
    })
  await Promise.all([add(one, other), add(other, one)])
  const versions = await admin<{ version: number }[]>`
    select version from leads where workspace_id = ${workspaceId}`
  expect(versions.map((row) => row.version)).toEqual([3, 3])
  expect(runs).toBeGreaterThanOrEqual(3)
  await admin.end()
  await db.close()
})
