import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { carPost } from '@cartie/shared/jobs/car-post'
import { DeliveryQuery } from '@cartie/shared/schemas/delivery'
import { IntegrationCreate } from '@cartie/shared/schemas/integration'
import { RequestPatch } from '@cartie/shared/schemas/request'
import { withSystemTx, withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot, testSecrets } from '../../testing/test-bot.ts'
import { testRequest } from '../../testing/test-request.ts'
import { as, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { advanceCarPosts } from '../car-post/advance.ts'
import { wakeCarPosts } from '../car-post/pending.ts'
import { claimLane } from '../delivery/claim-lane.ts'
import { endSending } from '../delivery/end-sending.ts'
import { getDelivery } from '../delivery/get.ts'
import { listDeliveries } from '../delivery/list.ts'
import { createIntegration } from '../integration/create.ts'
import { pauseIntegration } from '../integration/pause.ts'
import { resumeIntegration } from '../integration/resume.ts'
import { changeRequestStatus } from '../request/change-status.ts'
import { updateRequest } from '../request/update.ts'
import { advancePosts } from './advance.ts'
import { listRequestPosts } from './list-posts.ts'
import { postRequestsByRule } from './post-by-rule.ts'
import { broadcastRequest } from './start.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

const chatId = '-1001'
/** A channel in which a bot may post, and the integration that posts requests there. */
async function connect(ctx: Context, rule: Record<string, unknown> = {}) {
  const botId = await testBot(ctx)
  const [channel] = await withTx(ctx, async ({ sql }) => {
    await sql`update bot_configs set username = 'cartie_bot' where id = ${botId}`
    return sql<{ id: string }[]>`
      insert into bot_channels (workspace_id, bot_id, chat_id, kind, title, can_post)
      values (${ctx.workspaceId}, ${botId}, ${chatId}, 'channel', 'Partners', true) returning id`
  })
  const config = { channelId: channel!.id, requests: true, makes: ['BMW'], ...rule }
  const { id } = await createIntegration(
    ctx,
    testSecrets,
    IntegrationCreate.parse({ type: 'TELEGRAM_CHANNEL', name: 'Our channel', config }),
  )
  return { id, botId, lane: telegramLane(botId, chatId) }
}
const wish = (ctx: Context, facts: Record<string, unknown> = {}) =>
  testRequest(ctx, { makes: ['BMW'], language: 'en', ...facts })
const publish = (ctx: Context, id: string) => changeRequestStatus(ctx, id, { status: 'PUBLISHED' })
const told = async (ctx: Context, integrationId: string) =>
  (await listDeliveries(ctx, DeliveryQuery.parse({ integrationId }))).data.toReversed()
const postsOf = async (ctx: Context, id: string) =>
  (await listRequestPosts(ctx, id)).data.map(({ state }) => state)
async function send(ctx: Context, lane: string, messageId: number) {
  const claimed = await claimLane(ctx, { lane, leaseMs: 30_000, limits: {} })
  if (claimed?.step.do !== 'send') throw new Error('nothing was begun')
  const { hold, step } = claimed
  await endSending(ctx, hold, step.delivery, { kind: 'sent', result: { messageId } }, { goOn: false })
}
const noLongerPaced = (ctx: Context) =>
  withTx(ctx, ({ sql }) => sql`update deliveries set run_at = now() where state = 'pending'`)

describe('a channel that posts requests by a rule', () => {
  test('gets each once, with a button to offer a car; it is edited with the wish, and closed with the request', async () => {
    const ctx = await on.workspace()
    const channel = await connect(ctx)
    const id = await wish(ctx, {
      title: 'BMW X5 for Ivan, +380671234567',
      description: 'Call me: @ivan_auto',
      notes: 'pays up to 40 000',
    })
    await postRequestsByRule(ctx, channel.id)
    expect(await postsOf(ctx, id)).toEqual([])
    on.wakes.length = 0
    await publish(ctx, id)
    expect(on.wakes.filter(({ job }) => job.name === carPost.name)).toMatchObject([
      { payload: { integrationId: channel.id } },
    ])
    for (let n = 0; n < 2; n++) {
      await postRequestsByRule(ctx, channel.id)
      await advancePosts(ctx, id)
    }
    await noLongerPaced(ctx)
    const [post, ...more] = await told(ctx, channel.id)
    expect(more).toEqual([])
    expect(post!.text).toContain('Car wanted')
    expect(post!.text).not.toMatch(/38067|ivan_auto|40 000/)
    expect((await getDelivery(ctx, post!.id)).request.params).toMatchObject({
      reply_markup: {
        inline_keyboard: [
          [{ text: '💼 Make an offer', url: expect.stringContaining('t.me/cartie_bot') as string }],
          [{ text: '🌐 Answer on a page' }],
        ],
      },
    })
    await send(ctx, channel.lane, 7)
    await advancePosts(ctx, id)

    await updateRequest(ctx, id, RequestPatch.parse({ criteria: { yearFrom: 2019 } }))
    await updateRequest(ctx, id, RequestPatch.parse({ criteria: { makes: ['Audi'] } }))
    await postRequestsByRule(ctx, channel.id)
    await changeRequestStatus(ctx, id, { status: 'LOST' })
    await postRequestsByRule(ctx, channel.id)
    const edits = (await told(ctx, channel.id)).slice(1)
    expect(edits.map(({ method }) => method)).toEqual(Array(3).fill('editMessageText'))
    expect(edits[0]!.text).toContain('2019')
    expect(edits[2]!.text).toContain('🚫 Request closed')
    expect(await postsOf(ctx, id)).toEqual(['closed'])
  })

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ['another make', {}, { makes: ['Audi'] }],
    ['any make where it posts cars alone', { requests: false }, {}],
    ['the bin', {}, { deleted_at: new Date() }],
  ])('gets none of %s', async (_, rule, facts) => {
    const ctx = await on.workspace()
    const channel = await connect(ctx, rule)
    const id = await wish(ctx, { ...facts, deleted_at: null })
    await publish(ctx, id)
    if (facts.deleted_at) await withTx(ctx, ({ sql }) => sql`update b2b_requests set deleted_at = now()`)
    await postRequestsByRule(ctx, channel.id)
    expect(await postsOf(ctx, id)).toEqual([])
  })

  test('gets no request of before it was connected, and none that a person sent there', async () => {
    const ctx = await on.workspace()
    const old = await wish(ctx)
    await publish(ctx, old)
    const channel = await connect(ctx)
    await updateRequest(ctx, old, RequestPatch.parse({ criteria: { yearFrom: 2019 } }))
    const sent = await wish(ctx)
    await broadcastRequest(ctx, sent, {
      targets: [{ botId: channel.botId, chatId, wave: 1 }],
      waveMinutes: 0,
    })
    await postRequestsByRule(ctx, channel.id)
    expect(await postsOf(ctx, old)).toEqual([])
    expect(await postsOf(ctx, sent)).toEqual(['planned'])
  })

  test('gets no more a day than the rule says, and none while it is paused: the others wait', async () => {
    const ctx = await on.workspace()
    const channel = await connect(ctx, { mostPerDay: 1 })
    const ids = [await wish(ctx), await wish(ctx)]
    await pauseIntegration(ctx, channel.id)
    for (const id of ids) await publish(ctx, id)
    await postRequestsByRule(ctx, channel.id)
    const posted = async () => (await Promise.all(ids.map((id) => postsOf(ctx, id)))).flat().length
    expect(await posted()).toBe(0)
    await resumeIntegration(ctx, channel.id)
    await postRequestsByRule(ctx, channel.id)
    expect(await posted()).toBe(1)
    await withSystemTx(on.db, async ({ sql }) => {
      await sql`update request_posts set created_at = now() - interval '25 hours' where workspace_id = ${ctx.workspaceId}`
      await sql`update request_post_tasks set due_at = now() - interval '2 s' where integration_id = ${channel.id}`
    })
    on.wakes.length = 0
    await wakeCarPosts(on.db)
    expect(on.wakes.map(({ payload }) => payload)).toContainEqual({
      workspaceId: ctx.workspaceId,
      integrationId: channel.id,
    })
    await postRequestsByRule(ctx, channel.id)
    expect(await posted()).toBe(2)
  })

  test('is looked at no more while no bot may post there, and again once one may', async () => {
    const ctx = await on.workspace()
    const channel = await connect(ctx)
    const id = await wish(ctx)
    await publish(ctx, id)
    await withTx(
      ctx,
      ({ sql }) => sql`
        with more as (
          insert into b2b_requests (workspace_id, code, title, makes, status, source, offer_token)
          select workspace_id, code || n, title, makes, status, source, offer_token || n
          from b2b_requests, generate_series(1, 60) as n returning id)
        insert into request_post_tasks (workspace_id, integration_id, request_id)
        select ${ctx.workspaceId}, ${channel.id}, id from more`,
    )
    const mayPost = (may: boolean) =>
      withTx(
        ctx,
        ({ sql }) => sql`update bot_channels set can_post = ${may} where workspace_id = ${ctx.workspaceId}`,
      )
    const turn = async () => {
      await advanceCarPosts(ctx, channel.id)
      return postRequestsByRule(ctx, channel.id)
    }
    const isRungFor = async () => {
      await withTx(ctx, ({ sql }) => sql`update request_post_tasks set due_at = due_at - interval '2 s'`)
      on.wakes.length = 0
      await wakeCarPosts(on.db)
      return on.wakes.some(
        ({ payload }) => (payload as { integrationId: string }).integrationId === channel.id,
      )
    }
    await mayPost(false)
    expect(await isRungFor()).toBe(true)
    expect(await turn()).toBe(false)
    expect(await isRungFor()).toBe(false)
    await mayPost(true)
    expect(await isRungFor()).toBe(true)
    expect(await turn()).toBe(true)
    expect(await turn()).toBe(false)
    expect(await postsOf(ctx, id)).toEqual(['planned'])
  })

  test('belongs to its workspace, and is run by no lower role', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const channel = await connect(ctx)
    const [id, theirs] = [await wish(ctx), await wish(other)]
    await publish(ctx, id)
    await publish(other, theirs)
    await expect(postRequestsByRule(as(ctx, 'MANAGER'), channel.id)).rejects.toMatchObject({
      code: 'forbidden',
    })
    await postRequestsByRule(other, channel.id)
    expect(await postsOf(ctx, id)).toEqual([])
    await postRequestsByRule(ctx, channel.id)
    expect(await postsOf(ctx, id)).toEqual(['planned'])
    expect(await postsOf(other, theirs)).toEqual([])
  })
})
