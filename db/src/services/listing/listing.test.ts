import type { CarListing, ListingCreate } from '@cartie/shared/schemas/listing'
import { ListingDetail } from '@cartie/shared/schemas/listing'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { saveRates } from '../rate/save.ts'
import { updateWorkspace } from '../workspace/update.ts'
import { bulkListings } from './bulk.ts'
import { createListing } from './create.ts'
import { deleteListing } from './delete.ts'
import { getListing } from './get.ts'
import { importListings } from './import.ts'
import { restoreListing } from './restore.ts'
import { saveCars } from './save-cars.ts'
import { updateListing } from './update.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const writers = ['OWNER', 'ADMIN', 'MANAGER'] as const
const url = 'https://cars.example/1'
const golf: ListingCreate = {
  title: 'VW Golf',
  make: 'Volkswagen',
  model: 'Golf',
  year: 2015,
  price: { amount: 9500.5, currency: 'USD' },
  mileageKm: 100_000,
  sourceUrl: url,
}

const eventsOf = async (ctx: Context) =>
  (await withTx(ctx, (tx) => tx.sql<{ name: string }[]>`select name from events order by id`)).map(
    (e) => e.name,
  )

const parse = (ctx: Context, fields: object, day = 1) =>
  withTx(ctx, (tx) =>
    saveCars(ctx, tx, {
      cars: [{ fields, provenance: {}, losers: {}, source: 'cars.example', sourceUrl: url }],
      parseId: null,
      sample: false,
      seenAt: `2026-11-${10 + day}T10:00:00.000Z`,
    }),
  )

const refusesOthers = async (ctx: Context, run: (other: Context) => Promise<unknown>) => {
  for (const role of otherRoles(writers)) {
    await expect(run(as(ctx, role))).rejects.toMatchObject({ code: 'forbidden' })
  }
}
const isUnknown = (promise: Promise<unknown>) => expect(promise).rejects.toMatchObject({ code: 'not_found' })

describe('creating a car by hand', () => {
  test('stores what was given, locked, and says that a person wrote it', async () => {
    const ctx = await on.workspace()
    const car = await createListing(ctx, {
      ...golf,
      vin: null,
      seller: { name: 'Іван', phone: '067 123 45 67', kind: null },
    })
    const detail = await getListing(ctx, car.id)
    expect(ListingDetail.parse(detail)).toEqual(detail)
    expect(detail).toMatchObject({
      ...golf,
      source: 'manual',
      status: 'AVAILABLE',
      seller: { name: 'Іван', phone: '+380671234567' },
      provenance: { make: { extractor: 'person', confidence: 1, raw: 'Volkswagen' } },
      priceHistory: [{ price: golf.price }],
    })
    expect(car.lockedFields).toEqual(
      expect.arrayContaining(['priceMinor', 'currency', 'title', 'sellerPhone']),
    )
    expect(car.lockedFields).not.toContain('vin')
    expect(await eventsOf(ctx)).toEqual(['listing.created'])
  })

  test('a known make and model get their names, a spelling of one’s own is kept', async () => {
    const ctx = await on.workspace()
    const named = async (make: string, model: string) => {
      const car = await createListing(ctx, { title: 'x', make, model })
      return [car.make, car.model]
    }
    expect(await named('бмв', 'х5')).toEqual(['BMW', 'X5'])
    expect(await named('vw', 'пассат')).toEqual(['Volkswagen', 'Passat'])
    expect(await named('Моя марка', 'Ластівка')).toEqual(['Моя марка', 'Ластівка'])
  })

  test('an address that another listing has is a conflict that names the field', async () => {
    const ctx = await on.workspace()
    await createListing(ctx, golf)
    await expect(createListing(ctx, { ...golf, sourceUrl: `${url}#a` })).rejects.toMatchObject({
      code: 'conflict',
      errors: [{ pointer: '/sourceUrl' }],
    })
  })

  test('roles below a manager create none', async () => {
    const ctx = await on.workspace()
    await refusesOthers(ctx, (other) => createListing(other, golf))
  })
})

describe('changing a car by hand', () => {
  test('what a person edited is locked, and a parse shows the conflict instead of overwriting it', async () => {
    const ctx = await on.workspace()
    const id = (await parse(ctx, { title: 'Golf', year: 2015 }))[0]!.listingId
    const edited = await updateListing(ctx, id, { year: 2014 })
    expect(edited).toMatchObject({
      year: 2014,
      version: 2,
      lockedFields: ['year'],
      provenance: { year: { extractor: 'person' } },
    })
    const [again] = await parse(ctx, { title: 'Golf', year: 2015 }, 2)
    expect(again!.outcome).toBe('unchanged')
    const shown = await getListing(ctx, id)
    expect(shown).toMatchObject({ year: 2014, conflicts: { year: { value: 2015 } } })
    const [moved] = await parse(ctx, { title: 'Golf', year: 2016 }, 3)
    expect(moved!.outcome).toBe('changed')
  })

  test('a field that is given back takes what the parser saw, and follows it again', async () => {
    const ctx = await on.workspace()
    const id = (await parse(ctx, { title: 'Golf', year: 2015 }))[0]!.listingId
    await updateListing(ctx, id, { year: 2014, color: 'red' })
    await parse(ctx, { title: 'Golf', year: 2016 }, 2)
    expect(await updateListing(ctx, id, { unlock: ['year'] })).toMatchObject({
      year: 2016,
      lockedFields: ['color'],
      conflicts: {},
    })
    await parse(ctx, { title: 'Golf', year: 2017 }, 3)
    expect((await getListing(ctx, id)).year).toBe(2017)
  })

  test('a person who writes the same value again keeps it, and the conflict is answered', async () => {
    const ctx = await on.workspace()
    const id = (await parse(ctx, { title: 'Golf', year: 2015 }))[0]!.listingId
    await updateListing(ctx, id, { year: 2014 })
    await parse(ctx, { title: 'Golf', year: 2016 }, 2)
    expect(await updateListing(ctx, id, { year: 2014 })).toMatchObject({
      year: 2014,
      lockedFields: ['year'],
      conflicts: {},
    })
  })

  test('an editor who saw another version is told, and nothing changes', async () => {
    const ctx = await on.workspace()
    const car = await createListing(ctx, golf)
    await updateListing(ctx, car.id, { color: 'red', version: car.version })
    await expect(updateListing(ctx, car.id, { color: 'blue', version: car.version })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await getListing(ctx, car.id)).color).toBe('red')
  })

  test('two editors of one version: exactly one wins', async () => {
    const ctx = await on.workspace()
    const car = await createListing(ctx, golf)
    const edits = ['red', 'blue', 'green'].map((color) =>
      updateListing(ctx, car.id, { color, version: car.version }),
    )
    const results = await Promise.allSettled(edits)
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  })

  test('a new price is in the history, and the one before is shown', async () => {
    const ctx = await on.workspace()
    const car = await createListing(ctx, golf)
    await updateListing(ctx, car.id, { price: { amount: 9000, currency: 'USD' } })
    const detail = await getListing(ctx, car.id)
    expect(detail.previousPrice).toEqual(golf.price)
    expect(detail.priceHistory.map((p) => p.price.amount)).toEqual([9500.5, 9000])
  })

  test("a price keeps what it was worth in the company's currency that day, whatever the rates are later", async () => {
    const ctx = await on.workspace()
    await updateWorkspace(ctx, { currency: 'UAH' })
    await saveRates(ctx.db, { day: '2020-01-01', uahPer: { USD: 40, EUR: 50 } })
    await saveRates(ctx.db, { day: '2100-01-01', uahPer: { USD: 99, EUR: 99 } })
    const worths = async (id: string) =>
      (await getListing(ctx, id)).priceHistory.map(
        ({ worth }) => worth && `${worth.amount} ${worth.currency}`,
      )
    const { id } = await createListing(ctx, { title: 'x', price: { amount: 10_000, currency: 'USD' } })
    expect(await worths(id)).toEqual(['400000 UAH'])
    await updateListing(ctx, id, { price: { amount: 10_000, currency: 'EUR' } })
    await updateListing(ctx, id, { price: { amount: 480_000, currency: 'UAH' } })
    await updateListing(ctx, id, { price: { amount: 9000, currency: 'KZT' } })
    await updateWorkspace(ctx, { currency: 'EUR' })
    expect(await worths(id)).toEqual(['400000 UAH', '500000 UAH', null, null])
    await updateListing(ctx, id, { price: { amount: 10_000, currency: 'USD' } })
    expect((await worths(id)).at(-1)).toBe('8000 EUR')
  })

  test('a model that is edited alone is named by the make that the car has', async () => {
    const ctx = await on.workspace()
    const { id } = await createListing(ctx, { title: 'x', make: 'VW', model: 'Golf' })
    expect(await updateListing(ctx, id, { model: 'тігуан' })).toMatchObject({
      make: 'Volkswagen',
      model: 'Tiguan',
    })
    expect(await updateListing(ctx, id, { make: 'шкода', model: 'октавія' })).toMatchObject({
      make: 'Skoda',
      model: 'Octavia',
    })
  })

  test('an emptied field is locked empty, a blank that was empty before stays open to the parser', async () => {
    const ctx = await on.workspace()
    const car = await createListing(ctx, golf)
    const edited = await updateListing(ctx, car.id, { price: null, vin: null })
    expect(edited.price).toBeNull()
    await parse(ctx, { title: 'x', vin: 'WVWZZZ1KZBW000001', priceMinor: 1, currency: 'USD' })
    const detail = await getListing(ctx, car.id)
    expect(detail).toMatchObject({ price: null, vin: 'WVWZZZ1KZBW000001', title: 'VW Golf' })
  })

  test('an edit that changes nothing raises no version and tells of nothing', async () => {
    const ctx = await on.workspace()
    const car = await createListing(ctx, golf)
    expect(await updateListing(ctx, car.id, { make: 'Volkswagen', vin: null })).toEqual(car)
    expect(await eventsOf(ctx)).toEqual(['listing.created'])
  })

  test('another workspace and lower roles change nothing', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const car = await createListing(ctx, golf)
    await isUnknown(updateListing(other, car.id, { year: 2000 }))
    await isUnknown(getListing(other, car.id))
    await refusesOthers(ctx, (role) => updateListing(role, car.id, { year: 2000 }))
    expect((await getListing(as(ctx, 'VIEWER'), car.id)).year).toBe(2015)
  })
})

describe('the bin', () => {
  test('a deleted car can be taken back; doing either twice changes nothing more', async () => {
    const ctx = await on.workspace()
    const car = await createListing(ctx, golf)
    await deleteListing(ctx, car.id)
    await deleteListing(ctx, car.id)
    expect((await getListing(ctx, car.id)).deletedAt).not.toBeNull()
    await restoreListing(ctx, car.id)
    expect((await restoreListing(ctx, car.id)).deletedAt).toBeNull()
    expect(await eventsOf(ctx)).toEqual(['listing.created', 'listing.deleted', 'listing.restored'])
  })

  test('another workspace and lower roles neither delete nor restore', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const car = await createListing(ctx, golf)
    for (const verb of [deleteListing, restoreListing]) {
      await isUnknown(verb(other, car.id))
      await isUnknown(verb(ctx, randomUUID()))
      await refusesOthers(ctx, (role) => verb(role, car.id))
    }
    expect((await getListing(ctx, car.id)).deletedAt).toBeNull()
  })
})

describe('one change for many cars', () => {
  const make = async (ctx: Context, count: number): Promise<CarListing[]> => {
    const cars: CarListing[] = []
    for (let n = 0; n < count; n++) cars.push(await createListing(ctx, { title: `Car ${n}` }))
    return cars
  }

  test('changes the ones that differ, locks the status, and tells how to undo it', async () => {
    const ctx = await on.workspace()
    const [a, b, c] = (await make(ctx, 3)) as [CarListing, CarListing, CarListing]
    await bulkListings(ctx, { ids: [a.id], action: { kind: 'status', status: 'SOLD' } })
    const ids = [a.id, b.id, c.id, randomUUID()]
    const reply = await bulkListings(ctx, { ids, action: { kind: 'status', status: 'SOLD' } })
    expect(reply.changed).toBe(2)
    expect(reply.undo).toEqual(
      expect.arrayContaining([b, c].map(({ id }) => ({ id, status: 'AVAILABLE', deleted: false }))),
    )
    const after = await getListing(ctx, b.id)
    expect(after.status).toBe('SOLD')
    expect(after.lockedFields).toContain('status')
    expect(after.provenance.status).toMatchObject({ extractor: 'person', raw: 'SOLD' })
  })

  test('deletes and restores', async () => {
    const ctx = await on.workspace()
    const ids = (await make(ctx, 2)).map((car) => car.id)
    expect(await bulkListings(ctx, { ids, action: { kind: 'delete' } })).toMatchObject({ changed: 2 })
    expect(await bulkListings(ctx, { ids, action: { kind: 'delete' } })).toEqual({ changed: 0, undo: [] })
    const restored = await bulkListings(ctx, { ids, action: { kind: 'restore' } })
    expect(restored.undo.every((row) => row.deleted)).toBe(true)
    expect((await eventsOf(ctx)).slice(2)).toEqual(['listing.deleted', 'listing.restored'])
  })

  test('another workspace and lower roles change none', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const ids = (await make(ctx, 2)).map((car) => car.id)
    for (const kind of ['delete', 'restore'] as const) {
      expect(await bulkListings(other, { ids, action: { kind } })).toEqual({ changed: 0, undo: [] })
      await refusesOthers(ctx, (role) => bulkListings(role, { ids, action: { kind } }))
    }
    await refusesOthers(ctx, (role) =>
      bulkListings(role, { ids, action: { kind: 'status', status: 'SOLD' } }),
    )
  })
})

describe('importing a table', () => {
  const rows: ListingCreate[] = [
    { title: 'Octavia', year: 2020, price: { amount: 100, currency: 'USD' } },
    { title: 'Octavia', year: 2020, price: { amount: 110, currency: 'USD' } },
    { title: 'Golf', vin: 'WVWZZZ1KZBW000001' },
    { title: 'Leaf', sourceUrl: url },
  ]

  test('equal rows stay as many as they are, and the same table again changes only what differs', async () => {
    const ctx = await on.workspace()
    expect(await importListings(ctx, { rows })).toEqual({ created: 4, changed: 0, unchanged: 0 })
    expect(await importListings(ctx, { rows })).toEqual({ created: 0, changed: 0, unchanged: 4 })
    const cheaper = rows.map((row, n) => (n === 1 ? { ...row, price: { amount: 90, currency: 'USD' } } : row))
    expect(await importListings(ctx, { rows: cheaper })).toEqual({ created: 0, changed: 1, unchanged: 3 })
  })

  test('makes and models get the names that the parser gives them', async () => {
    const ctx = await on.workspace()
    await importListings(ctx, { rows: [{ title: 'бмв x5', make: 'бмв', model: 'x5' }] })
    const [car] = await withTx(ctx, (tx) => tx.sql`select make, model from car_listings`)
    expect(car).toEqual({ make: 'BMW', model: 'X5' })
  })

  test('a field that was edited by hand stays', async () => {
    const ctx = await on.workspace()
    await importListings(ctx, { rows: [rows[3]!] })
    const [row] = await withTx(ctx, (tx) => tx.sql<{ id: string }[]>`select id from car_listings`)
    const id = row!.id
    await updateListing(ctx, id, { title: 'Nissan Leaf' })
    await importListings(ctx, { rows: [rows[3]!] })
    expect((await getListing(ctx, id)).title).toBe('Nissan Leaf')
  })

  test('roles below a manager import none', async () => {
    const ctx = await on.workspace()
    await refusesOthers(ctx, (role) => importListings(role, { rows }))
  })
})

describe('the same car elsewhere', () => {
  test('is found by VIN and by attributes, never across workspaces', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const base = { ...golf, sourceUrl: null }
    const vin = 'WVWZZZ1KZBW000001'
    const car = await createListing(ctx, { ...base, vin })
    const sameVin = await createListing(ctx, { title: 'Other', vin })
    const close = await createListing(ctx, {
      ...base,
      mileageKm: 102_900,
      price: { amount: 8600, currency: 'USD' },
    })
    await createListing(ctx, { ...base, mileageKm: 104_000 })
    await createListing(ctx, { ...base, price: { amount: 8000, currency: 'USD' } })
    await createListing(ctx, { ...base, price: { amount: 9500, currency: 'EUR' } })
    await createListing(ctx, { ...base, vin: 'WVWZZZ1KZBW000002' })
    await createListing(other, { ...base, vin })
    const { sameCar } = await getListing(ctx, car.id)
    expect(sameCar.map(({ id, why }) => [why, id])).toEqual([
      ['vin', sameVin.id],
      ['attributes', close.id],
    ])
  })
})
