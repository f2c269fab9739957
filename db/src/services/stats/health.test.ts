import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { readSiteFill } from './site-fill.ts'
import { readWork } from './work.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const add = async (ctx: Context, table: string, row: Record<string, unknown>): Promise<string> => {
  const id = randomUUID()
  const whole = { id, workspace_id: ctx.workspaceId, ...row }
  await withTx(ctx, ({ sql }) => sql`insert into ${sql(table)} ${sql(whole)}`)
  return id
}
const parse = (ctx: Context, status: string) =>
  add(ctx, 'parses', {
    kind: 'urls',
    status,
    expand: true,
    max_pages: 1,
    auto_save: true,
    asked: 1,
    total: 1,
  })
const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString()

test('what waits is told by kind, with how late the first of it is; what is not due is not late', async () => {
  const ctx = await on.workspace()
  const item = (parseId: string, seq: number, row: Record<string, unknown>) =>
    add(ctx, 'parse_items', { parse_id: parseId, seq, ...row })
  const open = await parse(ctx, 'running')
  await item(open, 1, { run_at: ago(600) })
  await item(open, 2, { run_at: ago(-600) })
  await item(open, 3, { status: 'saved' })
  await item(await parse(ctx, 'cancelled'), 1, { run_at: ago(9000) })
  const send = (lane: string, row: Record<string, unknown>) =>
    add(ctx, 'deliveries', { channel: 'telegram', lane, request: '{}', ...row })
  await send('a', { run_at: ago(-60) })
  await send('a', { run_at: ago(-60) })
  await send('b', { run_at: ago(-60) })
  await send('b', { state: 'sent' })
  await withTx(
    ctx,
    ({ sql }) => sql`insert into delivery_lanes (workspace_id, lane, lease_until, paused_until)
      values (${ctx.workspaceId}, 'a', ${ago(-60)}, null), (${ctx.workspaceId}, 'b', null, ${ago(-60)})`,
  )
  const { work, lanes } = await readWork(ctx)
  const of = (kind: string) => work.find((one) => one.kind === kind)!
  expect(of('pages').waiting).toBe(2)
  expect(of('pages').lateSeconds).toBeGreaterThanOrEqual(600)
  expect(of('pages').lateSeconds).toBeLessThan(900)
  expect(of('deliveries')).toEqual({ kind: 'deliveries', waiting: 3, lateSeconds: 0 })
  expect(of('chats')).toEqual({ kind: 'chats', waiting: 0, lateSeconds: 0 })
  expect(lanes).toEqual({ waiting: 2, busy: 1, paused: 1 })
  expect((await readWork(await on.workspace())).work.every(({ waiting }) => waiting === 0)).toBe(true)
})

test('of a site it is told how often each field was read, day by day, and what dropped', async () => {
  const ctx = await on.workspace()
  const parseId = await parse(ctx, 'done')
  const read = (days: number, some: number, row: Record<string, unknown>) =>
    withTx(
      ctx,
      ({
        sql,
      }) => sql`insert into parse_items (workspace_id, parse_id, seq, host, kind, status, finished_at, listings)
        select ${ctx.workspaceId}, ${parseId}, (select count(*) from parse_items where parse_id = ${parseId}) + n,
          ${(row.host as string | undefined) ?? 'www.cars.example'}, ${(row.kind as string | undefined) ?? 'listing'},
          ${(row.status as string | undefined) ?? 'saved'}, ${ago(days * 86_400)},
          ${JSON.stringify(row.listings ?? [row.car])}::text::jsonb
        from generate_series(1, ${some}::int) n`,
    )
  const whole = { price: { amount: 1, currency: 'USD' }, year: 2019, images: ['a'], seller: { phone: '1' } }
  await read(5, 30, { car: whole })
  await read(3, 20, { car: { ...whole, price: null, images: [] }, host: 'cars.example' })
  await read(3, 10, { kind: 'none', status: 'wall', listings: [] })
  await read(3, 10, { kind: 'none', status: 'gone', listings: [] })
  await read(3, 10, { kind: 'search', listings: [{ price: null }] })
  await read(40, 10, { car: whole, host: 'old.example' })
  const { days, sites } = await readSiteFill(ctx)
  expect(days).toHaveLength(14)
  expect(sites.map(({ site, pages }) => [site, pages])).toEqual([['cars.example', 60]])
  const of = (name: string) => sites[0]!.fields.find(({ field }) => field === name)!
  expect(of('price').byDay.filter((day) => day.of)).toEqual([
    { of: 30, filled: 30 },
    { of: 20, filled: 0 },
  ])
  expect(of('price').drop).toEqual({ day: days[10], before: 1, since: 0 })
  expect(of('images').drop).not.toBeNull()
  expect(of('year').drop).toBeNull()
  expect(of('read').byDay.filter((day) => day.of)).toEqual([
    { of: 30, filled: 30 },
    { of: 30, filled: 20 },
  ])
  expect(of('phone').byDay.at(-4)).toEqual({ of: 20, filled: 20 })
  expect((await readSiteFill(await on.workspace())).sites).toEqual([])
})

test('both are refused to whoever may not look at the checks', async () => {
  const ctx = await on.workspace()
  for (const role of otherRoles(['OWNER', 'ADMIN'])) {
    expect(() => readWork(as(ctx, role))).toThrow(expect.objectContaining({ code: 'forbidden' }))
    expect(() => readSiteFill(as(ctx, role))).toThrow(expect.objectContaining({ code: 'forbidden' }))
  }
})
