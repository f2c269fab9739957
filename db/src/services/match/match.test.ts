import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ListingCreate } from '@cartie/shared/schemas/listing'
import { RequestMatch, type MatchQuery } from '@cartie/shared/schemas/request'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { publishedRequest } from '../../testing/published-request.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { bulkListings } from '../listing/bulk.ts'
import { createListing } from '../listing/create.ts'
import { deleteListing } from '../listing/delete.ts'
import { importListings } from '../listing/import.ts'
import { restoreListing } from '../listing/restore.ts'
import { updateListing } from '../listing/update.ts'
import { listParses } from '../parse/list.ts'
import { saveRates } from '../rate/save.ts'
import { changeRequestStatus } from '../request/change-status.ts'
import { createRequest } from '../request/create.ts'
import { storyOfRequest } from '../request/story.ts'
import { updateRequest } from '../request/update.ts'
import { deleteVariant } from '../variant/delete.ts'
import { listVariants } from '../variant/list.ts'
import { restoreVariant } from '../variant/restore.ts'
import { claimMatchTasks, maxMatchTries } from './claim.ts'
import { decideMatch } from './decide.ts'
import { failMatchTasks } from './fail.ts'
import { findWaitingMatch } from './find-waiting.ts'
import { listMatches } from './list.ts'
import { matchesOfListing } from './of-listing.ts'
import { wakeMatching } from './pending.ts'
import { runMatchTasks } from './run.ts'
import { runMatching } from './run-again.ts'
import { wakeSnoozed } from './wake-snoozed.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const leaseMs = 60_000
const x5: ListingCreate = {
  title: 'BMW X5 xDrive30d',
  make: 'BMW',
  model: 'X5',
  year: 2019,
  price: { amount: 33_600, currency: 'USD' },
}
const wish = {
  title: 'BMW X5',
  criteria: {
    makes: ['BMW'],
    models: ['X5'],
    yearFrom: 2018,
    budget: { min: null, max: 35_000, currency: 'USD' },
    must: ['make' as const, 'model' as const],
  },
}

/** Does what waits, as a worker does. */
async function work(ctx: Context): Promise<number> {
  for (let done = 0; ;) {
    const tasks = await claimMatchTasks(ctx, { leaseMs })
    if (!tasks.length) return done
    await runMatchTasks(ctx, tasks)
    done += tasks.length
  }
}
const tasks = (ctx: Context) =>
  withTx(
    ctx,
    ({ sql }) => sql<{ id: string; error: string | null; attempts: number; listing_ids: string[] | null }[]>`
      select id, error, attempts, listing_ids from match_tasks where lease_until is null or error is not null order by id`,
  )
const list = async (ctx: Context, id: string, query: Partial<MatchQuery> = {}) =>
  (await listMatches(ctx, id, { limit: 50, ...query })).data
const carsOf = async (ctx: Context, id: string) => (await list(ctx, id)).map((match) => match.listing.id)
const events = (ctx: Context, name: string) =>
  withTx(
    ctx,
    ({ sql }) => sql<{ payload: unknown }[]>`
      select payload from events where workspace_id = ${ctx.workspaceId} and name = ${name} order by id`,
  ).then((rows) => rows.map((row) => row.payload))
const atOnce = (ctx: Context, run: string) => withTx(ctx, ({ sql }) => sql.unsafe(run))

describe('a car and a request meet', () => {
  test('where each word that has to be met is met, nearly met or not told, and nowhere else', async () => {
    const ctx = await on.workspace()
    const criteria = {
      bodyTypes: ['sedan' as const],
      transmissions: ['automatic' as const],
      must: ['body' as const, 'transmission' as const],
    }
    const requestId = await publishedRequest(ctx, { title: 'Седан', criteria })
    await work(ctx)
    const kinds = [
      { bodyType: 'sedan', transmission: 'automatic' },
      { bodyType: 'liftback', transmission: 'automatic' },
      { bodyType: 'sedan', transmission: 'cvt' },
      { bodyType: 'suv', transmission: 'automatic' },
      { bodyType: 'sedan', transmission: 'manual' },
    ] as const
    const ids: string[] = []
    for (const kind of kinds) {
      ids.push((await createListing(ctx, { title: 'Авто', ...kind })).id)
      // Each alone: a request that one car of many may meet is compared with all of them.
      await work(ctx)
    }
    expect((await carsOf(ctx, requestId)).toSorted()).toEqual(ids.slice(0, 3).toSorted())
  })

  test('a price in another currency than the budget counts as the bank changes it, and is unknown without its rate', async () => {
    const ctx = await on.workspace()
    await saveRates(ctx.db, { day: '2026-11-25', uahPer: { USD: 42 } })
    const budgeted = {
      ...wish,
      criteria: { ...wish.criteria, must: [...wish.criteria.must, 'budget' as const] },
    }
    const requestId = await publishedRequest(ctx, budgeted)
    const priced = (amount: number, currency: string) =>
      createListing(ctx, { ...x5, price: { amount, currency } })
    const within = await priced(1_428_000, 'UAH')
    await priced(1_800_000, 'UAH')
    const unknown = await priced(60_000, 'GEL')
    await work(ctx)
    const found = await list(ctx, requestId)
    const reasonOf = (id: string) =>
      found.find((match) => match.listing.id === id)?.reasons.find((reason) => reason.criterion === 'budget')
    expect(found.map((match) => match.listing.id)).toEqual([within.id, unknown.id])
    expect(reasonOf(within.id)).toMatchObject({ verdict: 'met', difference: -3, value: '34000 USD' })
    expect(reasonOf(unknown.id)).toMatchObject({ verdict: 'unknown' })
  })

  test('whichever comes first: with a score, its reasons, and an event', async () => {
    const ctx = await on.workspace()
    const before = await createListing(ctx, x5)
    const requestId = await publishedRequest(ctx, wish)
    await work(ctx)
    const after = await createListing(ctx, { ...x5, price: { amount: 37_000, currency: 'USD' } })
    await work(ctx)
    const found = await list(ctx, requestId)
    expect(found.map((match) => match.listing.id)).toEqual([before.id, after.id])
    for (const match of found) expect(RequestMatch.parse(match)).toEqual(match)
    expect(found[0]).toMatchObject({ score: 100, state: 'new', snoozedUntil: null })
    expect(found[1]!.reasons).toContainEqual({
      criterion: 'budget',
      verdict: 'near',
      difference: 6,
      unit: 'percent',
      value: '37000 USD',
    })
    expect(await events(ctx, 'request.matched')).toEqual([
      { requestId, listingIds: [before.id] },
      { requestId, listingIds: [after.id] },
    ])
    expect((await matchesOfListing(ctx, after.id)).data).toMatchObject([
      { request: { id: requestId, title: 'BMW X5', status: 'PUBLISHED' }, state: 'new' },
    ])
  })

  test('by the names that both have, and not where the car is another', async () => {
    const ctx = await on.workspace()
    const requestId = await publishedRequest(ctx, {
      title: 'Шкода',
      criteria: { makes: ['шкода'], models: ['Октавія'] },
    })
    const octavia = await createListing(ctx, { title: 'Skoda', make: 'Skoda', model: 'Octavia' })
    await createListing(ctx, { title: 'Skoda Fabia', make: 'Skoda', model: 'Fabia' })
    await createListing(ctx, x5)
    await work(ctx)
    expect(await carsOf(ctx, requestId)).toEqual([octavia.id])
  })

  test('by every door of the inventory', async () => {
    const ctx = await on.workspace()
    const requestId = await publishedRequest(ctx, wish)
    await importListings(ctx, { rows: [{ ...x5, title: 'Imported' }] })
    const { id } = await createListing(ctx, { ...x5, year: 2005 })
    await work(ctx)
    expect(await list(ctx, requestId)).toMatchObject([
      { listing: { title: 'Imported' } },
      { listing: { id } },
    ])
    await updateListing(ctx, id, { model: 'X6' })
    await work(ctx)
    expect(await carsOf(ctx, requestId)).toHaveLength(1)
    await updateListing(ctx, id, { model: 'X5', year: 2020 })
    await work(ctx)
    expect(await carsOf(ctx, requestId)).toHaveLength(2)
  })

  test('no longer once the car is sold, reserved or in the bin, and again once it is back', async () => {
    const ctx = await on.workspace()
    const requestId = await publishedRequest(ctx, wish)
    const { id } = await createListing(ctx, x5)
    await work(ctx)
    for (const status of ['SOLD', 'RESERVED'] as const) {
      await bulkListings(ctx, { ids: [id], action: { kind: 'status', status } })
      // At once for who looks, and for good once the work is done.
      expect(await carsOf(ctx, requestId)).toEqual([])
      expect((await matchesOfListing(ctx, id)).data).toEqual([])
      await work(ctx)
      expect(await withTx(ctx, ({ sql }) => sql`select from request_matches`)).toHaveLength(0)
      await updateListing(ctx, id, { status: 'AVAILABLE' })
      await work(ctx)
      expect(await carsOf(ctx, requestId)).toEqual([id])
    }
    await deleteListing(ctx, id)
    await work(ctx)
    expect(await carsOf(ctx, requestId)).toEqual([])
    await restoreListing(ctx, id)
    await work(ctx)
    expect(await carsOf(ctx, requestId)).toEqual([id])
  })

  test('a draft sees the stock too; a request that has ended, sells a car or is in no hurry leaves no work', async () => {
    const ctx = await on.workspace()
    const { id } = await createListing(ctx, x5)
    expect(await tasks(ctx)).toHaveLength(0)
    const draft = await createRequest(ctx, wish)
    await work(ctx)
    expect(await carsOf(ctx, draft.id)).toEqual([id])
    await createListing(ctx, x5)
    expect(await tasks(ctx)).toHaveLength(0)
    await createRequest(ctx, { ...wish, kind: 'SELL' })
    expect(await tasks(ctx)).toHaveLength(0)
    await changeRequestStatus(ctx, draft.id, { status: 'LOST' })
    expect(await runMatching(ctx, draft.id)).toEqual({ requestId: draft.id, queued: false })
    expect(await tasks(ctx)).toHaveLength(0)
  })

  test('what a request no longer wishes for goes, what people decided on stays', async () => {
    const ctx = await on.workspace()
    const requestId = await publishedRequest(ctx, wish)
    const [one, two] = [await createListing(ctx, x5), await createListing(ctx, x5)]
    await work(ctx)
    await decideMatch(ctx, { requestId, listingId: one.id }, { action: 'hide' })
    await updateRequest(ctx, requestId, { criteria: { models: ['X6'] } })
    await work(ctx)
    expect(await list(ctx, requestId)).toMatchObject([{ listing: { id: one.id }, state: 'hidden' }])
    await updateRequest(ctx, requestId, { criteria: { models: ['X5'] } })
    await work(ctx)
    const states = (await list(ctx, requestId)).map((match) => [match.listing.id, match.state])
    expect(new Set(states)).toEqual(
      new Set([
        [one.id, 'hidden'],
        [two.id, 'new'],
      ]),
    )
  })

  test('of a whole import one task is left, and its wake-up names the workspace', async () => {
    const ctx = await on.workspace()
    await publishedRequest(ctx, wish)
    await work(ctx)
    on.wakes.length = 0
    const rows = Array.from({ length: 250 }, (_, n) => ({ ...x5, title: `BMW X5 ${n}` }))
    await importListings(ctx, { rows })
    expect((await tasks(ctx)).map((task) => task.listing_ids?.length)).toEqual([200, 50])
    expect(on.wakes).toMatchObject([
      { job: { name: 'match.run' }, payload: { workspaceId: ctx.workspaceId } },
    ])
  })

  test('however a make that nobody lists is written', async () => {
    const ctx = await on.workspace()
    const ask = (make: string) => publishedRequest(ctx, { title: make, criteria: { makes: [make] } })
    const before = await ask('ZORGTECH motors')
    const car = await createListing(ctx, { title: 'Z', make: 'Zorgtech Motors', model: 'One' })
    const after = await ask('zorgtech motors')
    await work(ctx)
    for (const id of [before, after]) expect(await carsOf(ctx, id)).toEqual([car.id])
  })

  test('more often than a first look keeps: what was found before is not lost and found again', async () => {
    const ctx = await on.workspace()
    const requestId = await publishedRequest(ctx, wish)
    await importListings(ctx, {
      rows: Array.from({ length: 205 }, (_, n) => ({ ...x5, title: `BMW X5 ${n}` })),
    })
    await work(ctx)
    await runMatching(ctx, requestId)
    await work(ctx)
    const [{ n }] = await withTx(
      ctx,
      ({ sql }) => sql<[{ n: number }]>`select count(*)::int as n from request_matches`,
    )
    expect(n).toBe(205)
    const fresh = await publishedRequest(ctx, wish)
    await work(ctx)
    const [kept] = await withTx(
      ctx,
      ({ sql }) =>
        sql<[{ n: number }]>`select count(*)::int as n from request_matches where request_id = ${fresh}`,
    )
    expect(kept.n).toBe(200)
  })

  test('in another workspace never', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const requestId = await publishedRequest(ctx, wish)
    await publishedRequest(other, wish)
    const { id } = await createListing(other, x5)
    await work(ctx)
    await work(other)
    expect(await carsOf(ctx, requestId)).toEqual([])
    await expect(
      listMatches(
        ctx,
        (await list(other, (await matchesOfListing(other, id)).data[0]!.request.id))[0]!.requestId,
        { limit: 1 },
      ),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(matchesOfListing(ctx, id)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a list of cars that fit', () => {
  test('is paged best first, each car once, and by state', async () => {
    const ctx = await on.workspace()
    const requestId = await publishedRequest(ctx, wish)
    const prices = [33_000, 36_000, 37_000, 50_000, 34_000, 33_500, 60_000]
    await importListings(ctx, {
      rows: prices.map((amount, n) => ({ ...x5, title: `BMW X5 ${n}`, price: { amount, currency: 'USD' } })),
    })
    await work(ctx)
    const all = await list(ctx, requestId)
    expect(all.map((match) => match.score)).toEqual(all.map((match) => match.score).toSorted((a, b) => b - a))
    expect(all).toHaveLength(6)
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const page = await listMatches(ctx, requestId, { limit: 2, ...(cursor ? { cursor } : {}) })
      paged.push(...page.data.map((match) => match.listing.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(paged).toEqual(all.map((match) => match.listing.id))
    await decideMatch(ctx, { requestId, listingId: paged[0]! }, { action: 'hide' })
    expect(await list(ctx, requestId, { state: ['hidden'] })).toHaveLength(1)
    expect(await list(ctx, requestId, { state: ['new', 'offered'] })).toHaveLength(5)
    await expect(listMatches(ctx, requestId, { limit: 2, cursor: 'x' })).rejects.toMatchObject({
      code: 'invalid',
    })
  })
})

describe('a decision', () => {
  const world = async () => {
    const ctx = await on.workspace()
    const requestId = await publishedRequest(ctx, wish)
    const { id: listingId } = await createListing(ctx, x5)
    await work(ctx)
    return { ctx, requestId, listingId, key: { requestId, listingId } }
  }

  test('to hide holds against later comparisons, is told in the story, and can be taken back', async () => {
    const { ctx, requestId, listingId, key } = await world()
    expect(await decideMatch(ctx, key, { action: 'hide' })).toMatchObject({ state: 'hidden' })
    await updateListing(ctx, listingId, { price: { amount: 30_000, currency: 'USD' } })
    await work(ctx)
    expect(await list(ctx, requestId)).toMatchObject([{ state: 'hidden' }])
    expect(await decideMatch(ctx, key, { action: 'show' })).toMatchObject({ state: 'new' })
    const story = (await storyOfRequest(ctx, requestId, { limit: 50 })).data
    const decided = story
      .filter((entry) => entry.type === 'match_decided')
      .map((entry) => entry.payload.action)
    expect(decided.toSorted()).toEqual(['hide', 'show'])
  })

  test('to put off holds until its time, and not for a time that is over', async () => {
    const { ctx, requestId, key } = await world()
    const until = new Date(Date.now() + 60_000).toISOString()
    expect(await decideMatch(ctx, key, { action: 'snooze', until })).toMatchObject({
      state: 'snoozed',
      snoozedUntil: until,
    })
    expect(await wakeSnoozed(on.db)).toBe(0)
    await atOnce(ctx, `update request_matches set snoozed_until = now()`)
    on.wakes.length = 0
    expect(await wakeSnoozed(on.db)).toBe(1)
    expect(await wakeSnoozed(on.db)).toBe(0)
    const rung = on.wakes.filter(({ job }) => job.name !== 'notice.tell')
    expect(rung).toMatchObject([{ payload: { workspaceId: ctx.workspaceId } }])
    expect(await list(ctx, requestId)).toMatchObject([{ state: 'new', snoozedUntil: null }])
    expect(await events(ctx, 'request.matched')).toHaveLength(2)
    const past = new Date(Date.now() - 1000).toISOString()
    await expect(decideMatch(ctx, key, { action: 'snooze', until: past })).rejects.toMatchObject({
      code: 'invalid',
    })
  })

  test.each([
    ['a time that has come', async (_: Context) => void (await wakeSnoozed(on.db))],
    [
      'a person',
      async (ctx: Context, key: { requestId: string; listingId: string }) =>
        void (await decideMatch(ctx, key, { action: 'show' })),
    ],
  ])('that %s takes back is compared again: what fits no more goes', async (_, takeBack) => {
    const { ctx, requestId, listingId, key } = await world()
    const until = new Date(Date.now() + 60_000).toISOString()
    await decideMatch(ctx, key, { action: 'snooze', until })
    await updateListing(ctx, listingId, { model: 'X6' })
    await work(ctx)
    expect(await list(ctx, requestId)).toMatchObject([{ state: 'snoozed' }])
    await atOnce(ctx, `update request_matches set snoozed_until = now()`)
    await takeBack(ctx, key)
    await work(ctx)
    expect(await list(ctx, requestId)).toEqual([])
  })

  test('to offer holds while the variant stands, and is open again once that is taken off', async () => {
    const { ctx, requestId, listingId, key } = await world()
    await decideMatch(ctx, key, { action: 'offer' })
    await expect(decideMatch(ctx, key, { action: 'show' })).rejects.toMatchObject({ code: 'conflict' })
    const [variant] = (await listVariants(ctx, requestId)).data
    await deleteVariant(ctx, variant!.id)
    expect(await list(ctx, requestId)).toMatchObject([{ state: 'new' }])
    await restoreVariant(ctx, variant!.id)
    expect(await list(ctx, requestId)).toMatchObject([{ state: 'offered' }])
    await updateListing(ctx, listingId, { model: 'X6' })
    await deleteVariant(ctx, variant!.id)
    await work(ctx)
    expect(await list(ctx, requestId)).toEqual([])
  })

  test('is closed to lower roles and to another workspace', async () => {
    const { ctx, requestId, key } = await world()
    const other = await on.workspace()
    for (const role of otherRoles(['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'])) {
      const they = as(ctx, role)
      for (const refused of [
        decideMatch(they, key, { action: 'hide' }),
        runMatching(they, requestId),
        listMatches(they, requestId, { limit: 1 }),
        matchesOfListing(they, key.listingId),
        claimMatchTasks(they, { leaseMs }),
        runMatchTasks(they, []),
        failMatchTasks(they, [], ''),
      ])
        await expect(refused).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(decideMatch(other, key, { action: 'hide' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(runMatching(other, requestId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      decideMatch(ctx, { ...key, listingId: randomUUID() }, { action: 'hide' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await list(ctx, requestId)).toMatchObject([{ state: 'new' }])
  })
})

describe('the work of comparing', () => {
  test('is held by one worker at a time; a late one writes nothing', async () => {
    const ctx = await on.workspace()
    const requestId = await publishedRequest(ctx, wish)
    await work(ctx)
    await createListing(ctx, x5)
    const held = await claimMatchTasks(ctx, { leaseMs })
    expect(held).toHaveLength(1)
    await createListing(ctx, x5)
    expect(await claimMatchTasks(ctx, { leaseMs })).toEqual([])
    await atOnce(ctx, `update match_tasks set lease_until = now() - interval '1 second' where attempts > 0`)
    const taken = await claimMatchTasks(ctx, { leaseMs })
    expect(taken).toMatchObject([{ id: held[0]!.id, attempts: 2 }])
    await runMatchTasks(ctx, held)
    expect(await carsOf(ctx, requestId)).toEqual([])
    await runMatchTasks(ctx, taken)
    await work(ctx)
    expect(await carsOf(ctx, requestId)).toHaveLength(2)
  })

  test('that fails again and again is set aside with its reason, and its neighbours go on', async () => {
    const ctx = await on.workspace()
    const requestId = await publishedRequest(ctx, wish)
    await work(ctx)
    await createListing(ctx, x5)
    for (let n = 1; n <= maxMatchTries; n++) {
      const poison = await claimMatchTasks(ctx, { leaseMs })
      expect(poison).toMatchObject([{ attempts: n }])
      await failMatchTasks(ctx, poison, new Error('no such colour'))
      const { id } = await createListing(ctx, x5)
      await work(ctx)
      expect(await carsOf(ctx, requestId)).toContain(id)
      await atOnce(
        ctx,
        `update match_tasks set lease_until = now() where lease_until is not null and attempts > 0`,
      )
    }
    expect(await work(ctx)).toBe(0)
    expect((await tasks(ctx)).filter((task) => task.attempts > 0)).toMatchObject([
      { attempts: maxMatchTries, error: 'no such colour' },
    ])
    on.wakes.length = 0
    await withSystemTx(
      on.db,
      ({ sql }) =>
        sql`update match_tasks set created_at = now() - interval '5 seconds', lease_until = case when attempts > 0 then lease_until else now() + interval '1 minute' end`,
    )
    await wakeMatching(on.db)
    expect(
      on.wakes.filter((wake) => (wake.payload as { workspaceId: string }).workspaceId === ctx.workspaceId),
    ).toEqual([])
  })

  test('that took its worker down five times is set aside', async () => {
    const ctx = await on.workspace()
    await publishedRequest(ctx, wish)
    await work(ctx)
    await createListing(ctx, x5)
    for (let n = 0; n < maxMatchTries; n++) {
      expect(await claimMatchTasks(ctx, { leaseMs })).toHaveLength(1)
      await atOnce(ctx, `update match_tasks set lease_until = now() - interval '1 second' where attempts > 0`)
    }
    expect(await claimMatchTasks(ctx, { leaseMs })).toEqual([])
    expect((await tasks(ctx)).filter((task) => task.attempts > 0)).toMatchObject([
      { error: expect.stringContaining('five times') as string },
    ])
  })

  test('whose ring was lost is rung for again, and others are let go first in a crowd', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    await publishedRequest(ctx, wish)
    await withSystemTx(
      on.db,
      ({ sql }) => sql`update match_tasks set created_at = now() - interval '5 seconds'`,
    )
    on.wakes.length = 0
    await wakeMatching(on.db)
    expect(on.wakes.map((wake) => wake.payload)).toContainEqual({ workspaceId: ctx.workspaceId })
    await withSystemTx(
      on.db,
      ({ sql }) => sql`delete from match_tasks where workspace_id <> ${ctx.workspaceId}`,
    )
    expect(await findWaitingMatch(on.db, other)).toEqual({ workspaceId: ctx.workspaceId })
    expect(await findWaitingMatch(on.db, ctx)).toBeUndefined()
  })

  test('the first request that opens is looked at twice, so that a car that was being saved is not missed', async () => {
    const ctx = await on.workspace()
    const requestId = await publishedRequest(ctx, wish)
    await work(ctx)
    // A car that nobody saw: who saved it saw no open request.
    await createListing(ctx, x5)
    await atOnce(ctx, `delete from match_tasks where listing_ids is not null`)
    await atOnce(ctx, `update match_tasks set lease_until = now()`)
    await work(ctx)
    expect(await carsOf(ctx, requestId)).toHaveLength(1)
    const second = await publishedRequest(ctx, wish)
    await work(ctx)
    expect(second && (await withTx(ctx, ({ sql }) => sql`select from match_tasks`))).toHaveLength(0)
  })
})

describe('a request that wants sites to be searched', () => {
  test('starts one search a publication, under its code', async () => {
    const ctx = await on.workspace()
    const requestId = await publishedRequest(ctx, { ...wish, searchesSites: true })
    await work(ctx)
    await runMatching(ctx, requestId)
    await work(ctx)
    const parses = (await listParses(ctx, { limit: 10 })).data
    expect(parses).toMatchObject([
      { kind: 'search', maxPages: 2, sourceLabel: expect.stringMatching(/^R-/) as string },
    ])
    const [{ body }] = await withTx(ctx, ({ sql }) => sql<[{ body: string }]>`select body from parse_items`)
    expect(JSON.parse(body)).toEqual({
      site: 'auto.ria.com',
      make: 'BMW',
      model: 'X5',
      yearFrom: 2018,
      priceTo: 35_000,
      currency: 'USD',
    })
  })

  test('does not while it is a draft, and one that does not want it never', async () => {
    const ctx = await on.workspace()
    await createRequest(ctx, { ...wish, searchesSites: true })
    await publishedRequest(ctx, wish)
    await work(ctx)
    expect((await listParses(ctx, { limit: 10 })).data).toEqual([])
  })
})
