import { ListingQuery, type CarListing, type ListingFilter } from '@cartie/shared/schemas/listing'
import type { CarFields } from '@cartie/shared/domain/car'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { deleteListing } from './delete.ts'
import { exportListings } from './export.ts'
import { facetListings } from './facets.ts'
import { listListings } from './list.ts'
import { saveCars } from './save-cars.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

let serial = 0
const save = (ctx: Context, list: Partial<CarFields>[], source = 'cars.example') =>
  withTx(ctx, async (tx) => {
    const cars = list.map((fields) => ({
      fields,
      provenance: {},
      losers: {},
      source,
      sourceId: String(++serial),
    }))
    const seenAt = new Date(Date.UTC(2026, 0, 1) + serial * 1000).toISOString()
    return (await saveCars(ctx, tx, { cars, parseId: null, sample: false, seenAt })).map((s) => s.listingId)
  })

const list = (ctx: Context, query: Record<string, string> = {}) =>
  listListings(ctx, ListingQuery.parse(query))
const titles = async (ctx: Context, query: Record<string, string> = {}) =>
  (await list(ctx, query)).data.map((car) => car.title)

async function everything(ctx: Context, filter: ListingFilter): Promise<CarListing[]> {
  const cars: CarListing[] = []
  for await (const chunk of exportListings(ctx, filter)) cars.push(...chunk)
  return cars
}

async function walk(
  ctx: Context,
  query: Record<string, string>,
  between: () => Promise<unknown> = async () => {},
) {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof list>> = await list(ctx, cursor ? { ...query, cursor } : query)
    ids.push(...page.data.map((car) => car.id))
    cursor = page.nextCursor
    await between()
  } while (cursor)
  return ids
}

describe('the inventory', () => {
  test('an empty one is an empty page', async () => {
    expect(await list(await on.workspace())).toEqual({ data: [], nextCursor: null })
  })

  test('is sorted by each order, what lacks the value at the end', async () => {
    const ctx = await on.workspace()
    await save(ctx, [
      { title: 'b', year: 2010, mileageKm: 200, priceMinor: 200, currency: 'USD' },
      { title: 'c', year: 2020, mileageKm: 100, priceMinor: 300, currency: 'USD' },
      { title: 'none' },
      { title: 'a', year: 2015, mileageKm: 300, priceMinor: 100, currency: 'USD' },
    ])
    expect(await titles(ctx, { sort: 'price_asc' })).toEqual(['a', 'b', 'c', 'none'])
    expect(await titles(ctx, { sort: 'price_desc' })).toEqual(['c', 'b', 'a', 'none'])
    expect(await titles(ctx, { sort: 'year_desc' })).toEqual(['c', 'a', 'b', 'none'])
    expect(await titles(ctx, { sort: 'mileage_asc' })).toEqual(['c', 'b', 'a', 'none'])
  })

  test('is filtered by every filter alone and together', async () => {
    const ctx = await on.workspace()
    const golf: Partial<CarFields> = {
      title: 'Golf',
      make: 'Volkswagen',
      model: 'Golf',
      year: 2015,
      priceMinor: 950_000,
      currency: 'USD',
      mileageKm: 90_000,
      fuel: 'diesel',
      transmission: 'manual',
      bodyType: 'hatchback',
      status: 'RESERVED',
    }
    await save(ctx, [golf], 'olx.ua')
    await save(ctx, [
      { title: 'Other', make: 'Skoda', year: 2010, priceMinor: 1, currency: 'EUR', mileageKm: 1e6 },
    ])
    const filters: Record<string, string> = {
      status: 'RESERVED,SOLD',
      make: 'Volkswagen',
      model: 'Golf',
      source: 'olx.ua',
      fuel: 'diesel',
      transmission: 'manual,robot',
      bodyType: 'hatchback',
      yearFrom: '2015',
      priceFrom: '9500',
      currency: 'USD',
      q: 'gol',
    }
    for (const [name, value] of Object.entries(filters)) {
      expect([name, await titles(ctx, { [name]: value })]).toEqual([name, ['Golf']])
    }
    expect(await titles(ctx, { ...filters, yearTo: '2015', priceTo: '9500', mileageTo: '90000' })).toEqual([
      'Golf',
    ])
    expect(await titles(ctx, { ...filters, priceTo: '9499' })).toEqual([])
    expect(await titles(ctx, { yearTo: '2010' })).toEqual(['Other'])
    expect(await titles(ctx, { mileageTo: '1000' })).toEqual([])
  })

  test('the bin is another list', async () => {
    const ctx = await on.workspace()
    const [id] = await save(ctx, [{ title: 'gone' }, { title: 'kept' }])
    await deleteListing(ctx, id!)
    expect(await titles(ctx)).toEqual(['kept'])
    expect(await titles(ctx, { deleted: 'true' })).toEqual(['gone'])
  })

  test('a parse lists the cars that it brought, also those that were accepted after its end', async () => {
    const ctx = await on.workspace()
    const parseId = await withTx(ctx, async (tx) => {
      const [row] = await tx.sql<[{ id: string }]>`
        insert into parses (workspace_id, kind, expand, max_pages, auto_save, asked, total, status, finished_at)
        values (${ctx.workspaceId}, 'urls', true, 1, true, 1, 1, 'done', now() - interval '1 day') returning id`
      const cars = [{ fields: { title: 'brought' }, provenance: {}, losers: {}, source: 's', sourceId: 'x' }]
      await saveCars(ctx, tx, { cars, parseId: row.id, sample: false, seenAt: new Date().toISOString() })
      return row.id
    })
    await save(ctx, [{ title: 'other' }])
    expect(await titles(ctx, { parseId })).toEqual(['brought'])
    expect(await titles(await on.workspace(), { parseId })).toEqual([])
  })

  test('another workspace sees nothing of it, by no filter, search or export', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    await save(ctx, [{ title: 'Canary', make: 'Canary', vin: 'WVWZZZ1KZBW000001' }])
    for (const query of [{}, { q: 'canary' }, { make: 'Canary' }, { q: 'wvwz' }, { sort: 'price_asc' }]) {
      expect(await titles(other, query as Record<string, string>)).toEqual([])
    }
    expect(await facetListings(other, {})).toMatchObject({ total: 0, makes: [] })
    expect(await everything(other, {})).toEqual([])
  })

  test('a cursor of another order, or of nobody, is refused in words', async () => {
    const ctx = await on.workspace()
    await save(ctx, [
      { title: 'a', year: 2000 },
      { title: 'b', year: 2001 },
    ])
    const { nextCursor } = await list(ctx, { limit: '1', sort: 'year_desc' })
    const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const bad = [
      [nextCursor!, 'newest'],
      ['%%%', 'newest'],
      ['', 'newest'],
      [forged(['newest', ["2026-01-01' or true --", 'x']]), 'newest'],
      [forged(['year_desc', ['2000', "';drop table car_listings"]]), 'year_desc'],
      [forged(['year_desc', [null, null]]), 'year_desc'],
      [forged({ a: 1 }), 'year_desc'],
    ] as const
    for (const [cursor, sort] of bad) {
      await expect(list(ctx, { cursor, sort })).rejects.toMatchObject({
        code: 'invalid',
        errors: [{ pointer: '/cursor' }],
      })
    }
  })
})

describe('paging', () => {
  test('while others insert, every row that was there is seen exactly once, in every order', async () => {
    const car = fc.record(
      {
        title: fc.string({ maxLength: 8 }),
        year: fc.integer({ min: 2010, max: 2013 }),
        mileageKm: fc.integer({ min: 0, max: 5 }),
        price: fc.record({
          priceMinor: fc.integer({ min: 0, max: 3 }),
          currency: fc.constantFrom('USD', 'EUR'),
        }),
      },
      { requiredKeys: [] },
    )
    const toFields = ({ price, ...rest }: { price?: { priceMinor: number; currency: string } }) => ({
      ...rest,
      ...price,
    })
    const sorts = fc.constantFrom('newest', 'price_asc', 'price_desc', 'year_desc', 'mileage_asc')
    await fc.assert(
      fc.asyncProperty(
        fc.array(car, { minLength: 1, maxLength: 25 }),
        fc.array(car, { minLength: 1, maxLength: 3 }),
        sorts,
        fc.integer({ min: 1, max: 7 }),
        async (before, meanwhile, sort, limit) => {
          const ctx = await on.workspace()
          const there = await save(ctx, before.map(toFields))
          let rounds = 0
          const seen = await walk(ctx, { sort, limit: String(limit) }, async () => {
            if (rounds++ < 8) await save(ctx, meanwhile.map(toFields))
          })
          expect(new Set(seen).size).toBe(seen.length)
          expect(there.filter((id) => !seen.includes(id))).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)
})

describe('every filter in every order', () => {
  const markets = ['USD', 'EUR', undefined] as const
  const makes = ['BMW', 'Skoda', 'Audi', 'Kia'] as const
  /** 500 cars whose facts are spread by the number alone; every 40th is a Tesla, all of them old and far. */
  const market = Array.from({ length: 500 }, (_, n): Partial<CarFields> => {
    const currency = markets[n % 7 === 0 ? 2 : n % 2]
    const rare = n % 40 === 0
    return {
      title: `Car ${n % 9 === 0 ? 'sunroof' : 'plain'} ${rare ? 'pearl' : ''}`,
      make: rare ? 'Tesla' : makes[n % 4]!,
      model: `M${n % 3}`,
      ...(n % 11 ? { year: rare ? 1990 : 2000 + (n % 23) } : {}),
      ...(n % 13 ? { mileageKm: rare ? 900_000 : (n * 7919) % 1000 } : {}),
      ...(currency ? { priceMinor: ((n * 104_729) % 300) * 100, currency } : {}),
      fuel: rare ? 'electric' : n % 5 ? 'diesel' : 'petrol',
      transmission: n % 2 ? 'manual' : 'automatic',
      bodyType: n % 6 ? 'sedan' : 'suv',
      status: n % 50 === 3 ? 'HIDDEN' : 'AVAILABLE',
    }
  })
  const filters: [query: Record<string, string>, fits: (car: CarListing) => boolean][] = [
    [{}, () => true],
    [{ status: 'HIDDEN' }, (car) => car.status === 'HIDDEN'],
    [{ status: 'AVAILABLE' }, (car) => car.status === 'AVAILABLE'],
    [{ make: 'Tesla' }, (car) => car.make === 'Tesla'],
    [{ make: 'BMW', model: 'M1' }, (car) => car.make === 'BMW' && car.model === 'M1'],
    [{ fuel: 'electric,petrol' }, (car) => car.fuel === 'electric' || car.fuel === 'petrol'],
    [
      { bodyType: 'suv', transmission: 'manual' },
      (car) => car.bodyType === 'suv' && car.transmission === 'manual',
    ],
    [{ source: 'far.example' }, (car) => car.source === 'far.example'],
    [{ yearTo: '1995' }, (car) => car.year !== null && car.year <= 1995],
    [
      { currency: 'EUR', priceTo: '20' },
      (car) => car.price !== null && car.price.currency === 'EUR' && car.price.amount <= 20,
    ],
    [{ mileageTo: '30' }, (car) => car.mileageKm !== null && car.mileageKm <= 30],
    [{ priceFrom: '1000000' }, () => false],
    [{ q: 'sunr' }, (car) => car.title?.includes('sunroof') ?? false],
    [{ q: 'pearl', make: 'Tesla' }, (car) => car.title?.includes('pearl') ?? false],
    [{ q: 'pearl', fuel: 'diesel' }, () => false],
  ]

  type Key = string | number | null
  const instant = (car: CarListing) => Date.parse(car.firstSeenAt)
  const price = (car: CarListing): Key[] =>
    car.price ? [car.price.currency, car.price.amount] : [null, null]
  const orders: Record<string, [keys: (car: CarListing) => Key[], direction: 1 | -1]> = {
    newest: [(car) => [instant(car)], -1],
    price_asc: [price, 1],
    price_desc: [price, -1],
    year_desc: [(car) => [car.year], -1],
    mileage_asc: [(car) => [car.mileageKm], 1],
  }
  const inOrder = (keys: (car: CarListing) => Key[], direction: 1 | -1) => (a: CarListing, b: CarListing) => {
    const [as, bs] = [
      [...keys(a), a.id],
      [...keys(b), b.id],
    ]
    for (const [i, x] of as.entries()) {
      const y = bs[i]!
      if (x === y) continue
      if (x === null || y === null) return x === null ? 1 : -1
      return x < y ? -direction : direction
    }
    return 0
  }

  test('walked by pages, is all that fits, once, in that order, however rare it is', async () => {
    const ctx = await on.workspace()
    await save(ctx, market.slice(0, 20), 'far.example')
    for (let n = 20; n < market.length; n += 120) await save(ctx, market.slice(n, n + 120))
    const all = await everything(ctx, {})
    expect(all).toHaveLength(500)
    for (const [query, fits] of filters) {
      const cars = all.filter(fits)
      // Small pages look at few rows, so that what is rare has to be picked out.
      const limit = cars.length < 30 ? '1' : '45'
      for (const [sort, [keys, direction]] of Object.entries(orders)) {
        const expected = cars.toSorted(inOrder(keys, direction)).map((car) => car.id)
        expect([query, sort, await walk(ctx, { ...query, sort, limit })]).toEqual([query, sort, expected])
      }
    }
  }, 120_000)
})

describe('search', () => {
  test('finds by the beginning of each word, in any script, accents aside', async () => {
    const ctx = await on.workspace()
    await save(ctx, [
      { title: 'Škoda Octavia A7', make: 'Skoda', location: 'Київ' },
      { title: 'БМВ Х5', vin: 'WBAFR71010DX12345' },
    ])
    expect(await titles(ctx, { q: 'skod octa' })).toEqual(['Škoda Octavia A7'])
    expect(await titles(ctx, { q: 'КИЇВ' })).toEqual(['Škoda Octavia A7'])
    expect(await titles(ctx, { q: 'бмв' })).toEqual(['БМВ Х5'])
    expect(await titles(ctx, { q: 'wbafr71' })).toEqual(['БМВ Х5'])
    expect(await titles(ctx, { q: 'octavia x5' })).toEqual([])
  })

  test('no input breaks it', async () => {
    const ctx = await on.workspace()
    await save(ctx, [{ title: 'Golf' }])
    const hostile = [
      "'",
      "a' | 'b",
      ':*',
      '!golf',
      '\\',
      '<->',
      '(((',
      '%_',
      '\u0000',
      '\ud800',
      "golf':* & !'x",
    ]
    for (const q of hostile) await titles(ctx, { q })
    expect(await titles(ctx, { q: "golf' | !'" })).toEqual(['Golf'])
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (q) => {
        await listListings(ctx, { q, limit: 5, sort: 'newest' })
      }),
      { numRuns: 100 },
    )
  })

  test('a word that thousands share still finds them all', async () => {
    const ctx = await on.workspace()
    await save(
      ctx,
      Array.from({ length: 2100 }, (_, n) => ({ title: `Golf ${n}`, year: 2000 + (n % 20) })),
    )
    expect(await walk(ctx, { q: 'golf', sort: 'year_desc', limit: '100' })).toHaveLength(2100)
  })
})

describe('facets and export', () => {
  test('facets count what the filter holds', async () => {
    const ctx = await on.workspace()
    await save(ctx, [
      { make: 'BMW', fuel: 'diesel', transmission: 'manual' },
      { make: 'BMW', fuel: 'diesel', status: 'SOLD' },
      { make: 'Audi', fuel: 'petrol', priceMinor: 1, currency: 'USD' },
      {},
    ])
    expect(await facetListings(ctx, {})).toEqual({
      total: 4,
      makes: [
        { value: 'BMW', count: 2 },
        { value: 'Audi', count: 1 },
      ],
      sources: [{ value: 'cars.example', count: 4 }],
      statuses: [
        { value: 'AVAILABLE', count: 3 },
        { value: 'SOLD', count: 1 },
      ],
      currencies: [{ value: 'USD', count: 1 }],
      fuels: [
        { value: 'diesel', count: 2 },
        { value: 'petrol', count: 1 },
      ],
      transmissions: [{ value: 'manual', count: 1 }],
    })
    expect(await facetListings(ctx, { make: 'BMW' })).toMatchObject({ total: 2, makes: [{ count: 2 }] })
  })

  test('an export holds every car of the filter once, newest first', async () => {
    const ctx = await on.workspace()
    const ids = await save(
      ctx,
      Array.from({ length: 1200 }, (_, n) => ({ title: `Car ${n}`, year: 2000 + (n % 2) })),
    )
    const all = await everything(ctx, {})
    expect(new Set(all.map((car) => car.id))).toEqual(new Set(ids))
    expect(all).toHaveLength(1200)
    expect(await everything(ctx, { yearTo: 2000 })).toHaveLength(600)
  })
})
