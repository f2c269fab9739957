import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { eventHead, readEvents } from './read.ts'

let db: TestWorkspaces
let ctx: Context
beforeAll(async () => {
  db = await testWorkspaces()
  ctx = await db.workspace()
})
afterAll(() => db.close())

const parseId = '00000000-0000-4000-8000-000000000000'
const mark = (total: number, to = ctx) =>
  withTx(to, async (tx) => tx.record('parse.started', { parseId, total }))
const totals = (events: { payload: unknown }[]) => events.map((e) => (e.payload as { total: number }).total)

describe('events', () => {
  test('of a late commit are told before the later ones, which wait for it: so nobody can read past it', async () => {
    const after = await eventHead(db.db)
    let release = () => {}
    let begun = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const open = new Promise<void>((resolve) => (begun = resolve))
    const late = withTx(ctx, async (tx) => {
      await tx.sql`select pg_current_xact_id()`
      tx.record('parse.started', { parseId, total: 1 })
      begun()
      await held
    })
    await open
    await mark(2)
    expect(await readEvents(db.db, { after, limit: 10 })).toEqual([])
    release()
    await late
    expect(totals(await readEvents(db.db, { after, limit: 10 }))).toEqual([1, 2])
  })

  test('are read on from any of them, each once, and of one workspace alone', async () => {
    const other = await db.workspace()
    const after = await eventHead(db.db)
    for (let i = 0; i < 6; i++) await mark(i, i % 2 ? other : ctx)
    const all = await readEvents(db.db, { after, limit: 10 })
    expect(totals(all)).toEqual([0, 1, 2, 3, 4, 5])
    expect(totals(await readEvents(db.db, { after: all[2]!, limit: 10 }))).toEqual([3, 4, 5])
    expect(totals(await readEvents(db.db, { after, limit: 2 }))).toEqual([0, 1])
    expect(totals(await readEvents(db.db, { after, workspaceId: other.workspaceId, limit: 10 }))).toEqual([
      1, 3, 5,
    ])
  })

  test('of a transaction that was rolled back are never told', async () => {
    const after = await eventHead(db.db)
    const failing = withTx(ctx, async (tx) => {
      tx.record('parse.started', { parseId, total: 9 })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await readEvents(db.db, { after, limit: 10 })).toEqual([])
  })
})
