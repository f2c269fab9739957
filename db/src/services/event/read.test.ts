import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { eventHead, readEvents, type EventRow } from './read.ts'

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

/** Waits until exactly these are told: any open transaction of the server, of other tests' databases too, holds events back. */
const told = (read: () => Promise<EventRow[]>, expected: number[]) =>
  vi.waitFor(
    async () => {
      const events = await read()
      expect(totals(events)).toEqual(expected)
      return events
    },
    { timeout: 20_000, interval: 20 },
  )

describe('events', () => {
  test('of a late commit are told before the later ones, which wait for it: so nobody can read past it', async () => {
    const { workspaceId } = ctx
    const after = await eventHead(db.db)
    const read = () => readEvents(db.db, { after, workspaceId, limit: 10 })
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
    expect(await read()).toEqual([])
    release()
    await late
    await told(read, [1, 2])
  })

  test('are read on from any of them, each once, and of one workspace alone', async () => {
    const [one, other] = [await db.workspace(), await db.workspace()]
    const after = await eventHead(db.db)
    for (let i = 0; i < 6; i++) await mark(i, i % 2 ? other : one)
    const of = (workspaceId: string, limit = 10) => readEvents(db.db, { after, workspaceId, limit })
    await told(() => of(other.workspaceId), [1, 3, 5])
    const [first] = await told(() => of(one.workspaceId), [0, 2, 4])
    const all = await readEvents(db.db, { after: first!, limit: 10 })
    expect(totals(all)).toEqual([1, 2, 3, 4, 5])
    expect(totals(await readEvents(db.db, { after: all[1]!, limit: 10 }))).toEqual([3, 4, 5])
    expect(totals(await readEvents(db.db, { after: first!, limit: 2 }))).toEqual([1, 2])
    expect(totals(await of(other.workspaceId, 2))).toEqual([1, 3])
  })

  test('of a transaction that was rolled back are never told', async () => {
    const own = await db.workspace()
    const after = await eventHead(db.db)
    const failing = withTx(own, async (tx) => {
      tx.record('parse.started', { parseId, total: 9 })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await mark(10, own)
    await told(() => readEvents(db.db, { after, workspaceId: own.workspaceId, limit: 10 }), [10])
  })
})
