import type { CarFields, ExtractedCar, Extractor } from '@cartie/shared/domain/car'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { getListing } from './get.ts'
import { saveCars } from './save-cars.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

type Place = Partial<
  Pick<ExtractedCar, 'source' | 'sourceId' | 'sourceUrl' | 'sourceChatId' | 'sourceMessageId'>
>

const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`

function car(fields: Partial<CarFields>, place: Place = {}, extractor: Extractor = 'json_ld'): ExtractedCar {
  const provenance = Object.fromEntries(
    Object.entries(fields).map(([f, v]) => [
      f,
      { extractor, confidence: 0.9, raw: String(v), seenAt: at(1) },
    ]),
  )
  return { fields, provenance, losers: {}, source: 'cars.example', ...place }
}

const save = (ctx: Context, cars: ExtractedCar[], day = 1, more = {}) =>
  withTx(ctx, (tx) => saveCars(ctx, tx, { cars, parseId: null, sample: false, seenAt: at(day), ...more }))

interface Row {
  [column: string]: unknown
}
const rowsOf = (ctx: Context) => withTx(ctx, (tx) => tx.sql<Row[]>`select * from car_listings order by title`)
const eventsOf = (ctx: Context) =>
  withTx(ctx, (tx) => tx.sql<Row[]>`select name, payload from events order by id`)
const pricesOf = (ctx: Context) =>
  withTx(ctx, (tx) => tx.sql<Row[]>`select price_minor, currency from observations order by seen_at, id`)

const golf = {
  title: 'VW Golf',
  make: 'Volkswagen',
  model: 'Golf',
  year: 2015,
  priceMinor: 950_000,
  currency: 'USD',
}

describe('saving cars', () => {
  test('a new advert is saved with its fields, provenance and one event for all', async () => {
    const ctx = await on.workspace()
    const saved = await save(ctx, [car(golf, { sourceId: '1' }), car({ title: 'Fiat' }, { sourceId: '2' })])
    expect(saved.map((s) => s.outcome)).toEqual(['saved', 'saved'])
    const rows = await rowsOf(ctx)
    expect(rows[1]).toMatchObject({
      make: 'Volkswagen',
      price_minor: '950000',
      currency: 'USD',
      status: 'AVAILABLE',
    })
    const { provenance } = await getListing(ctx, saved[0]!.listingId)
    expect(provenance.make).toEqual({
      extractor: 'json_ld',
      confidence: 0.9,
      raw: 'Volkswagen',
      seenAt: at(1),
    })
    expect(await eventsOf(ctx)).toEqual([
      { name: 'listing.created', payload: { listingIds: saved.map((s) => s.listingId) } },
    ])
  })

  test.each<[string, Place, Place]>([
    ['source and id', { sourceId: '7' }, { sourceId: '7', sourceUrl: 'https://cars.example/new-slug-7' }],
    [
      'canonical address',
      { sourceUrl: 'https://cars.example/7' },
      { sourceUrl: 'https://CARS.example/7/#photos' },
    ],
    [
      'chat and message',
      { sourceChatId: 'autoua', sourceMessageId: 5 },
      { sourceChatId: 'autoua', sourceMessageId: 5 },
    ],
  ])('the same advert is known again by %s', async (_, first, second) => {
    const ctx = await on.workspace()
    const [one] = await save(ctx, [car(golf, first)])
    const [two] = await save(ctx, [car({ ...golf, year: 2016 }, second)], 2)
    expect(two).toEqual({ listingId: one!.listingId, outcome: 'changed' })
    expect(await rowsOf(ctx)).toHaveLength(1)
  })

  test('the same identity in another workspace is another car', async () => {
    const [one, two] = [await on.workspace(), await on.workspace()]
    const [first] = await save(one, [car(golf, { sourceId: '1', sourceUrl: 'https://cars.example/1' })])
    const [second] = await save(two, [car(golf, { sourceId: '1', sourceUrl: 'https://cars.example/1' })])
    expect(second!.outcome).toBe('saved')
    expect(second!.listingId).not.toBe(first!.listingId)
    expect(await rowsOf(two)).toHaveLength(1)
  })

  test('a post without any identity does not double when it is pasted again', async () => {
    const ctx = await on.workspace()
    const post = { ...golf, description: 'VW Golf 2015, 9500$\nЛьвів' }
    const [one] = await save(ctx, [car(post, { source: 'text' })])
    const [two] = await save(ctx, [
      car({ ...post, description: ' vw golf 2015,  9500$ львів' }, { source: 'text' }),
    ])
    const [three] = await save(ctx, [car({ ...post, priceMinor: 900_000 }, { source: 'text' })])
    expect(two!.listingId).toBe(one!.listingId)
    expect(three!.outcome).toBe('saved')
  })

  test('a repeat within one call is a duplicate of the first, also by another identity', async () => {
    const ctx = await on.workspace()
    const url = 'https://cars.example/9'
    const saved = await save(ctx, [
      car(golf, { sourceId: '9', sourceUrl: url }),
      car(golf, { sourceId: '9' }),
      car(golf, { sourceUrl: url }),
    ])
    expect(saved.map((s) => s.outcome)).toEqual(['saved', 'duplicate', 'duplicate'])
    expect(new Set(saved.map((s) => s.listingId)).size).toBe(1)
  })

  test('a VIN links but never merges', async () => {
    const ctx = await on.workspace()
    const vin = 'WVWZZZ1KZBW000001'
    const saved = await save(ctx, [
      car({ ...golf, vin }, { sourceId: '1' }),
      car({ ...golf, vin }, { sourceId: '2' }),
    ])
    expect(saved.map((s) => s.outcome)).toEqual(['saved', 'saved'])
  })

  test('an advert seen as it was only moves lastSeenAt', async () => {
    const ctx = await on.workspace()
    await save(ctx, [car(golf, { sourceId: '1' })])
    const [before] = await rowsOf(ctx)
    const [again] = await save(ctx, [car(golf, { sourceId: '1' })], 3)
    const [after] = await rowsOf(ctx)
    expect(again!.outcome).toBe('unchanged')
    expect(Date.parse(String(after!.last_seen_at))).toBe(Date.parse(at(3)))
    expect({ ...after, last_seen_at: null }).toEqual({ ...before, last_seen_at: null })
    expect(await eventsOf(ctx)).toHaveLength(1)
  })

  test('a value that is missing now does not wipe the known one', async () => {
    const ctx = await on.workspace()
    await save(ctx, [car({ ...golf, mileageKm: 120_000 }, { sourceId: '1' })])
    const [again] = await save(ctx, [car({ title: 'VW Golf' }, { sourceId: '1' })], 2)
    expect(again!.outcome).toBe('unchanged')
    expect((await rowsOf(ctx))[0]).toMatchObject({ mileage_km: 120_000, make: 'Volkswagen', version: 1 })
  })

  test('a new price keeps the one before, its history, and raises the version', async () => {
    const ctx = await on.workspace()
    await save(ctx, [car(golf, { sourceId: '1' })])
    const [again] = await save(ctx, [car({ ...golf, priceMinor: 900_000 }, { sourceId: '1' })], 2)
    await save(ctx, [car({ ...golf, priceMinor: 850_000 }, { sourceId: '1' })], 3)
    expect(again!.outcome).toBe('changed')
    expect((await rowsOf(ctx))[0]).toMatchObject({
      price_minor: '850000',
      previous_price_minor: '900000',
      previous_currency: 'USD',
      version: 3,
    })
    expect((await pricesOf(ctx)).map((p) => p.price_minor)).toEqual(['950000', '900000', '850000'])
    expect((await eventsOf(ctx)).map((e) => e.name)).toEqual([
      'listing.created',
      'listing.changed',
      'listing.changed',
    ])
  })

  test('a field that a person locked stays, and the reading becomes a conflict until it agrees', async () => {
    const ctx = await on.workspace()
    await save(ctx, [car(golf, { sourceId: '1' })])
    await withTx(
      ctx,
      (tx) => tx.sql`update car_listings set year = 2014, locked_fields = '{year,priceMinor}'`,
    )
    const read = { ...golf, year: 2016, currency: 'EUR' }
    const [again] = await save(ctx, [car(read, { sourceId: '1' })], 2)
    expect(again!.outcome).toBe('changed')
    expect((await rowsOf(ctx))[0]).toMatchObject({
      year: 2014,
      currency: 'USD',
      conflicts: { year: { value: 2016, extractor: 'json_ld', seenAt: at(2) }, currency: { value: 'EUR' } },
    })
    const [same] = await save(ctx, [car({ ...read, title: 'Golf' }, { sourceId: '1' })], 3)
    expect(same!.outcome).toBe('changed')
    await save(ctx, [car({ ...golf, year: 2014 }, { sourceId: '1' })], 4)
    expect((await rowsOf(ctx))[0]!.conflicts).toEqual({})
  })

  test('a deleted listing comes back', async () => {
    const ctx = await on.workspace()
    const [first] = await save(ctx, [car(golf, { sourceId: '1' })])
    await withTx(ctx, (tx) => tx.sql`update car_listings set deleted_at = now()`)
    const [again] = await save(ctx, [car(golf, { sourceId: '1' })], 2)
    expect(again).toEqual({ listingId: first!.listingId, outcome: 'saved' })
    expect((await rowsOf(ctx))[0]!.deleted_at).toBeNull()
    expect((await eventsOf(ctx)).map((e) => e.name)).toEqual(['listing.created', 'listing.restored'])
  })

  test('a known advert learns the identities that it lacked, unless another has them', async () => {
    const ctx = await on.workspace()
    const url = (n: number) => `https://cars.example/${n}`
    await save(ctx, [car({ title: 'a' }, { sourceUrl: url(1) }), car({ title: 'b' }, { sourceId: '2' })])
    await save(ctx, [car({ title: 'a' }, { sourceUrl: url(1), sourceId: '1' })], 2)
    await save(ctx, [car({ title: 'b' }, { sourceUrl: url(1), sourceId: '2' })], 3)
    expect((await rowsOf(ctx)).map((r) => [r.title, r.source_id, r.canonical_url])).toEqual([
      ['a', '1', url(1)],
      ['b', '2', null],
    ])
  })

  test('many callers at once with the same adverts store each once', async () => {
    const ctx = await on.workspace()
    const cars = Array.from({ length: 60 }, (_, n) =>
      car({ ...golf, title: `Golf ${n}` }, { sourceId: String(n), sourceUrl: `https://cars.example/${n}` }),
    )
    const calls = Array.from({ length: 8 }, (_, n) => {
      const turned = [...cars.slice(n * 7), ...cars.slice(0, n * 7)]
      return save(ctx, n % 2 ? turned : turned.reverse())
    })
    const outcomes = (await Promise.all(calls)).flat()
    expect(outcomes.filter((o) => o.outcome === 'saved')).toHaveLength(60)
    expect(new Set(outcomes.map((o) => o.listingId)).size).toBe(60)
    expect(await rowsOf(ctx)).toHaveLength(60)
  })

  test('hostile text is stored as it is, without NUL and broken surrogates; unfit numbers are unknown', async () => {
    const ctx = await on.workspace()
    const title = '=cmd|x!A0 <script>\u0000 \ud800 \u202etxt'
    const [saved] = await save(ctx, [
      car(
        { title, year: 20155, mileageKm: 1e12, priceMinor: NaN, currency: 'USD', postedAt: 'soon' },
        {
          sourceId: 'x'.repeat(4000),
          sourceUrl: `https://cars.example/${'y'.repeat(4000)}`,
        },
      ),
    ])
    expect(saved!.outcome).toBe('saved')
    expect((await rowsOf(ctx))[0]).toMatchObject({
      title: '=cmd|x!A0 <script> \ufffd \u202etxt',
      year: null,
      mileage_km: null,
      price_minor: null,
      posted_at: null,
    })
  })

  test('only those who may write listings save cars', async () => {
    const ctx = await on.workspace()
    for (const role of otherRoles(['OWNER', 'ADMIN', 'MANAGER'])) {
      await expect(save(as(ctx, role), [car(golf, { sourceId: '1' })])).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    expect(await rowsOf(ctx)).toHaveLength(0)
  })
})
