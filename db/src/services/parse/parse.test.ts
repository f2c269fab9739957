import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ExtractedCar } from '@cartie/shared/domain/car'
import { AppError } from '@cartie/shared/errors'
import { lanesPerParse } from '@cartie/shared/jobs/parse-advance'
import { ParseInput, type Parse } from '@cartie/shared/schemas/parse'
import { createDb, withSystemTx, withTx } from '../../client.ts'
import type { Context, Db, PendingWake } from '../../context.ts'
import type { TestDatabase } from '../../testing/create-database.ts'
import { testDatabase } from '../../testing/test-database.ts'
import { cancelParse } from './cancel.ts'
import { claimItems, maxClaims } from './claim.ts'
import { finishItems, type ItemResult } from './finish.ts'
import { getParse } from './get.ts'
import { listParseItems } from './list-items.ts'
import { listParses } from './list.ts'
import { wakePending } from './pending.ts'
import { rejectParseItem } from './reject-item.ts'
import { releaseItems } from './release.ts'
import { removeSamples } from './remove-samples.ts'
import { restoreParseItem } from './restore-item.ts'
import { retryParse } from './retry.ts'
import { saveParseItem } from './save-item.ts'
import { deleteProfile } from '../site/delete-profile.ts'
import { readProfiles } from '../site/read-profiles.ts'
import { saveProfile } from '../site/save-profile.ts'
import { startParse } from './start.ts'

let database: TestDatabase
let db: Db
let ctx: Context
let other: Context
const woken: PendingWake[] = []

beforeAll(async () => {
  database = await testDatabase()
  db = createDb({
    url: database.appUrl,
    pool: 6,
    wake: (wakes) => Promise.resolve(void woken.push(...wakes)),
  })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})
beforeEach(async () => {
  woken.length = 0
  const made = await withSystemTx(
    db,
    ({ sql }) => sql<{ id: string }[]>`
    insert into workspaces (name, slug) values ('A', gen_random_uuid()::text), ('B', gen_random_uuid()::text) returning id`,
  )
  const actor = { kind: 'user' as const, id: null, role: 'OWNER' as const }
  ctx = { db, workspaceId: made[0]!.id, actor, requestId: 'test' }
  other = { ...ctx, workspaceId: made[1]!.id }
})

const start = async ({ sample = false, ...input }: Partial<ParseInput> & { sample?: boolean }, where = ctx) =>
  (await startParse(where, { ...ParseInput.parse(input), sample })) as Parse
const claim = (parseId: string, limit = 20, leaseMs = 5000, where = ctx) =>
  claimItems(where, { parseId, limit, leaseMs })
const car = (n: number): ExtractedCar => ({
  fields: {
    title: `BMW X5 ${n}`,
    make: 'BMW',
    model: 'X5',
    year: 2018,
    priceMinor: 3_500_000 + n,
    currency: 'USD',
  },
  provenance: {},
  losers: {},
  source: 'cars.example.com',
  sourceId: String(n),
  sourceUrl: `https://cars.example.com/car/${n}`,
})
const read = (item: { id: string; fence: number }, more: Partial<ItemResult> = {}): ItemResult => ({
  id: item.id,
  fence: item.fence,
  kind: 'listing',
  reason: null,
  cars: [],
  children: [],
  durationMs: 5,
  ...more,
})
const urls = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `https://cars.example.com/car/${from + i}`)

describe('accepting a parse', () => {
  test('keeps each link once and names the wrong and the repeated ones', async () => {
    const parse = await start({
      urls: ['https://a.example/1', 'https://a.example/1#x', 'a.example/2', 'not a link', 'ftp://a.example/'],
    })
    expect(parse).toMatchObject({ total: 5, done: 3, status: 'queued', counts: { failed: 2, duplicate: 1 } })
    const { data } = await listParseItems(ctx, parse.id, { limit: 50 }, 'en')
    expect(data.map((i) => [i.status, i.reasonCode])).toEqual([
      ['queued', null],
      ['duplicate', 'repeated_link'],
      ['queued', null],
      ['failed', 'invalid_url'],
      ['failed', 'invalid_url'],
    ])
  })

  test('takes 50,000 links at once and wakes no more readers than a parse may have', async () => {
    const parse = await start({ urls: urls(0, 50_000) })
    expect(parse.total).toBe(50_000)
    expect(woken).toHaveLength(lanesPerParse)
  })

  test('ends at once when nothing in it can be read', async () => {
    const parse = await start({ urls: ['nothing'] })
    expect(parse.status).toBe('done')
    expect(woken.filter(({ job }) => job.name === 'parse.advance')).toHaveLength(0)
  })

  test('is refused to a role that may only look', async () => {
    const viewer: Context = { ...ctx, actor: { kind: 'user', id: null, role: 'VIEWER' } }
    await expect(start({ urls: urls(0, 1) }, viewer)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('of samples is told apart, and goes with them', async () => {
    const [own, sample] = [await start({ urls: urls(0, 1) }), await start({ urls: urls(1, 1), sample: true })]
    const ids = async (query: { sample?: boolean }) =>
      (await listParses(ctx, { limit: 10, ...query })).data.map(({ id }) => id)
    expect(await ids({})).toEqual([sample.id, own.id])
    expect(await ids({ sample: true })).toEqual([sample.id])
    expect(await ids({ sample: false })).toEqual([own.id])
    await removeSamples(ctx)
    expect(await ids({})).toEqual([own.id])
  })

  test('is unseen from another workspace', async () => {
    const parse = await start({ urls: urls(0, 1) })
    await expect(getParse(other, parse.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(cancelParse(other, parse.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(retryParse(other, parse.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listParseItems(other, parse.id, { limit: 1 }, 'en')).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await listParses(other, { limit: 10 })).data).toEqual([])
    expect(await claim(parse.id, 20, 5000, other)).toBeUndefined()
  })
})

describe('claiming and finishing', () => {
  test('two workers never hold one item', async () => {
    const parse = await start({ urls: urls(100, 60) })
    const claims = await Promise.all(Array.from({ length: 6 }, () => claim(parse.id, 20)))
    const ids = claims.flatMap((c) => c!.items.map((i) => i.id))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(60)
  })

  test('saves cars, counts outcomes and ends the parse with its last item', async () => {
    const parse = await start({ urls: urls(200, 3) })
    const { items, parse: claimed } = (await claim(parse.id))!
    const accepted = await finishItems(ctx, claimed, [
      read(items[0]!, { cars: [car(1)] }),
      read(items[1]!, { cars: [car(1)] }),
      read(items[2]!, { kind: 'none', outcome: 'wall', reason: 'captcha' }),
    ])
    expect(accepted).toBe(3)
    expect(await getParse(ctx, parse.id)).toMatchObject({
      status: 'done',
      done: 3,
      counts: { saved: 1, duplicate: 1, wall: 1 },
    })
    const { data } = await listParseItems(ctx, parse.id, { limit: 10 }, 'uk')
    expect(data[0]!.listings[0]).toMatchObject({ make: 'BMW', price: { amount: 35_000.01, currency: 'USD' } })
    // It tells what was read there, whatever other pages say of the same car since.
    const again = await start({ urls: urls(260, 1) })
    const other = (await claim(again.id))!
    const cheaper = { ...car(1), fields: { ...car(1).fields, priceMinor: 31_000_00 } }
    await finishItems(ctx, other.parse, [read(other.items[0]!, { cars: [cheaper] })])
    const { data: still } = await listParseItems(ctx, parse.id, { limit: 10 }, 'uk')
    expect(still[0]!.listings[0]!.price).toEqual({ amount: 35_000.01, currency: 'USD' })
    expect(data[2]!.reason).toBe('Сайт просить підтвердити, що ви не робот')
  })

  test('a worker whose claim was taken over changes nothing', async () => {
    const parse = await start({ urls: urls(300, 1) })
    const first = (await claim(parse.id, 1, 1))!
    await expect
      .poll(async () => {
        await wakePending(db)
        return (await claim(parse.id, 1))?.items.length
      })
      .toBe(1)
    expect(await finishItems(ctx, first.parse, [read(first.items[0]!, { cars: [car(3)] })])).toBe(0)
    expect(await getParse(ctx, parse.id)).toMatchObject({ status: 'running', done: 0 })
  })

  test('a result that is told twice counts once', async () => {
    const parse = await start({ urls: urls(350, 2) })
    const { items, parse: claimed } = (await claim(parse.id, 1))!
    const result = read(items[0]!, { cars: [car(350)] })
    expect(await finishItems(ctx, claimed, [result])).toBe(1)
    expect(await finishItems(ctx, claimed, [result])).toBe(0)
    expect(await getParse(ctx, parse.id)).toMatchObject({ status: 'running', done: 1, cars: 1 })
  })

  test('an item that was never finished is set aside after its last try, and its neighbours go on', async () => {
    const parse = await start({ urls: urls(400, 2) })
    for (let i = 0; i < maxClaims; i++) {
      const [poison] = (await claim(parse.id, 1))!.items
      await releaseItems(ctx, [{ id: poison!.id, fence: poison!.fence, afterMs: -1000, spent: true }])
    }
    const next = (await claim(parse.id, 2))!
    expect(next.items).toHaveLength(1)
    await finishItems(ctx, next.parse, [read(next.items[0]!, { cars: [car(4)] })])
    expect(await getParse(ctx, parse.id)).toMatchObject({ status: 'done', counts: { saved: 1, failed: 1 } })
  })

  test('a search page adds its listings once, and the next page after it', async () => {
    const parse = await start({ urls: ['https://cars.example.com/search'] })
    const { items, parse: claimed } = (await claim(parse.id))!
    const children = [...urls(500, 3), ...urls(500, 1)].map((url) => ({ url, page: null }))
    await finishItems(ctx, claimed, [
      read(items[0]!, {
        kind: 'search',
        cars: [car(5), car(6), car(7)],
        children: [...children, { url: 'https://cars.example.com/search?page=2', page: 1 }],
      }),
    ])
    expect(await getParse(ctx, parse.id)).toMatchObject({ status: 'running', total: 5, done: 1 })
    const { items: added } = (await claim(parse.id))!
    expect(added.map((i) => i.page)).toEqual([null, null, null, 1])
    // What was asked stays one page; cars are those of the listings, not of the cards that led to them.
    await finishItems(
      ctx,
      claimed,
      added.slice(0, 3).map((i, n) => read(i, { cars: [car(500 + n)] })),
    )
    expect(await getParse(ctx, parse.id)).toMatchObject({ asked: 1, total: 5, cars: 3 })
  })

  test('a parse that was just being rung for when it was claimed goes on and ends like any other', async () => {
    const parse = await start({ urls: ['https://cars.example.com/search?held'] })
    const [rung, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    // As the sweeper holds it while it notes that it rang.
    const sweep = withTx(ctx, async ({ sql }) => {
      await sql`update parses set woken_at = now() where id = ${parse.id}`
      rung.resolve()
      await over.promise
    })
    await rung.promise
    const search = (await claim(parse.id))!
    over.resolve()
    await sweep
    const children = urls(590, 1).map((url) => ({ url, page: null }))
    await finishItems(ctx, search.parse, [read(search.items[0]!, { kind: 'search', children })])
    expect(await getParse(ctx, parse.id)).toMatchObject({ status: 'running', done: 1, total: 2 })
    const listing = (await claim(parse.id))!
    await finishItems(ctx, listing.parse, [read(listing.items[0]!, { cars: [car(590)] })])
    const ended = await getParse(ctx, parse.id)
    expect(ended).toMatchObject({ status: 'done', done: 2, total: 2 })
    expect(ended.startedAt).not.toBeNull()
  })

  test('one address is read once for parses that run together, and its result serves them all', async () => {
    const parses = await Promise.all(
      Array.from({ length: 5 }, () => start({ urls: ['https://cars.example.com/same'] })),
    )
    const claims = await Promise.all(parses.map((p) => claim(p.id)))
    const held = claims.flatMap((c) => c!.items)
    expect(held).toHaveLength(1)
    const at = claims.findIndex((c) => c!.items.length)
    await finishItems(ctx, claims[at]!.parse, [read(held[0]!, { cars: [car(8)] })])
    const rest = parses.filter((_, i) => i !== at)
    await expect
      .poll(async () => {
        await Promise.all(rest.map((p) => claim(p.id)))
        return Promise.all(parses.map(async (p) => (await getParse(ctx, p.id)).status))
      })
      .toEqual(parses.map(() => 'done'))
    const results = await Promise.all(parses.map((p) => listParseItems(ctx, p.id, { limit: 1 }, 'en')))
    expect(new Set(results.map((r) => JSON.stringify(r.data[0]!.listings))).size).toBe(1)
  })

  test('a reading serves no other parse once the reader of its host was made, changed or removed', async () => {
    const input = { host: 'example.com', name: 'Ours', rules: { title: { selector: 'h1' } } }
    const readAnew = async (n = 550) => {
      const parse = await start({ urls: urls(n, 1) })
      const { items, parse: claimed } = (await claim(parse.id))!
      const profileAt = (await withTx(ctx, (tx) => readProfiles(ctx, tx, ['cars.example.com'])))[0]?.updatedAt
      await finishItems(
        ctx,
        claimed,
        items.map((i) => read(i, { cars: [car(n)], profileAt })),
      )
      return items.length === 1
    }
    expect(await readAnew()).toBe(true)
    expect(await readAnew()).toBe(false)
    const { id } = await saveProfile(ctx, input)
    expect(await readAnew()).toBe(true)
    expect(await readAnew()).toBe(false)
    await saveProfile(ctx, { ...input, rules: { title: { selector: 'h2' } } })
    expect(await readAnew()).toBe(true)
    await saveProfile(ctx, { ...input, host: 'example.org' })
    expect(await readAnew()).toBe(false)
    expect(await readAnew(551)).toBe(true)
    await deleteProfile(ctx, id)
    expect(await readAnew(551)).toBe(true)
  })

  test('cancelling keeps what is there, and trying again reads the rest', async () => {
    const parse = await start({ urls: urls(600, 4) })
    const { items, parse: claimed } = (await claim(parse.id, 2))!
    await cancelParse(ctx, parse.id)
    await finishItems(
      ctx,
      claimed,
      items.map((i, n) =>
        read(i, n ? { outcome: 'failed', kind: 'none', reason: 'timeout' } : { cars: [car(9)] }),
      ),
    )
    expect(await getParse(ctx, parse.id)).toMatchObject({ status: 'cancelled', done: 2 })
    await retryParse(ctx, parse.id)
    const again = (await claim(parse.id))!
    expect(again.items).toHaveLength(3)
    await finishItems(
      ctx,
      again.parse,
      again.items.map((i) => read(i, { cars: [car(10)] })),
    )
    expect(await getParse(ctx, parse.id)).toMatchObject({ status: 'done', done: 4, counts: { failed: 0 } })
  })

  test('the sweeper wakes work that nobody holds, and leaves alone what is held', async () => {
    const parse = await start({ urls: urls(700, 1) })
    woken.length = 0
    await withSystemTx(
      db,
      ({ sql }) => sql`update parses set created_at = now() - interval '1 minute' where id = ${parse.id}`,
    )
    await wakePending(db)
    expect(woken.map((w) => w.payload)).toContainEqual({ workspaceId: ctx.workspaceId, parseId: parse.id })
    await claim(parse.id)
    await withSystemTx(db, ({ sql }) => sql`update parses set woken_at = null where id = ${parse.id}`)
    woken.length = 0
    await wakePending(db)
    expect(woken.map((w) => (w.payload as { parseId?: string }).parseId)).not.toContain(parse.id)
  })
})

describe('results that wait for a person', () => {
  const held = async (from: number, count = 2) => {
    const parse = await start({ urls: urls(from, count), autoSave: false })
    const { items, parse: claimed } = (await claim(parse.id))!
    await finishItems(
      ctx,
      claimed,
      items.map((i, n) => read(i, { cars: [car(from + n)] })),
    )
    return { parse, where: (n: number) => ({ parseId: parse.id, itemId: items[n]!.id }) }
  }

  test('are saved with the edits, or left out, once', async () => {
    const { parse, where } = await held(800)
    const saved = await saveParseItem(ctx, { ...where(0), edits: [{ title: 'Named by hand' }] }, 'en')
    expect(saved).toMatchObject({ status: 'saved', review: 'accepted' })
    expect(saved.listings[0]).toMatchObject({ title: 'Named by hand' })
    expect(saved.listings[0]!.id).toEqual(expect.any(String))
    expect(await rejectParseItem(ctx, where(1), 'en')).toMatchObject({ review: 'rejected' })
    await expect(saveParseItem(ctx, where(1), 'en')).rejects.toBeInstanceOf(AppError)
    expect(await getParse(ctx, parse.id)).toMatchObject({ counts: { saved: 1, unchanged: 0 }, rejected: 1 })
  })

  test('are counted and listed as waiting and under no outcome until the person decides', async () => {
    const { parse, where } = await held(810, 3)
    const unchanged = async () =>
      (await listParseItems(ctx, parse.id, { limit: 9, status: 'unchanged' }, 'en')).data.length
    expect(await getParse(ctx, parse.id)).toMatchObject({
      done: 3,
      pendingReview: 3,
      counts: { saved: 0, unchanged: 0 },
    })
    expect(await unchanged()).toBe(0)
    await saveParseItem(ctx, where(0), 'en')
    await rejectParseItem(ctx, where(1), 'en')
    expect(await getParse(ctx, parse.id)).toMatchObject({
      pendingReview: 1,
      rejected: 1,
      counts: { saved: 1, unchanged: 0 },
    })
    expect(await unchanged()).toBe(0)
    const under = async (review: 'pending' | 'rejected') =>
      (await listParseItems(ctx, parse.id, { limit: 9, review }, 'en')).data.map((i) => i.id)
    expect(await under('pending')).toEqual([where(2).itemId])
    expect(await under('rejected')).toEqual([where(1).itemId])
  })

  test('wait again when a rejection is taken back, and only then', async () => {
    const { parse, where } = await held(830, 1)
    await expect(restoreParseItem(ctx, where(0), 'en')).rejects.toMatchObject({ code: 'conflict' })
    await rejectParseItem(ctx, where(0), 'en')
    await expect(restoreParseItem(other, where(0), 'en')).rejects.toMatchObject({ code: 'not_found' })
    const viewer: Context = { ...ctx, actor: { kind: 'user', id: null, role: 'VIEWER' } }
    await expect(restoreParseItem(viewer, where(0), 'en')).rejects.toMatchObject({ code: 'forbidden' })
    expect(await restoreParseItem(ctx, where(0), 'en')).toMatchObject({ review: 'pending' })
    expect(await getParse(ctx, parse.id)).toMatchObject({
      pendingReview: 1,
      rejected: 0,
      counts: { unchanged: 0 },
    })
    expect(await saveParseItem(ctx, where(0), 'en')).toMatchObject({ status: 'saved' })
  })

  test('wait in every import that asked for their address', async () => {
    await held(820, 1)
    const again = await start({ urls: urls(820, 1), autoSave: false })
    await claim(again.id)
    expect(await getParse(ctx, again.id)).toMatchObject({ done: 1, pendingReview: 1 })
  })
})
