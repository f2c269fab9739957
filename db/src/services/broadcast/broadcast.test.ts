import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openRequestStatuses, requestStatuses } from '@cartie/shared/domain/request-status'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import { requestPost } from '@cartie/shared/jobs/request-post'
import { BroadcastPreview, RequestPost } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot, testChat } from '../../testing/test-chat.ts'
import { testRequest } from '../../testing/test-request.ts'
import {
  as,
  otherRoles,
  testAddress,
  testWorkspaces,
  type TestWorkspaces,
} from '../../testing/test-workspaces.ts'
import { claimLane } from '../delivery/claim-lane.ts'
import { endSending } from '../delivery/end-sending.ts'
import type { Ending } from '../delivery/ending.ts'
import { resendDelivery } from '../delivery/resend.ts'
import { changePartnerStatus } from '../partner/change-status.ts'
import { createPartner } from '../partner/create.ts'
import { changeRequestStatus } from '../request/change-status.ts'
import { deleteRequest } from '../request/delete.ts'
import { getRequest } from '../request/get.ts'
import { restoreRequest } from '../request/restore.ts'
import { updateRequest } from '../request/update.ts'
import { createVariant } from '../variant/create.ts'
import { advancePosts } from './advance.ts'
import { cancelRequestPost } from './cancel.ts'
import { broadcastFromTalk } from './from-talk.ts'
import { listRequestPosts } from './list-posts.ts'
import { wakeRequestPosts } from './pending.ts'
import { previewBroadcast } from './preview.ts'
import { broadcastRequest } from './start.ts'
import { syncPosts } from './sync.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces({ pool: 8 })
})
afterAll(() => on.close())

const channel = '-1001'
const group = '-1002'

interface Delivery {
  id: string
  lane: string
  state: string
  request: TelegramRequest
  priority: number
}

/** A workspace with a bot, a channel, a group and partners with one person each, and a request. */
async function market({
  partners = 2,
  facts = {},
}: { partners?: number; facts?: Record<string, unknown> } = {}) {
  const ctx = await on.workspace()
  const botId = await testBot(ctx)
  await withTx(ctx, async ({ sql }) => {
    await sql`update bot_configs set username = 'cartie_bot', admin_chat_id = '-1009' where id = ${botId}`
    for (const [chat_id, kind, can_post] of [
      [channel, 'channel', true],
      [group, 'supergroup', true],
      ['-1003', 'channel', false],
      ['-1009', 'supergroup', true],
    ] as const)
      await sql`insert into bot_channels ${sql({ workspace_id: ctx.workspaceId, bot_id: botId, chat_id, kind, can_post, title: `Чат ${chat_id}` })}`
  })
  const people: { partnerId: string; chatId: string }[] = []
  for (let n = 0; n < partners; n++) people.push(await person(ctx, botId, 700 + n))
  const requestId = await testRequest(ctx, { makes: ['BMW'], ...facts })
  const targets = (...chats: [chatId: string, wave: number][]) => ({
    targets: chats.map(([chatId, wave]) => ({ botId, chatId, wave })),
    waveMinutes: 60,
  })
  const start = (...chats: [chatId: string, wave: number][]) =>
    broadcastRequest(ctx, requestId, targets(...chats))
  const advance = () => advancePosts(ctx, requestId)
  const posts = async () => (await listRequestPosts(ctx, requestId)).data
  const post = async (chatId: string) => (await posts()).find((one) => one.chatId === chatId)!
  const sent = (chatId?: string) =>
    withTx(
      ctx,
      ({ sql }) => sql<Delivery[]>`
        select id, lane, state, request, priority from deliveries
        where ${chatId ?? null}::text is null or lane = ${`telegram:${botId}:${chatId ?? ''}`} order by seq`,
    )
  /** What is next in a chat's lane goes out, and ends so. */
  const deliver = async (chatId: string, ending: Ending = { kind: 'sent', result: { messageId: 41 } }) => {
    const claimed = await claimLane(ctx, { lane: `telegram:${botId}:${chatId}`, leaseMs: 30_000, limits: {} })
    if (claimed?.step.do !== 'send') throw new Error('nothing waits there')
    await endSending(ctx, claimed.hold, claimed.step.delivery, ending)
  }
  const noLongerPaced = () =>
    withTx(ctx, ({ sql }) => sql`update deliveries set run_at = now() where state = 'pending'`)
  const story = async () =>
    (
      await withTx(
        ctx,
        ({ sql }) => sql<{ type: string; payload: Record<string, unknown> }[]>`
          select type, payload from request_activities where request_id = ${requestId} order by id`,
      )
    ).map(({ type, payload }) => [type, payload.count ?? null] as const)
  const change = (facts: Record<string, unknown>, id = requestId) =>
    withTx(ctx, async (tx) => {
      await tx.sql`update b2b_requests set ${tx.sql(facts)} where id = ${id}`
      await syncPosts({ ...ctx, tx }, tx, id)
    })
  const later = (minutes: number) =>
    withTx(
      ctx,
      ({ sql }) =>
        sql`update request_posts set due_at = due_at - ${minutes} * interval '1 minute' where state = 'planned'`,
    )
  return {
    ctx,
    botId,
    requestId,
    people,
    start,
    advance,
    posts,
    post,
    sent,
    deliver,
    noLongerPaced,
    story,
    change,
    later,
  }
}
type Market = Awaited<ReturnType<typeof market>>

async function person(ctx: Context, botId: string, telegramId: number, makes: string[] = []) {
  const partner = await createPartner(ctx, { name: `Партнер ${telegramId}`, makes })
  const chat = await testChat(ctx, botId, String(telegramId))
  await withTx(
    ctx,
    ({ sql }) => sql`
      insert into partner_users (workspace_id, partner_id, telegram_user_id, name, bot_id, session_id)
      values (${ctx.workspaceId}, ${partner.id}, ${telegramId}, ${`Людина ${telegramId}`}, ${botId}, ${chat.sessionId})`,
  )
  return { partnerId: partner.id, chatId: chat.chatId }
}

/** Sends a request to one chat to the end. */
async function posted(more: Parameters<typeof market>[0] = {}, chatId = channel): Promise<Market> {
  const at = await market(more)
  await at.start([chatId, 1])
  await at.advance()
  await at.noLongerPaced()
  await at.deliver(chatId)
  await at.advance()
  return at
}

const texts = (deliveries: readonly Delivery[]) =>
  deliveries.map(({ request }) => [request.method, String(request.params.text)] as const)
const buttons = ({ request }: Delivery) =>
  (
    request.params.reply_markup as { inline_keyboard: { url: string }[][] } | undefined
  )?.inline_keyboard.flat() ?? []

describe('who may', () => {
  const verbs: Record<string, [who: readonly string[], run: (ctx: Context, id: string) => Promise<unknown>]> =
    {
      preview: [['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'], (ctx, id) => previewBroadcast(ctx, id)],
      list: [['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'], (ctx, id) => listRequestPosts(ctx, id)],
      start: [
        ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'],
        (ctx, id) =>
          broadcastRequest(ctx, id, {
            targets: [{ botId: randomUUID(), chatId: '1', wave: 1 }],
            waveMinutes: 0,
          }),
      ],
      cancel: [
        ['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'],
        (ctx, id) => cancelRequestPost(ctx, { requestId: id, postId: randomUUID() }),
      ],
      advance: [['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'], (ctx, id) => advancePosts(ctx, id)],
    }
  test.each(Object.entries(verbs))(
    '%s is closed to lower roles and to another workspace',
    async (_, [who, run]) => {
      const { ctx, requestId, posts, start } = await market()
      await start([channel, 1])
      const before = await posts()
      for (const role of otherRoles(who as never))
        await expect(run(as(ctx, role), requestId)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(run(await on.workspace(), requestId)).rejects.toMatchObject({ code: 'not_found' })
      expect(await posts()).toEqual(before)
    },
  )
})

describe('the preview', () => {
  test('shows the text, its buttons, and every chat that can be written to, the best partners first', async () => {
    const { ctx, botId, requestId, people } = await market({ partners: 3 })
    const stranger = await person(ctx, botId, 800, ['Kia'])
    await changePartnerStatus(ctx, people[2]!.partnerId, { status: 'BLOCKED' })
    const { text, buttons: shown, targets } = BroadcastPreview.parse(await previewBroadcast(ctx, requestId))
    expect(text).toContain('Марка: <b>BMW</b>')
    expect(shown.map((one) => one.url)).toEqual([
      `https://t.me/cartie_bot?start=offer_${requestId}`,
      expect.stringContaining(`${testAddress}/p/offer/`) as string,
    ])
    expect(targets.map(({ chatId, wave, target }) => [chatId, wave, target])).toEqual(
      [
        [people[0]!.chatId, 1, 'partner'],
        [people[1]!.chatId, 1, 'partner'],
        [stranger.chatId, 2, 'partner'],
        [channel, 2, 'channel'],
        [group, 2, 'group'],
      ].toSorted((a, b) => Number(a[1]) - Number(b[1])),
    )
  })

  test('knows who deals in a make that nobody lists, however either wrote it', async () => {
    const { ctx, botId, requestId } = await market({ partners: 0, facts: { makes: ['ZORGTECH'] } })
    const dealer = await person(ctx, botId, 800, ['Zorgtech'])
    await person(ctx, botId, 801, ['Kia'])
    const { targets } = await previewBroadcast(ctx, requestId)
    expect(targets.filter(({ wave }) => wave === 1).map(({ chatId }) => chatId)).toEqual([dealer.chatId])
  })

  test('puts a partner that answers well before the others', async () => {
    const { ctx, requestId, people, botId } = await market()
    const best = people[1]!
    await withTx(ctx, async ({ sql }) => {
      for (let n = 0; n < 8; n++) {
        const id = await testRequest({ ...ctx }, { published_at: '2026-10-01T12:00:00Z' })
        await sql`
          insert into request_variants (workspace_id, request_id, number, status, source, partner_id, title, created_at)
          values (${ctx.workspaceId}, ${id}, 1, 'APPROVED', 'telegram', ${best.partnerId}, 'X5', '2026-10-01T12:05:00Z')`
      }
    })
    const { targets } = await previewBroadcast(ctx, requestId)
    expect(targets[0]).toMatchObject({ chatId: best.chatId, wave: 1, botId })
    expect(targets[0]!.score).toBeGreaterThan(70)
    expect(targets.find((one) => one.chatId === people[0]!.chatId)).toMatchObject({ wave: 2, score: null })
  })
})

describe('a broadcast', () => {
  test('plans its waves, steps the request on, and sends each when it is due, with buttons', async () => {
    const { start, advance, posts, sent, later, requestId, ctx, story, people } = await market()
    on.wakes.length = 0
    const { data } = await start([people[0]!.chatId, 1], [channel, 2], [group, 3])
    expect(data.map((one) => RequestPost.parse(one)).map(({ wave, state }) => [wave, state])).toEqual([
      [1, 'planned'],
      [2, 'planned'],
      [3, 'planned'],
    ])
    const minutes = data.map((one) =>
      Math.round((Date.parse(one.dueAt) - Date.parse(data[0]!.dueAt)) / 60_000),
    )
    expect(minutes).toEqual([0, 60, 120])
    expect(on.wakes.some((one) => one.job.name === requestPost.name)).toBe(true)
    const [row] = await withTx(ctx, ({ sql }) => sql`select status from b2b_requests where id = ${requestId}`)
    expect(row).toEqual({ status: 'PUBLISHED' })
    await advance()
    expect((await sent()).map((one) => one.lane.split(':').at(-1))).toEqual([people[0]!.chatId])
    const [first] = await sent()
    expect(first).toMatchObject({ priority: 0, request: { method: 'sendMessage' } })
    expect(buttons(first!).map((one) => one.url)).toEqual([
      `https://t.me/cartie_bot?start=offer_${requestId}`,
      expect.stringContaining('/p/offer/') as string,
    ])
    await later(61)
    await advance()
    expect(await sent()).toHaveLength(2)
    await later(61)
    await advance()
    expect(await sent()).toHaveLength(3)
    expect((await posts()).every((one) => one.deliveryState === 'pending')).toBe(true)
    expect(await story()).toEqual([
      ['broadcast_planned', 3],
      ['status_changed', null],
    ])
  })

  test('follows what became of each: sent with its address, failed with the reason, unknown as such', async () => {
    const { start, advance, noLongerPaced, deliver, post, story, people } = await market()
    await start([channel, 1], [group, 1], [people[0]!.chatId, 1])
    await advance()
    await noLongerPaced()
    on.wakes.length = 0
    await deliver(channel)
    expect(on.wakes.some((one) => one.job.name === requestPost.name)).toBe(true)
    await deliver(group, { kind: 'failed', error: { code: '403', message: 'bot was kicked' } })
    await deliver(people[0]!.chatId, { kind: 'unknown', error: { code: 'unsure', message: 'no answer' } })
    await advance()
    expect(await post(channel)).toMatchObject({
      state: 'posted',
      deliveryState: 'sent',
      url: 'https://t.me/c/1/41',
    })
    expect(await post(group)).toMatchObject({ state: 'failed', error: 'bot was kicked', url: null })
    expect(await post(people[0]!.chatId)).toMatchObject({ state: 'planned', deliveryState: 'unknown' })
    expect((await story()).slice(2)).toEqual([
      ['posted', 1],
      ['post_failed', 1],
    ])
  })

  test('publishing twice to a chat keeps one post there; what failed is tried anew, what may have arrived is not', async () => {
    const { start, advance, noLongerPaced, deliver, sent, post, people } = await market()
    const all: [string, number][] = [
      [channel, 1],
      [group, 1],
      [people[0]!.chatId, 1],
    ]
    await start(...all)
    await start(...all)
    await advance()
    await start(...all)
    await advance()
    expect(await sent()).toHaveLength(3)
    await noLongerPaced()
    await deliver(channel)
    await deliver(group, { kind: 'failed', error: { code: '403', message: 'kicked' } })
    await deliver(people[0]!.chatId, { kind: 'unknown', error: { code: 'unsure', message: 'no answer' } })
    await start(...all)
    await advance()
    expect(await sent(channel)).toHaveLength(1)
    expect(await sent(people[0]!.chatId)).toHaveLength(1)
    expect((await sent(group)).map((one) => one.state)).toEqual(['failed', 'pending'])
    await noLongerPaced()
    await deliver(group)
    await advance()
    expect(await post(group)).toMatchObject({ state: 'posted', error: null })
  })

  test('a copy that a person sends again counts for its original', async () => {
    const { ctx, requestId, start, advance, noLongerPaced, deliver, sent, post } = await market()
    await start([channel, 1])
    await advance()
    await noLongerPaced()
    await deliver(channel, { kind: 'unknown', error: { code: 'unsure', message: 'no answer' } })
    await resendDelivery(ctx, (await sent(channel))[0]!.id)
    await start([channel, 1])
    await advance()
    expect(await sent(channel)).toHaveLength(2)
    await deliver(channel, { kind: 'sent', result: { messageId: 77 } })
    // What has just come due is left to its own ring for a second.
    const isRung = async () => {
      await wakeRequestPosts(on.db)
      return on.wakes.some(({ payload }) => (payload as { requestId?: string }).requestId === requestId)
    }
    on.wakes.length = 0
    await expect.poll(isRung).toBe(true)
    await advance()
    expect(await post(channel)).toMatchObject({ state: 'posted', url: 'https://t.me/c/1/77' })
  })

  test('a post that failed and was sent again by hand stands once its copy has arrived', async () => {
    const { ctx, requestId, start, advance, noLongerPaced, deliver, sent, post } = await market()
    await start([channel, 1])
    await advance()
    await noLongerPaced()
    await deliver(channel, { kind: 'failed', error: { code: '403', message: 'kicked' } })
    await advance()
    expect((await post(channel)).state).toBe('failed')
    for (const ending of [
      { kind: 'failed', error: { code: '403', message: 'kicked' } },
      { kind: 'sent', result: { messageId: 77 } },
    ] satisfies Ending[]) {
      await resendDelivery(ctx, (await sent(channel)).at(-1)!.id)
      await deliver(channel, ending)
      on.wakes.length = 0
      await wakeRequestPosts(on.db)
      expect(on.wakes.map((wake) => wake.payload)).toContainEqual({ workspaceId: ctx.workspaceId, requestId })
      await advance()
    }
    expect(await post(channel)).toMatchObject({ state: 'posted', url: 'https://t.me/c/1/77' })
    on.wakes.length = 0
    await wakeRequestPosts(on.db)
    expect(on.wakes.map((wake) => wake.payload)).not.toContainEqual({
      workspaceId: ctx.workspaceId,
      requestId,
    })
  })

  test('refuses a chat that is no target, and a request that is closed', async () => {
    const { ctx, start, change, requestId, posts } = await market()
    for (const chatId of ['-1003', '-1009', '999'])
      await expect(start([channel, 1], [chatId, 1])).rejects.toMatchObject({
        code: 'invalid',
        errors: [{ pointer: '/targets/1', code: 'no_target' }],
      })
    await change({ status: 'LOST' })
    await expect(start([channel, 1])).rejects.toMatchObject({ code: 'conflict' })
    await change({ status: 'DRAFT', deleted_at: new Date().toISOString() })
    await expect(start([channel, 1])).rejects.toMatchObject({ code: 'conflict' })
    await expect(broadcastRequest(ctx, randomUUID(), { targets: [], waveMinutes: 0 })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await posts()).toEqual([])
    expect(requestId).toBeDefined()
  })

  test('leaves out who was blocked or removed before their wave', async () => {
    const { ctx, start, advance, later, sent, people, post } = await market({ partners: 3 })
    await start([channel, 1], ...people.map((one): [string, number] => [one.chatId, 2]))
    await advance()
    await changePartnerStatus(ctx, people[0]!.partnerId, { status: 'BLOCKED' })
    await withTx(
      ctx,
      ({ sql }) =>
        sql`update partner_users set removed_at = now() where partner_id = ${people[1]!.partnerId}`,
    )
    await later(61)
    await advance()
    expect((await sent()).map((one) => one.lane.split(':').at(-1))).toEqual([channel, people[2]!.chatId])
    expect((await post(people[0]!.chatId)).state).toBe('cancelled')
  })
})

describe('a post that was sent', () => {
  test('is edited once a change, after itself in its lane, and not where nothing is new', async () => {
    const { change, sent, botId, advance, story, post, deliver } = await posted()
    await change({ title: 'BMW X6' })
    await change({ notes: 'внутрішнє' })
    await advance()
    const [, edit, ...more] = await sent(channel)
    expect(more).toEqual([])
    expect(edit).toMatchObject({
      lane: `telegram:${botId}:${channel}`,
      request: { method: 'editMessageText', params: { chat_id: channel, message_id: 41 } },
    })
    expect(edit!.request.params.text).toContain('BMW X6')
    expect(buttons(edit!)).toHaveLength(2)
    await deliver(channel, { kind: 'failed', error: { code: '400', message: 'message to edit not found' } })
    expect(await post(channel)).toMatchObject({
      state: 'posted',
      deliveryState: 'failed',
      error: 'message to edit not found',
    })
    expect((await story()).at(-1)).toEqual(['post_edited', 1])
  })

  test('says so and loses its buttons where the request is closed, and gets them back', async () => {
    const { change, sent, post, story } = await posted()
    await change({ status: 'LOST' })
    expect(await post(channel)).toMatchObject({ state: 'closed' })
    await change({ status: 'COLLECTING_VARIANTS' })
    expect(await post(channel)).toMatchObject({ state: 'posted' })
    const [, closing, opening] = await sent(channel)
    expect(closing!.request.params.text).toContain('Запит закрито')
    expect(closing!.request.params.reply_markup).toEqual({ inline_keyboard: [] })
    expect(opening!.request.params.text).not.toContain('закрито')
    expect(buttons(opening!)).toHaveLength(2)
    expect((await story()).slice(-2)).toEqual([
      ['post_closed', 1],
      ['post_edited', 1],
    ])
  })

  test('follows what people do with the request: edit, close, open, delete, restore', async () => {
    const { ctx, requestId, sent, post } = await posted()
    const last = async () => String((await sent(channel)).at(-1)!.request.params.text)
    await updateRequest(ctx, requestId, { title: 'BMW X7' })
    expect(await last()).toContain('BMW X7')
    await changeRequestStatus(ctx, requestId, { status: 'LOST' })
    expect(await last()).toContain('Запит закрито')
    await changeRequestStatus(ctx, requestId, { status: 'COLLECTING_VARIANTS' })
    expect(await post(channel)).toMatchObject({ state: 'posted' })
    await deleteRequest(ctx, requestId)
    expect(await post(channel)).toMatchObject({ state: 'closed' })
    await restoreRequest(ctx, requestId)
    expect(await post(channel)).toMatchObject({ state: 'posted' })
    expect(await sent(channel)).toHaveLength(6)
  })

  test('follows a change that came while it was being sent', async () => {
    const { start, advance, noLongerPaced, deliver, change, sent } = await market()
    await start([channel, 1])
    await advance()
    await noLongerPaced()
    await change({ title: 'BMW X6' })
    await deliver(channel)
    await advance()
    expect(texts(await sent(channel))).toEqual([
      ['sendMessage', expect.stringContaining('BMW X5') as string],
      ['editMessageText', expect.stringContaining('BMW X6') as string],
    ])
  })

  test('is closed alone by hand, stays so, and opens where it is published again', async () => {
    const { ctx, requestId, change, sent, post, start } = await posted()
    const place = { requestId, postId: (await post(channel)).id }
    expect(await cancelRequestPost(ctx, place)).toMatchObject({ state: 'closed' })
    await cancelRequestPost(ctx, place)
    await change({ status: 'SHORTLIST' })
    expect(await post(channel)).toMatchObject({ state: 'closed' })
    expect(await sent(channel)).toHaveLength(2)
    await start([channel, 1])
    expect(await post(channel)).toMatchObject({ state: 'posted' })
    expect((await sent(channel)).map((one) => one.request.method)).toEqual([
      'sendMessage',
      'editMessageText',
      'editMessageText',
    ])
  })
})

describe('what has not gone out', () => {
  test('is kept back by hand, planned or waiting, and where the request is closed', async () => {
    const { ctx, requestId, start, advance, post, sent, change, people } = await market()
    await start([channel, 1], [group, 2], [people[0]!.chatId, 2])
    await advance()
    for (const chatId of [channel, group])
      expect(await cancelRequestPost(ctx, { requestId, postId: (await post(chatId)).id })).toMatchObject({
        state: 'cancelled',
      })
    expect((await sent()).map((one) => one.state)).toEqual(['cancelled'])
    await change({ status: 'LOST' })
    expect(await post(people[0]!.chatId)).toMatchObject({ state: 'cancelled' })
    await advance()
    expect(await sent()).toHaveLength(1)
  })

  test('can’t be called back while it is being sent', async () => {
    const { ctx, botId, requestId, start, advance, noLongerPaced, post, change, sent } = await market()
    await start([channel, 1])
    await advance()
    await noLongerPaced()
    const claimed = await claimLane(ctx, {
      lane: `telegram:${botId}:${channel}`,
      leaseMs: 30_000,
      limits: {},
    })
    const place = { requestId, postId: (await post(channel)).id }
    await expect(cancelRequestPost(ctx, place)).rejects.toMatchObject({ code: 'conflict' })
    await change({ status: 'LOST' })
    expect(await post(channel)).toMatchObject({ state: 'planned', deliveryState: 'sending' })
    if (claimed?.step.do !== 'send') throw new Error('not begun')
    await endSending(ctx, claimed.hold, claimed.step.delivery, { kind: 'sent', result: { messageId: 5 } })
    await advance()
    expect(await post(channel)).toMatchObject({ state: 'closed' })
    expect(texts(await sent(channel)).at(-1)![1]).toContain('Запит закрито')
  })
})

describe('whatever happens on the way', () => {
  test('many who take a request on at once send each post once', async () => {
    const { start, advance, sent, people } = await market({ partners: 6 })
    await start([channel, 1], [group, 1], ...people.map((one): [string, number] => [one.chatId, 1]))
    await Promise.all(Array.from({ length: 8 }, () => advance()))
    expect(await sent()).toHaveLength(8)
  })

  test('a turn that dies leaves nothing behind, and the next one does it all', async () => {
    const { ctx, requestId, start, advance, sent, posts } = await market()
    await start([channel, 1], [group, 1])
    const dies = withTx(ctx, async (tx) => {
      await advancePosts({ ...ctx, tx }, requestId)
      throw new Error('the process dies here')
    })
    await expect(dies).rejects.toThrow('dies here')
    expect(await sent()).toEqual([])
    expect((await posts()).map((one) => one.deliveryState)).toEqual([null, null])
    await advance()
    expect(await sent()).toHaveLength(2)
  })

  test('a ring that is lost costs seconds: the sweeper finds what is due, and what has ended unheard', async () => {
    const { start, advance, noLongerPaced, deliver, later, requestId } = await market()
    const found = async () => {
      on.wakes.length = 0
      await wakeRequestPosts(on.db)
      return on.wakes.filter(({ payload }) => (payload as { requestId?: string }).requestId === requestId)
        .length
    }
    await start([channel, 1])
    await later(1)
    expect(await found()).toBe(1)
    await advance()
    expect(await found()).toBe(0)
    await noLongerPaced()
    await deliver(channel)
    expect(await found()).toBe(1)
    await advance()
    expect(await found()).toBe(0)
  })

  test('after any walk each chat has one post, which says what the request says', async () => {
    const chats = [channel, group, '700', '701']
    interface Real {
      at: Market
    }
    type Step =
      | { do: 'start'; chats: number[] }
      | { do: 'deliver'; chat: number; ok: boolean }
      | { do: 'status'; to: (typeof requestStatuses)[number] }
      | { do: 'title'; n: number }
      | { do: 'cancel'; chat: number }
      | { do: 'advance' }
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.record({ do: fc.constant('start' as const), chats: fc.uniqueArray(fc.nat(3), { minLength: 1 }) }),
      fc.record({ do: fc.constant('deliver' as const), chat: fc.nat(3), ok: fc.boolean() }),
      fc.record({ do: fc.constant('status' as const), to: fc.constantFrom(...requestStatuses) }),
      fc.record({ do: fc.constant('title' as const), n: fc.nat(3) }),
      fc.record({ do: fc.constant('cancel' as const), chat: fc.nat(3) }),
      fc.constant({ do: 'advance' as const }),
    )
    let message = 100
    const run = async ({ at }: Real, one: Step) => {
      if (one.do === 'start')
        await at.start(...one.chats.map((n): [string, number] => [chats[n]!, 1])).catch(() => undefined)
      if (one.do === 'advance') await at.advance()
      if (one.do === 'status') await at.change({ status: one.to })
      if (one.do === 'title') await at.change({ title: `Назва ${one.n}` })
      if (one.do === 'deliver') {
        await at.noLongerPaced()
        const ending: Ending = one.ok
          ? { kind: 'sent', result: { messageId: message++ } }
          : { kind: 'failed', error: { code: '400', message: 'no' } }
        await at.deliver(chats[one.chat]!, ending).catch(() => undefined)
      }
      if (one.do === 'cancel') {
        const post = await at.post(chats[one.chat]!)
        const place = { requestId: at.requestId, postId: post?.id ?? randomUUID() }
        await cancelRequestPost(at.ctx, place).catch(() => undefined)
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        const at = await market()
        for (const one of steps) await run({ at }, one)
        await at.advance()
        const [request] = await withTx(
          at.ctx,
          ({ sql }) =>
            sql<
              { status: string; title: string }[]
            >`select status, title from b2b_requests where id = ${at.requestId}`,
        )
        const open = (openRequestStatuses as readonly string[]).includes(request!.status)
        for (const chatId of chats) {
          const all = await at.sent(chatId)
          const arrived = all.filter((one) => one.request.method === 'sendMessage' && one.state === 'sent')
          expect(arrived.length).toBeLessThanOrEqual(1)
          const post = await at.post(chatId)
          if (!arrived.length) continue
          const last = all.findLast((one) => ['sent', 'pending', 'failed'].includes(one.state))!
          expect(last.request.params.text).toContain(request!.title)
          expect(['posted', 'closed']).toContain(post.state)
          expect(post.state === 'posted' && !open).toBe(false)
          expect(String(last.request.params.text).includes('закрито')).toBe(post.state === 'closed')
        }
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})

test('a closed request that is opened from a draft by the first car gets its posts back', async () => {
  const { ctx, requestId, start, advance, deliver, post, sent } = await market()
  await start([channel, 1])
  await advance()
  await deliver(channel)
  await advance()
  for (const status of ['LOST', 'DRAFT'] as const) await changeRequestStatus(ctx, requestId, { status })
  expect((await post(channel)).state).toBe('closed')
  await createVariant(ctx, requestId, { title: 'BMW X5' })
  expect((await post(channel)).state).toBe('posted')
  expect((await sent(channel)).at(-1)?.request.params.text).not.toContain('закрито')
})

describe('a scenario’s broadcast', () => {
  test('goes to the channels of its bot and to all partners at once, in its own words, by the same rows', async () => {
    const { ctx, botId, requestId, advance, posts, sent, people } = await market()
    const effect = { type: 'broadcast' as const, text: '<b>Шукаємо</b> X5' }
    await withTx(ctx, (tx) => broadcastFromTalk({ ...ctx, tx }, tx, { botId }, { ...effect, requestId }))
    await withTx(ctx, (tx) => broadcastFromTalk({ ...ctx, tx }, tx, { botId }, { ...effect, requestId }))
    await advance()
    expect((await posts()).map((one) => one.chatId).toSorted()).toEqual(
      [channel, ...people.map((one) => one.chatId)].toSorted(),
    )
    expect(new Set((await sent()).map((one) => one.request.params.text))).toEqual(
      new Set(['<b>Шукаємо</b> X5']),
    )
    expect(await sent()).toHaveLength(3)
  })

  test.each([
    ['a phone', '🔎 <b>BMW X5, дзвоніть 067 123 45 67</b>'],
    ['a phone with tags in it', '🔎 BMW X5 067<b>123</b>4567'],
    ['an address in a tag', '<a href="https://t.me/ivan_auto">Пишіть</a>'],
  ])('speaks by the template where the client wrote %s', async (_, text) => {
    const { ctx, botId, requestId, advance, sent } = await market()
    await withTx(ctx, (tx) =>
      broadcastFromTalk({ ...ctx, tx }, tx, { botId }, { type: 'broadcast', requestId, text }),
    )
    await advance()
    const [told] = await sent()
    expect(told?.request.params.text).toMatch(/^🔎 Шукаємо авто · \S+\n<b>BMW X5 від 2018/)
    expect((await getRequest(ctx, requestId)).postText).toBeNull()
  })

  test('of a request that is gone, closed or another workspace’s sends nothing', async () => {
    const { ctx, botId, change, posts, requestId } = await market()
    const effect = { type: 'broadcast' as const, text: 'x' }
    const stranger = await testRequest(await on.workspace())
    await change({ status: 'WON' })
    for (const id of ['L-000000', randomUUID(), stranger, requestId])
      await withTx(ctx, (tx) =>
        broadcastFromTalk({ ...ctx, tx }, tx, { botId }, { ...effect, requestId: id }),
      )
    expect(await posts()).toEqual([])
  })
})
