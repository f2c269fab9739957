import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { marketOfListing } from './market.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
const x5 = { make: 'BMW', model: 'X5', year: 2019, mileage_km: 90_000, currency: 'USD', status: 'AVAILABLE' }
const car = async (ctx: Context, price: number | null, row: Record<string, unknown> = {}) => {
  const id = randomUUID()
  const whole = {
    ...x5,
    id,
    workspace_id: ctx.workspaceId,
    source: 'cars.example',
    price_minor: price === null ? null : price * 100,
    ...row,
  }
  await withTx(ctx, ({ sql }) => sql`insert into car_listings ${sql(whole)}`)
  return id
}
const cars = async (ctx: Context, prices: number[], row: Record<string, unknown> = {}) => {
  for (const price of prices) await car(ctx, price, row)
}
const five = [30_000, 32_000, 34_000, 36_000, 38_000]

describe('the market of a car', () => {
  test('is the range of comparable cars, its own place in it, and their days for sale', async () => {
    const ctx = await on.workspace()
    const id = await car(ctx, 31_000, { first_seen_at: ago(12) })
    await cars(ctx, five, { first_seen_at: ago(40) })
    const market = await marketOfListing(ctx, id)
    expect(market).toMatchObject({
      missing: [],
      currency: 'USD',
      day: null,
      sample: 5,
      leftOut: 0,
      range: { p10: 30_800, p25: 32_000, median: 34_000, p75: 36_000, p90: 37_200 },
      own: { amount: 31_000, place: 20, verdict: 'low' },
      days: { own: 12, typical: 40 },
      compared: { yearFrom: 2017, yearTo: 2021, mileageFrom: 60_000, mileageTo: 120_000 },
    })
    expect(market.cars.map(({ amount }) => amount)).toEqual(five)
  })

  test('counts only the same make and model, nearly as old and as far driven, sound, and seen lately', async () => {
    const ctx = await on.workspace()
    const id = await car(ctx, 31_000, { vin: 'VIN1' })
    await cars(ctx, five)
    for (const other of [
      { model: 'X6' },
      { year: 2016 },
      { mileage_km: 130_000 },
      { mileage_km: null },
      { condition: 'damaged' },
      { status: 'HIDDEN' },
      { last_seen_at: ago(200) },
      { deleted_at: ago(1) },
      { vin: 'VIN1' },
    ])
      await car(ctx, 99_000, other)
    await car(ctx, null)
    expect((await marketOfListing(ctx, id)).sample).toBe(5)
    await car(ctx, 39_000, { vin: 'VIN2', status: 'SOLD', year: 2021, mileage_km: 119_000 })
    await car(ctx, 39_500, { vin: 'VIN2' })
    expect((await marketOfListing(ctx, id)).sample).toBe(6)
  })

  test('says plainly that there are too few, and shows these', async () => {
    const ctx = await on.workspace()
    const id = await car(ctx, 31_000)
    await cars(ctx, five.slice(1))
    expect(await marketOfListing(ctx, id)).toMatchObject({
      sample: 4,
      range: null,
      own: null,
      days: { typical: null },
    })
  })

  test('changes prices of other currencies by the rates of a day, and leaves out what it can not change', async () => {
    const ctx = await on.workspace()
    await withSystemTx(
      on.db,
      ({ sql }) => sql`insert into exchange_rates (currency, day, uah_per) values ('USD', '2026-11-20', 40)`,
    )
    const id = await car(ctx, 31_000)
    await cars(ctx, five.slice(1))
    await car(ctx, 1_200_000, { currency: 'UAH' })
    await car(ctx, 99_000, { currency: 'PLN' })
    const market = await marketOfListing(ctx, id)
    expect(market).toMatchObject({ sample: 5, leftOut: 1, day: '2026-11-20', range: { median: 34_000 } })
    expect(market.cars[0]).toMatchObject({ amount: 30_000, price: { amount: 1_200_000, currency: 'UAH' } })
  })

  test('has a range for a car without a price, and nothing to compare where make, model or year are unknown', async () => {
    const ctx = await on.workspace()
    await cars(ctx, five)
    const unpriced = await marketOfListing(ctx, await car(ctx, null, { currency: null }))
    expect(unpriced).toMatchObject({ currency: 'USD', range: { median: 34_000 }, own: null })
    const unknown = await marketOfListing(ctx, await car(ctx, 1, { model: null, year: null }))
    expect(unknown).toMatchObject({ missing: ['model', 'year'], sample: 0, range: null, compared: null })
  })

  test('is not told of a car of another workspace, nor from its cars', async () => {
    const [ctx, other] = [await on.workspace('VIEWER'), await on.workspace()]
    await cars(other, five)
    const id = await car(ctx, 31_000)
    expect((await marketOfListing(ctx, id)).sample).toBe(0)
    await expect(marketOfListing(other, id)).rejects.toMatchObject({ code: 'not_found' })
  })
})
