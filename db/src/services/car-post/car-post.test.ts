import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { carPost } from '@cartie/shared/jobs/car-post'
import { IntegrationCreate } from '@cartie/shared/schemas/integration'
import { DeliveryQuery } from '@cartie/shared/schemas/delivery'
import { ListingPatch, type ListingCreate } from '@cartie/shared/schemas/listing'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot, testSecrets } from '../../testing/test-bot.ts'
import { as, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { claimLane } from '../delivery/claim-lane.ts'
import { endSending } from '../delivery/end-sending.ts'
import { getDelivery } from '../delivery/get.ts'
import { listDeliveries } from '../delivery/list.ts'
import { createIntegration } from '../integration/create.ts'
import { deleteIntegration } from '../integration/delete.ts'
import { getIntegration } from '../integration/get.ts'
import { pauseIntegration } from '../integration/pause.ts'
import { pingIntegration } from '../integration/ping.ts'
import { resumeIntegration } from '../integration/resume.ts'
import { rotateIntegrationSecret } from '../integration/rotate-secret.ts'
import { createListing } from '../listing/create.ts'
import { deleteListing } from '../listing/delete.ts'
import { updateListing } from '../listing/update.ts'
import { advanceCarPosts } from './advance.ts'
import { wakeCarPosts } from './pending.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const chatId = '-1001'
/** A channel in which a bot may post, and the integration that posts there. */
async function connect(ctx: Context, rule: Record<string, unknown> = {}) {
  const botId = await testBot(ctx)
  const [channel] = await withTx(
    ctx,
    ({ sql }) => sql<{ id: string }[]>`
      insert into bot_channels (workspace_id, bot_id, chat_id, kind, title, can_post)
      values (${ctx.workspaceId}, ${botId}, ${chatId}, 'channel', 'Cars', true) returning id`,
  )
  const config = { channelId: channel!.id, withPhoto: false, language: 'en', ...rule }
  const made = await createIntegration(
    ctx,
    testSecrets,
    IntegrationCreate.parse({ type: 'TELEGRAM_CHANNEL', name: 'Our channel', config }),
  )
  return { ...made, botId, channelId: channel!.id, lane: telegramLane(botId, chatId) }
}
const usd = (amount: number) => ({ amount, currency: 'USD' as const })
const car = (ctx: Context, more: Partial<ListingCreate> = {}) =>
  createListing(ctx, { title: 'BMW X5', make: 'BMW', year: 2018, price: usd(35_000), ...more })
const change = (ctx: Context, id: string, patch: Record<string, unknown>) =>
  updateListing(ctx, id, ListingPatch.parse(patch))
const told = async (ctx: Context, integrationId: string) =>
  (await listDeliveries(ctx, DeliveryQuery.parse({ integrationId }))).data.toReversed()
const textsOf = async (ctx: Context, integrationId: string) =>
  (await told(ctx, integrationId)).map(({ method, text, state }) => `${method} ${state}: ${text}`)
/** Sends what is first in the lane; Telegram answers with a number. */
async function send(ctx: Context, lane: string, messageId: number) {
  const claimed = await claimLane(ctx, { lane, leaseMs: 30_000, limits: {} })
  if (claimed?.step.do !== 'send') throw new Error('nothing was begun')
  const { hold, step } = claimed
  await endSending(ctx, hold, step.delivery, { kind: 'sent', result: { messageId } }, { goOn: false })
}

describe('posts of cars', () => {
  test('are made for new cars that fit, edited with the price, and marked when they are sold', async () => {
    const ctx = await on.workspace()
    const old = await car(ctx, { title: 'Old one' })
    const channel = await connect(ctx, { makes: ['BMW'], maxPrice: 40_000 })
    on.wakes.length = 0
    const { id } = await car(ctx)
    await car(ctx, { title: 'Audi', make: 'Audi' })
    await change(ctx, old.id, { price: usd(30_000) })
    expect(on.wakes.filter(({ job }) => job.name === carPost.name)).toHaveLength(3)
    expect(await advanceCarPosts(ctx, channel.id)).toBe(false)
    expect(await textsOf(ctx, channel.id)).toEqual([
      expect.stringMatching(/^sendMessage pending: BMW X5 · 2018 · 35.000 \$$/),
    ])
    await send(ctx, channel.lane, 7)
    expect((await getIntegration(ctx, channel.id)).health.lastSuccessAt).not.toBeNull()

    await change(ctx, id, { price: usd(33_000) })
    await advanceCarPosts(ctx, channel.id)
    await advanceCarPosts(ctx, channel.id)
    await send(ctx, channel.lane, 7)
    await change(ctx, id, { status: 'SOLD' })
    await advanceCarPosts(ctx, channel.id)
    const rows = await told(ctx, channel.id)
    expect(rows.map(({ method }) => method)).toEqual(['sendMessage', 'editMessageText', 'editMessageText'])
    expect(rows[1]!.text).toMatch(/33.000 \$.*\n🔻 was 35.000 \$/)
    expect(rows[2]!.text).toMatch(/^✅ Sold/)
    expect((await getDelivery(ctx, rows[2]!.id)).request.params).toMatchObject({
      chat_id: chatId,
      message_id: 7,
    })
  })

  test('that nobody has seen yet say what the car is at once, and are given up with it', async () => {
    const ctx = await on.workspace()
    const channel = await connect(ctx)
    const [one, two] = [await car(ctx), await car(ctx, { title: 'Audi A6' })]
    await advanceCarPosts(ctx, channel.id)
    await change(ctx, one.id, { price: usd(31_000) })
    await deleteListing(ctx, two.id)
    await advanceCarPosts(ctx, channel.id)
    const [first, second, ...more] = await textsOf(ctx, channel.id)
    expect(first).toMatch(/^sendMessage pending: BMW X5.*31.000/)
    expect(second).toMatch(/^sendMessage cancelled: Audi/)
    expect(more).toEqual([])
  })

  test.each([
    ['a photo has its caption edited', undefined, 'editMessageCaption'],
    [
      'a text where the photo was gone has its text edited',
      { code: 'file', message: 'gone' },
      'editMessageText',
    ],
  ])('that became %s', async (_, error, method) => {
    const ctx = await on.workspace()
    const channel = await connect(ctx, { withPhoto: true })
    const { id } = await car(ctx, { images: ['https://photos.example/1.jpg'] })
    await advanceCarPosts(ctx, channel.id)
    const claimed = await claimLane(ctx, { lane: channel.lane, leaseMs: 30_000, limits: {} })
    if (claimed?.step.do !== 'send') throw new Error('nothing was begun')
    const ending = { kind: 'sent' as const, result: { messageId: 9 }, ...(error ? { error } : {}) }
    await endSending(ctx, claimed.hold, claimed.step.delivery, ending)
    await change(ctx, id, { price: usd(33_000) })
    await advanceCarPosts(ctx, channel.id)
    expect((await told(ctx, channel.id)).map((one) => one.method)).toEqual(['sendPhoto', method])
  })

  test('follow what changed while they were being sent', async () => {
    const ctx = await on.workspace()
    const channel = await connect(ctx)
    const { id } = await car(ctx)
    await advanceCarPosts(ctx, channel.id)
    const claimed = await claimLane(ctx, { lane: channel.lane, leaseMs: 30_000, limits: {} })
    if (claimed?.step.do !== 'send') throw new Error('nothing was begun')
    await change(ctx, id, { status: 'SOLD' })
    await advanceCarPosts(ctx, channel.id)
    expect(await told(ctx, channel.id)).toHaveLength(1)
    await endSending(
      ctx,
      claimed.hold,
      claimed.step.delivery,
      { kind: 'sent', result: { messageId: 9 } },
      { goOn: false },
    )
    await withSystemTx(on.db, ({ sql }) => sql`update car_post_tasks set due_at = now() - interval '2 s'`)
    on.wakes.length = 0
    await wakeCarPosts(on.db)
    expect(on.wakes).toMatchObject([{ payload: { integrationId: channel.id } }])
    await advanceCarPosts(ctx, channel.id)
    expect((await textsOf(ctx, channel.id))[1]).toMatch(/^editMessageText pending: ✅ Sold/)
  })

  test('are no more a day than the rule says; the others wait', async () => {
    const ctx = await on.workspace()
    const channel = await connect(ctx, { mostPerDay: 2 })
    for (const n of [1, 2, 3]) await car(ctx, { title: `Car ${n}` })
    await advanceCarPosts(ctx, channel.id)
    expect(await told(ctx, channel.id)).toHaveLength(2)
    await withSystemTx(on.db, async ({ sql }) => {
      await sql`update car_posts set created_at = now() - interval '25 hours'`
      await sql`update car_post_tasks set due_at = now()`
    })
    await advanceCarPosts(ctx, channel.id)
    expect((await told(ctx, channel.id)).map(({ text }) => text.slice(0, 5))).toEqual([
      'Car 1',
      'Car 2',
      'Car 3',
    ])
  })

  test('wait while their integration is paused or no bot may post, which its health tells', async () => {
    const ctx = await on.workspace()
    const channel = await connect(ctx)
    await pauseIntegration(ctx, channel.id)
    await car(ctx)
    await advanceCarPosts(ctx, channel.id)
    expect(await told(ctx, channel.id)).toEqual([])
    await resumeIntegration(ctx, channel.id)
    await withTx(
      ctx,
      ({ sql }) => sql`update bot_channels set can_post = false where id = ${channel.channelId}`,
    )
    await advanceCarPosts(ctx, channel.id)
    expect((await getIntegration(ctx, channel.id)).health.lastError).toMatchObject({ code: 'no_channel' })
    await expect(pingIntegration(ctx, channel.id)).rejects.toMatchObject({ code: 'conflict' })
    await withTx(
      ctx,
      ({ sql }) => sql`update bot_channels set can_post = true where id = ${channel.channelId}`,
    )
    expect(await pingIntegration(ctx, channel.id)).toMatchObject({ method: 'getChat', channel: 'telegram' })
    await advanceCarPosts(ctx, channel.id)
    expect(await told(ctx, channel.id)).toHaveLength(2)
  })

  test('belong to their workspace, go with their integration, and have no secret', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const channel = await connect(ctx)
    expect(channel.secret).toBeNull()
    await expect(rotateIntegrationSecret(ctx, testSecrets, channel.id)).rejects.toMatchObject({
      code: 'conflict',
    })
    await car(ctx)
    await car(other)
    await expect(advanceCarPosts(as(ctx, 'MANAGER'), channel.id)).rejects.toMatchObject({ code: 'forbidden' })
    await advanceCarPosts(other, channel.id)
    expect(await told(ctx, channel.id)).toEqual([])
    await advanceCarPosts(ctx, channel.id)
    await deleteIntegration(ctx, channel.id)
    expect((await told(ctx, channel.id)).map(({ state }) => state)).toEqual(['cancelled'])
    const left = await withSystemTx(
      on.db,
      ({ sql }) => sql`select from car_posts where integration_id = ${channel.id}`,
    )
    expect(left).toHaveLength(0)
  })
})
