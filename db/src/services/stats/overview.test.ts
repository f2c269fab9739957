import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testRequest } from '../../testing/test-request.ts'
import { as, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { getOverview } from './overview.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const ago = (days: number, minutes = 0) =>
  new Date(Date.now() - days * 86_400_000 + minutes * 60_000).toISOString()
const add = async (ctx: Context, table: string, row: Record<string, unknown>): Promise<string> => {
  const id = randomUUID()
  const whole = { id, workspace_id: ctx.workspaceId, ...row }
  await withTx(ctx, ({ sql }) => sql`insert into ${sql(table)} ${sql(whole)}`)
  return id
}
const lead = (ctx: Context, row: Record<string, unknown> = {}) =>
  add(ctx, 'leads', { code: randomUUID().slice(0, 8), name: 'Anna', source: 'form', ...row })
const car = (ctx: Context, row: Record<string, unknown> = {}) =>
  add(ctx, 'car_listings', { source: 'cars.example', status: 'AVAILABLE', ...row })
const proposal = (ctx: Context, requestId: string, row: Record<string, unknown>) =>
  add(ctx, 'proposals', {
    request_id: requestId,
    code: randomUUID().slice(0, 8),
    token: randomUUID(),
    title: 'Cars',
    created_by: 'system',
    ...row,
  })
const overview = (ctx: Context, days = 30) => getOverview(ctx, { days })

describe('leads of the overview', () => {
  test('are those of the period by day and source, beside as many days before, and who waits now', async () => {
    const ctx = await on.workspace()
    await lead(ctx, { created_at: ago(0) })
    await lead(ctx, { created_at: ago(2), source: 'telegram', status: 'CONTACTED' })
    await lead(ctx, { created_at: ago(2), source: 'telegram', status: 'CONTACTED' })
    await lead(ctx, { created_at: ago(2), deleted_at: ago(1) })
    await lead(ctx, { created_at: ago(9) })
    const { leads, from, to } = await overview(ctx, 7)
    expect(leads).toMatchObject({ total: 3, before: 1, waiting: 2 })
    expect(leads.bySource).toEqual([
      { source: 'telegram', count: 2 },
      { source: 'form', count: 1 },
    ])
    expect(leads.byDay.map(({ count }) => count)).toEqual([0, 0, 0, 0, 2, 0, 1])
    expect([leads.byDay[0]?.day, leads.byDay[6]?.day]).toEqual([from, to])
  })

  test("belong to the day that the workspace's clocks show", async () => {
    const zones = ['Pacific/Kiritimati', 'Pacific/Niue'] as const
    const days = await Promise.all(
      zones.map(async (zone) => {
        const ctx = await on.workspace()
        await withSystemTx(
          on.db,
          ({ sql }) => sql`update workspaces set time_zone = ${zone} where id = ${ctx.workspaceId}`,
        )
        await lead(ctx)
        const { leads, to } = await overview(ctx, 1)
        const here = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date())
        expect(leads.byDay).toEqual([{ day: here, count: 1 }])
        return to
      }),
    )
    // There are 25 hours between them: never the same day.
    expect(days[0]).not.toBe(days[1])
  })

  test('were answered after so many minutes, if they came by themselves', async () => {
    const ctx = await on.workspace()
    for (const minutes of [10, 20, 60])
      await lead(ctx, { created_at: ago(3), first_answer_at: ago(3, minutes) })
    await lead(ctx, { created_at: ago(3), source: 'manual', first_answer_at: ago(3) })
    await lead(ctx, { created_at: ago(3) })
    await lead(ctx, { created_at: ago(40), first_answer_at: ago(40, 30) })
    const { answers } = await overview(ctx)
    expect(answers).toEqual({ answered: 3, medianMinutes: 20, slowMinutes: 52, beforeMinutes: 30 })
  })

  test('go through the funnel: a request, a proposal that was sent, a deal', async () => {
    const ctx = await on.workspace()
    await lead(ctx)
    await lead(ctx, { status: 'WON' })
    await testRequest(ctx, { lead_id: await lead(ctx) })
    const sent = await testRequest(ctx, { lead_id: await lead(ctx) })
    await proposal(ctx, sent, { sent_at: ago(0), status: 'SENT' })
    const drafted = await testRequest(ctx, { lead_id: await lead(ctx) })
    await proposal(ctx, drafted, {})
    // One that was joined to another: what became of its request is the other's.
    const whole = await lead(ctx)
    const joined = await lead(ctx, { deleted_at: ago(0), merged_into: whole })
    const won = await testRequest(ctx, { lead_id: joined, status: 'WON' })
    await proposal(ctx, won, { sent_at: ago(0), status: 'ACCEPTED' })
    expect((await overview(ctx)).funnel).toEqual({ leads: 6, requests: 4, proposals: 2, won: 2 })
  })
})

describe('the stock of the overview', () => {
  test('is what is for sale, by age and currency, and in one currency by the rates that are known', async () => {
    const ctx = await on.workspace()
    await withSystemTx(
      on.db,
      ({ sql }) => sql`insert into exchange_rates (currency, day, uah_per) values ('USD', '2026-11-20', 40)`,
    )
    await car(ctx, { price_minor: 10_000_00, currency: 'USD', first_seen_at: ago(1) })
    await car(ctx, { price_minor: 20_000_00, currency: 'USD', status: 'RESERVED', first_seen_at: ago(20) })
    await car(ctx, {
      price_minor: 400_000_00,
      currency: 'UAH',
      first_seen_at: ago(1),
      posted_at: ago(70.5),
    })
    await car(ctx, { price_minor: 90_000_00, currency: 'PLN', first_seen_at: ago(400) })
    await car(ctx, { currency: 'USD' })
    await car(ctx, { price_minor: 1_00, currency: 'USD', status: 'SOLD' })
    await car(ctx, { price_minor: 1_00, currency: 'USD', deleted_at: ago(0) })
    const { stock } = await overview(ctx)
    expect(stock).toMatchObject({ cars: 5, unpriced: 1 })
    expect(stock.priced[0]).toEqual({ cars: 2, worth: { amount: 30_000, currency: 'USD' } })
    expect(stock.total).toEqual({
      worth: { amount: 40_000, currency: 'USD' },
      cars: 3,
      leftOut: 1,
      day: '2026-11-20',
    })
    expect(stock.ages.map(({ fromDays, toDays, cars }) => [fromDays, toDays, cars])).toEqual([
      [0, 7, 2],
      [8, 30, 1],
      [31, 60, 0],
      [61, 90, 1],
      [91, null, 1],
    ])
  })

  test('moves in price: what fell and rose in the period, the last first', async () => {
    const ctx = await on.workspace()
    const moved = async (before: number, now: number, days: number, more: Record<string, unknown> = {}) => {
      const currency = 'USD'
      const prices = { price_minor: now * 100, currency, previous_price_minor: before * 100 }
      const id = await car(ctx, { ...prices, previous_currency: currency, ...more })
      await withTx(
        ctx,
        ({ sql }) => sql`insert into observations (workspace_id, listing_id, price_minor, currency, seen_at)
          values (${ctx.workspaceId}, ${id}, ${now * 100}, ${currency}, ${ago(days)})`,
      )
      return id
    }
    const fell = await moved(12_000, 11_000, 2, { title: 'Fell' })
    const rose = await moved(9000, 9500, 1)
    await moved(5000, 4000, 20)
    await moved(5000, 4000, 1, { previous_currency: 'EUR' })
    await moved(5000, 4000, 1, { deleted_at: ago(0) })
    const { prices } = await overview(ctx, 7)
    expect(prices).toMatchObject({ down: 1, up: 1 })
    expect(prices.recent.map(({ listingId }) => listingId)).toEqual([rose, fell])
    expect(prices.recent[1]).toMatchObject({
      title: 'Fell',
      before: { amount: 12_000, currency: 'USD' },
      now: { amount: 11_000, currency: 'USD' },
    })
  })
})

describe('deals and traffic of the overview', () => {
  test('requests stand at their stages, with those that are late', async () => {
    const ctx = await on.workspace()
    await testRequest(ctx, { status: 'PUBLISHED', deadline_at: ago(1) })
    await testRequest(ctx, { status: 'PUBLISHED' })
    await testRequest(ctx, { status: 'WON', deadline_at: ago(1) })
    await testRequest(ctx, { deleted_at: ago(1) })
    const { requests } = await overview(ctx)
    expect(requests).toMatchObject({ open: 2, late: 1 })
    expect(requests.byStatus.filter(({ count }) => count)).toEqual([
      { status: 'PUBLISHED', count: 2 },
      { status: 'WON', count: 1 },
    ])
  })

  test('partners are those that offered in the period, with what was approved, the busiest first', async () => {
    const ctx = await on.workspace()
    const [busy, calm] = [
      await add(ctx, 'partners', { name: 'Busy' }),
      await add(ctx, 'partners', { name: 'Calm' }),
    ]
    const requestId = await testRequest(ctx)
    let number = 0
    const offer = (partnerId: string, row: Record<string, unknown> = {}) =>
      add(ctx, 'request_variants', {
        request_id: requestId,
        number: ++number,
        source: 'telegram',
        title: 'BMW',
        partner_id: partnerId,
        ...row,
      })
    await offer(busy, { status: 'APPROVED' })
    await offer(busy)
    await offer(calm)
    await offer(calm, { created_at: ago(60) })
    expect((await overview(ctx)).partners).toEqual({
      active: 2,
      offers: 3,
      top: [
        { partnerId: busy, name: 'Busy', offers: 2, approved: 1 },
        { partnerId: calm, name: 'Calm', offers: 1, approved: 0 },
      ],
    })
  })

  test('deliveries that ended are those of the period, open ones are all; imports tell what became of pages', async () => {
    const ctx = await on.workspace()
    const send = (state: string, days: number) =>
      add(ctx, 'deliveries', { channel: 'telegram', lane: 'l', request: '{}', state, created_at: ago(days) })
    await send('sent', 1)
    await send('sent', 60)
    await send('failed', 1)
    await send('skipped', 1)
    await send('skipped', 60)
    await send('unknown', 60)
    const parse = (counts: Record<string, number>, days: number) =>
      add(ctx, 'parses', {
        kind: 'urls',
        expand: true,
        max_pages: 1,
        auto_save: true,
        asked: 1,
        total: 1,
        cars: 2,
        counts: JSON.stringify(counts),
        created_at: ago(days),
      })
    await parse({ saved: 3, wall: 1, held: 5 }, 1)
    await parse({ saved: 2 }, 2)
    await parse({ saved: 9 }, 60)
    const { deliveries, parses } = await overview(ctx)
    expect(deliveries).toMatchObject({ sent: 1, failed: 1, skipped: 1, unknown: 1, pending: 0 })
    expect(parses.cars).toBe(4)
    expect(parses.outcomes).toMatchObject({ saved: 5, wall: 1, failed: 0 })
  })
})

test('the overview is refused to a weaker role and holds nothing of another workspace', async () => {
  const ctx = await on.workspace()
  for (const role of ['DEALER', 'VIEWER'] as const)
    expect(() => overview(as(ctx, role))).toThrow(expect.objectContaining({ code: 'forbidden' }))
  await lead(ctx)
  await car(ctx, { price_minor: 1_00, currency: 'USD' })
  await testRequest(ctx, { status: 'PUBLISHED' })
  const other = await overview(await on.workspace())
  expect([other.leads.total, other.stock.cars, other.requests.open]).toEqual([0, 0, 0])
  expect(other.stock.total).toBeNull()
})
