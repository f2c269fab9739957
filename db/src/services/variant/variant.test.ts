import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Variant } from '@cartie/shared/schemas/variant'
import type { AppError } from '@cartie/shared/errors'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot, testChat } from '../../testing/test-chat.ts'
import {
  as,
  otherRoles,
  testWorkspaces,
  type TestWorkspaces,
  testAddress,
} from '../../testing/test-workspaces.ts'
import { createListing } from '../listing/create.ts'
import { createRequest } from '../request/create.ts'
import { updateRequest } from '../request/update.ts'
import { addVariant, type NewVariant } from './add.ts'
import { changeVariantStatus } from './change-status.ts'
import { createVariant } from './create.ts'
import { deleteVariant } from './delete.ts'
import { getVariant } from './get.ts'
import { listVariants } from './list.ts'
import { moveVariant } from './move.ts'
import { restoreVariant } from './restore.ts'
import { testRequest } from './testing/test-request.ts'
import { updateVariant } from './update.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const staff = ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'] as const
const vin = 'WBA3A5C50DF123456'
const add = (ctx: Context, requestId: string, more: Partial<NewVariant> = {}) =>
  withTx(ctx, (tx) => addVariant(ctx, tx, requestId, { source: 'manual', title: 'BMW X5', ...more }))
const statusOf = async (ctx: Context, requestId: string) => {
  const [row] = await withTx(
    ctx,
    (tx) => tx.sql<{ status: string }[]>`select status from b2b_requests where id = ${requestId}`,
  )
  return row?.status
}
const story = (ctx: Context, requestId: string) =>
  withTx(
    ctx,
    (tx) => tx.sql<{ type: string; payload: Record<string, unknown>; actor: string }[]>`
      select type, payload, actor from request_activities where request_id = ${requestId} order by id`,
  )
const eventsOf = async (ctx: Context) =>
  (await withTx(ctx, (tx) => tx.sql<{ name: string }[]>`select name from events order by id`)).map(
    (e) => e.name,
  )
const sent = (ctx: Context) =>
  withTx(
    ctx,
    (tx) => tx.sql<
      { request: { method: string; params: Record<string, unknown> }; state: string; wait: number }[]
    >`
      select request, state, extract(epoch from run_at - now())::float8 as wait from deliveries order by seq`,
  )
const codeOf = (error: unknown) => (error as AppError).errors[0]?.code

const verbs: Record<string, (ctx: Context, ids: { requestId: string; id: string }) => Promise<unknown>> = {
  create: (ctx, { requestId }) => createVariant(ctx, requestId, { title: 'Audi' }),
  update: (ctx, { id }) => updateVariant(ctx, id, { year: 2020 }),
  changeStatus: (ctx, { id }) => changeVariantStatus(ctx, id, { status: 'APPROVED' }),
  delete: (ctx, { id }) => deleteVariant(ctx, id),
  restore: (ctx, { id }) => restoreVariant(ctx, id),
  list: (ctx, { requestId }) => listVariants(ctx, requestId),
  get: (ctx, { id }) => getVariant(ctx, id),
  add: (ctx, { requestId }) => add(ctx, requestId),
  move: (ctx, { id }) => withTx(ctx, (tx) => moveVariant(ctx, tx, id, 'REVIEWED')),
}

describe.each(Object.entries(verbs))('%s', (_, run) => {
  test('is closed to lower roles and to another workspace, and leaves no trace then', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const requestId = await testRequest(ctx)
    const { id } = await add(ctx, requestId)
    const before = await getVariant(ctx, id)
    for (const role of otherRoles(staff))
      await expect(run(as(ctx, role), { requestId, id })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(run(other, { requestId, id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(ctx, { requestId: randomUUID(), id: randomUUID() })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await getVariant(ctx, id)).toEqual(before)
    expect(await story(ctx, requestId)).toHaveLength(2)
  })
})

describe('adding a variant', () => {
  test('numbers it, brings the request on, and writes down who gave it', async () => {
    const ctx = await on.workspace()
    const requestId = await testRequest(ctx, { status: 'PUBLISHED' })
    const first = await add(ctx, requestId, { by: { actor: 'partner:x', name: 'Олег' } })
    const second = await add(ctx, requestId)
    expect([first.number, second.number]).toEqual([1, 2])
    expect(await statusOf(ctx, requestId)).toBe('COLLECTING_VARIANTS')
    expect(await story(ctx, requestId)).toMatchObject([
      { type: 'variant_submitted', actor: 'partner:x', payload: { number: 1, title: 'BMW X5' } },
      { type: 'status_changed' },
      { type: 'variant_submitted', payload: { number: 2 } },
    ])
    expect(await eventsOf(ctx)).toEqual(['variant.submitted', 'request.status_changed', 'variant.submitted'])
  })

  test('a photo that is named twice is one photo, also when it is changed later', async () => {
    const ctx = await on.workspace()
    const requestId = await testRequest(ctx)
    const [first, second] = ['https://a.example/1.jpg', 'https://a.example/2.jpg']
    const { id } = await add(ctx, requestId, { photos: [first, second, first] })
    expect((await getVariant(ctx, id)).photos).toEqual([first, second])
    const { photos } = await updateVariant(ctx, id, { photos: [second, second, first] })
    expect(photos).toEqual([second, first])
  })

  test('fifty who add at once have fifty numbers', async () => {
    const ctx = await on.workspace()
    const requestId = await testRequest(ctx)
    const added = await Promise.all(Array.from({ length: 50 }, () => add(ctx, requestId)))
    expect(added.map((one) => one.number).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 50 }, (_, n) => n + 1),
    )
  })

  test('of ten who offer one car at once, one is taken, and the others hear its number', async () => {
    const ctx = await on.workspace()
    const requestId = await testRequest(ctx)
    const ends = await Promise.allSettled(Array.from({ length: 10 }, () => add(ctx, requestId, { vin })))
    expect(ends.filter((end) => end.status === 'fulfilled')).toHaveLength(1)
    const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as AppError] : []))
    expect(refused.map(codeOf)).toEqual(Array(9).fill('duplicate'))
    expect(refused[0]).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('variant 1') as string,
    })
  })

  test.each([
    [
      'its advert, however its address is spelled',
      { url: 'https://auto.example/car-1.html' },
      { url: 'https://AUTO.example/car-1.html?utm_source=x#top' },
    ],
    ['its VIN', { vin }, { vin }],
    [
      'its photos',
      { photos: ['https://a.example/1.jpg', 'https://a.example/2.jpg'] },
      { photos: ['https://a.example/2.jpg', 'https://a.example/1.jpg', 'https://a.example/3.jpg'] },
    ],
    [
      'its photos of Telegram',
      { botId: randomUUID(), files: [{ fileId: 'a', uniqueId: 'u' }] },
      { botId: randomUUID(), files: [{ fileId: 'b', uniqueId: 'u' }] },
    ],
  ])(
    'knows a car again by %s, but not in another request, nor once it was taken off',
    async (_, one, again) => {
      const ctx = await on.workspace()
      const requestId = await testRequest(ctx)
      const { id } = await add(ctx, requestId, one)
      await expect(add(ctx, requestId, again)).rejects.toSatisfy((e) => codeOf(e) === 'duplicate')
      await add(ctx, await testRequest(ctx), again)
      await deleteVariant(ctx, id)
      await add(ctx, requestId, again)
      await expect(restoreVariant(ctx, id)).rejects.toMatchObject({ code: 'conflict' })
    },
  )

  test('a banner that a dealer puts under each of their cars makes none of them the same', async () => {
    const ctx = await on.workspace()
    const requestId = await testRequest(ctx)
    const photos = (car: string) => [1, 2, 3].map((n) => `https://a.example/${car}-${n}.jpg`)
    const banner = 'https://a.example/banner.jpg'
    await add(ctx, requestId, { photos: [...photos('a'), banner] })
    await add(ctx, requestId, { photos: [...photos('b'), banner] })
  })

  test('a closed request takes no more, and says so', async () => {
    const ctx = await on.workspace()
    for (const status of ['WON', 'LOST'])
      await expect(add(ctx, await testRequest(ctx, { status }))).rejects.toSatisfy(
        (e) => codeOf(e) === 'closed',
      )
    for (const status of ['DRAFT', 'CONTACT_SHARED', 'WON', 'LOST'])
      await expect(add(ctx, await testRequest(ctx, { status }), { source: 'page' })).rejects.toSatisfy(
        (e) => codeOf(e) === 'closed',
      )
    const gone = await testRequest(ctx, { deleted: true })
    await expect(add(ctx, gone)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('hides contacts until the request shares them', async () => {
    const ctx = await on.workspace()
    const requestId = await testRequest(ctx)
    const details = 'Стан добрий. Тел. 067 123 45 67, @ivan_auto'
    const { id } = await add(ctx, requestId, {
      details,
      title: 'BMW 0671234567',
      offererName: 'Іван',
      offererPhone: '+380671234567',
    })
    expect(await getVariant(ctx, id)).toMatchObject({
      title: 'BMW',
      details: 'Стан добрий. Тел. ,',
      offerer: { name: 'Іван', phone: null },
    })
    await withTx(
      ctx,
      (tx) => tx.sql`update b2b_requests set status = 'CONTACT_SHARED' where id = ${requestId}`,
    )
    expect(await getVariant(ctx, id)).toMatchObject({
      details,
      offerer: { name: 'Іван', phone: '+380671234567' },
    })
  })
})

describe('how a variant fits its request', () => {
  test('is told when it comes, when it changes, and when the wish does', async () => {
    const ctx = await on.workspace()
    const { id: requestId } = await createRequest(ctx, {
      title: 'BMW',
      criteria: { makes: ['BMW'], budget: { min: null, max: 20_000, currency: 'USD' } },
    })
    const fits = { title: 'BMW', make: 'BMW', price: { amount: 19_000, currency: 'USD' } }
    const made = await createVariant(ctx, requestId, fits)
    expect(made.score).toBe(100)
    expect(made.reasons.map((one) => [one.criterion, one.verdict])).toEqual([
      ['make', 'met'],
      ['budget', 'met'],
    ])
    const dearer = await updateVariant(ctx, made.id, { price: { amount: 26_000, currency: 'USD' } })
    expect(dearer.score).toBeLessThan(100)
    await updateRequest(ctx, requestId, { criteria: { budget: { min: null, max: 30_000, currency: 'USD' } } })
    expect((await getVariant(ctx, made.id)).score).toBe(100)
  })

  test('is not told where the wish names nothing that can be compared', async () => {
    const ctx = await on.workspace()
    const { id } = await add(ctx, await testRequest(ctx))
    expect(await getVariant(ctx, id)).toMatchObject({ score: null, reasons: [] })
  })
})

describe('creating a variant', () => {
  test('by facts, which a person may change later, before and after being written down', async () => {
    const ctx = await on.workspace()
    const requestId = await testRequest(ctx)
    const made = await createVariant(ctx, requestId, {
      title: 'BMW X5',
      price: { amount: 35_000, currency: 'USD' },
      year: 2018,
      details: 'один власник',
    })
    expect(Variant.parse(made)).toEqual(made)
    expect(made).toMatchObject({ source: 'manual', status: 'SUBMITTED', number: 1, version: 1 })
    const changed = await updateVariant(ctx, made.id, {
      price: { amount: 34_000, currency: 'USD' },
      vin,
      version: 1,
    })
    expect(changed).toMatchObject({ price: { amount: 34_000, currency: 'USD' }, vin, year: 2018, version: 2 })
    expect((await story(ctx, requestId)).at(-1)).toMatchObject({
      type: 'variant_changed',
      payload: { changes: { price_minor: { from: 3_500_000, to: 3_400_000 }, vin: { from: null, to: vin } } },
    })
    await expect(updateVariant(ctx, made.id, { year: 2019, version: 1 })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await updateVariant(ctx, made.id, { year: 2018 })).toMatchObject({ version: 2 })
    const other = await createVariant(ctx, requestId, { title: 'X5' })
    await expect(updateVariant(ctx, other.id, { vin })).rejects.toSatisfy((e) => codeOf(e) === 'duplicate')
    expect(await updateVariant(ctx, made.id, { price: null, details: 'пишіть @ivan' })).toMatchObject({
      price: null,
      details: 'пишіть',
    })
  })

  test('by a text, as people write it', async () => {
    const ctx = await on.workspace()
    const made = await createVariant(ctx, await testRequest(ctx), {
      text: 'Skoda Octavia 2017, дизель, автомат, 150 тис км, ціна 12k. Тел 067 123 45 67',
    })
    expect(made).toMatchObject({
      make: 'Skoda',
      model: 'Octavia',
      year: 2017,
      mileageKm: 150_000,
      fuel: 'diesel',
      transmission: 'automatic',
      price: { amount: 12_000, currency: 'USD' },
    })
    expect(made.details).not.toContain('123 45')
  })

  test('of a car in stock, with its photos and without its seller', async () => {
    const ctx = await on.workspace()
    const car = await createListing(ctx, {
      title: 'Audi A6',
      make: 'Audi',
      model: 'A6',
      year: 2019,
      price: { amount: 28_000, currency: 'EUR' },
      images: ['https://a.example/a6.jpg'],
      sourceUrl: 'https://a.example/a6.html',
      seller: { name: 'Петро', phone: '0671234567', kind: 'private' },
    })
    const requestId = await testRequest(ctx)
    const made = await createVariant(ctx, requestId, { listingId: car.id })
    expect(made).toMatchObject({
      source: 'stock',
      listingId: car.id,
      title: 'Audi A6 2019',
      price: { amount: 28_000, currency: 'EUR' },
      photos: ['https://a.example/a6.jpg'],
      offerer: null,
    })
    await expect(createVariant(ctx, requestId, { listingId: car.id })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(createVariant(ctx, requestId, { url: 'https://a.example/a6.html' })).rejects.toMatchObject({
      code: 'conflict',
    })
    const other = await on.workspace()
    await expect(createVariant(other, await testRequest(other), { listingId: car.id })).rejects.toMatchObject(
      {
        code: 'not_found',
      },
    )
  })

  test('by a link, which is read in the background even for those who may start no import', async () => {
    const ctx = await on.workspace('OPERATOR')
    const made = await createVariant(ctx, await testRequest(ctx), { url: 'https://auto.example/car-1.html' })
    expect(made).toMatchObject({ source: 'link', title: 'auto.example', pending: true, linkProblem: null })
    expect(on.wakes.map(({ job }) => job.name)).toContain('parse.advance')
  })

  test('names a partner of this workspace only', async () => {
    const ctx = await on.workspace()
    await expect(
      createVariant(ctx, await testRequest(ctx), { title: 'X', partnerId: randomUUID() }),
    ).rejects.toSatisfy((e) => codeOf(e) === 'no_partner')
  })
})

describe('what became of it', () => {
  const offered = async () => {
    const ctx = await on.workspace()
    const botId = await testBot(ctx)
    const chat = await testChat(ctx, botId, '77')
    await withTx(
      ctx,
      (tx) => tx.sql`update bot_sessions set state = '{"language":"ru"}' where id = ${chat.sessionId}`,
    )
    const requestId = await testRequest(ctx)
    const { id } = await add(ctx, requestId, {
      source: 'telegram',
      botId,
      sessionId: chat.sessionId,
      title: 'A <b>',
    })
    return { ctx, id, requestId }
  }

  test('its giver hears in their chat and their language, after the ten seconds in which it may be taken back', async () => {
    const { ctx, id, requestId } = await offered()
    await changeVariantStatus(ctx, id, { status: 'REJECTED', reason: 'дорого' })
    const [notice] = await sent(ctx)
    expect(notice).toMatchObject({
      state: 'pending',
      request: { method: 'sendMessage', params: { chat_id: '77' } },
    })
    expect(notice!.wait).toBeGreaterThan(5)
    expect(notice!.request.params.text).toMatch(/A &lt;b&gt;.*\nК сожалению.*\nПричина: дорого/s)
    expect(await getVariant(ctx, id)).toMatchObject({ status: 'REJECTED', rejectReason: 'дорого' })
    await changeVariantStatus(ctx, id, { status: 'REVIEWED' })
    expect(await sent(ctx)).toMatchObject([{ state: 'cancelled' }])
    expect(await getVariant(ctx, id)).toMatchObject({ status: 'REVIEWED', rejectReason: null })
    await changeVariantStatus(ctx, id, { status: 'APPROVED' })
    expect(await sent(ctx)).toMatchObject([{ state: 'cancelled' }, { state: 'pending' }])
    expect((await story(ctx, requestId)).filter((a) => a.type === 'variant_status_changed')).toHaveLength(3)
  })

  test('what a client sees follows from the proposal, not from a hand, and is told at once', async () => {
    const { ctx, id } = await offered()
    await expect(changeVariantStatus(ctx, id, { status: 'SENT_TO_CLIENT' })).rejects.toMatchObject({
      code: 'conflict',
    })
    const move = (to: 'APPROVED' | 'SENT_TO_CLIENT' | 'ACCEPTED' | 'DECLINED', tells = true) =>
      withTx(ctx, (tx) => moveVariant(ctx, tx, id, to, { tells }))
    await expect(move('SENT_TO_CLIENT')).rejects.toMatchObject({ code: 'conflict' })
    await move('APPROVED', false)
    for (const to of ['SENT_TO_CLIENT', 'ACCEPTED', 'DECLINED'] as const) await move(to)
    const notices = await sent(ctx)
    expect(notices.map(({ state, wait }) => [state, wait <= 0])).toEqual(Array(3).fill(['pending', true]))
    expect(await move('DECLINED')).toBe(false)
  })

  test.each(['WON', 'LOST'])('once its request is %s nobody decides on it by hand', async (status) => {
    const { ctx, id, requestId } = await offered()
    await withTx(ctx, (tx) => tx.sql`update b2b_requests set status = ${status} where id = ${requestId}`)
    for (const to of ['REVIEWED', 'APPROVED', 'REJECTED'] as const)
      await expect(changeVariantStatus(ctx, id, { status: to })).rejects.toSatisfy(
        (e) => codeOf(e) === 'closed',
      )
    expect(await getVariant(ctx, id)).toMatchObject({ status: 'SUBMITTED' })
    expect(await sent(ctx)).toEqual([])
  })

  test('one that a client sees is not taken off', async () => {
    const { ctx, id, requestId } = await offered()
    await withTx(ctx, async (tx) => {
      await moveVariant(ctx, tx, id, 'APPROVED')
      await moveVariant(ctx, tx, id, 'SENT_TO_CLIENT')
    })
    await expect(deleteVariant(ctx, id)).rejects.toMatchObject({ code: 'conflict' })
    await withTx(ctx, (tx) => moveVariant(ctx, tx, id, 'APPROVED'))
    await deleteVariant(ctx, id)
    await deleteVariant(ctx, id)
    expect((await listVariants(ctx, requestId)).data).toEqual([])
    expect((await listVariants(ctx, requestId, { deleted: true })).data).toHaveLength(1)
    expect(await restoreVariant(ctx, id)).toMatchObject({ deletedAt: null })
  })

  test('of two who decide at once on what they saw, one is told', async () => {
    const { ctx, id } = await offered()
    const ends = await Promise.allSettled([
      changeVariantStatus(ctx, id, { status: 'APPROVED', version: 1 }),
      changeVariantStatus(ctx, id, { status: 'REJECTED', version: 1 }),
    ])
    expect(ends.map((end) => end.status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('a car from outside', () => {
  test('is shown to those who run the bot with its photos, its facts and what may be done with it', async () => {
    const ctx = await on.workspace()
    const botId = await testBot(ctx)
    await withTx(ctx, (tx) => tx.sql`update bot_configs set admin_chat_id = '-5' where id = ${botId}`)
    const requestId = await testRequest(ctx)
    const { id } = await add(ctx, requestId, {
      source: 'telegram',
      botId,
      title: 'BMW <X5>',
      priceMinor: 1_200_000,
      currency: 'USD',
      files: [
        { fileId: 'f1', uniqueId: 'u1' },
        { fileId: 'f2', uniqueId: 'u2' },
      ],
      details: 'тел 0671234567',
    })
    const [album, card] = await sent(ctx)
    expect(album?.request).toMatchObject({ method: 'sendMediaGroup', params: { chat_id: '-5' } })
    expect(card?.request.params.text).toContain('<b>BMW &lt;X5&gt;</b>')
    expect(card?.request.params.text).not.toContain('067')
    expect(card?.request.params).toMatchObject({
      reply_markup: {
        inline_keyboard: [
          [{ callback_data: `v:a:${id}` }, { callback_data: `v:r:${id}` }],
          [{ url: `${testAddress}/requests?id=${requestId}&tab=variants` }],
        ],
      },
    })
    await add(ctx, requestId, { title: 'own' })
    expect(await sent(ctx)).toHaveLength(2)
  })
})
