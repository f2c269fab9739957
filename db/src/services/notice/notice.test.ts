import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import type { Role } from '@cartie/shared/domain/roles'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { NoticeSettingsInput } from '@cartie/shared/schemas/notice'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot, testChat } from '../../testing/test-chat.ts'
import { addMember } from '../../testing/test-members.ts'
import { testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { enqueueDeliveries } from '../delivery/enqueue.ts'
import { assignLead } from '../lead/assign.ts'
import { createLead } from '../lead/create.ts'
import { tellingBot } from '../talk/telling-bot.ts'
import { updateWorkspace } from '../workspace/update.ts'
import { listNotices } from './list.ts'
import { wakeNotices } from './pending.ts'
import { readNotices } from './read.ts'
import { getNoticeSettings, setNoticeSettings } from './settings.ts'
import { tellNotices } from './tell.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

async function person(ctx: Context, role: Role): Promise<Context & { userId: string }> {
  const id = await addMember(ctx, role)
  return { ...ctx, actor: { kind: 'user', id, role }, userId: id }
}
const heard = async (who: Context) =>
  (await listNotices(who, { limit: 50 })).data.map(({ kind, title, count }) =>
    count > 1 ? [kind, count] : [kind, title],
  )
const choose = (who: Context, ...data: NoticeSettingsInput['data']) => setNoticeSettings(who, { data })

/** Every delivery to a chat fails; returns of which sessions they were. */
const failIn = (ctx: Context, lane: string) =>
  withTx(ctx, async (tx) => {
    const rows = await tx.sql<{ id: string; sessionId: string | null }[]>`
      update deliveries set state = 'failed', ended_at = now() where lane = ${lane} and state <> 'failed'
      returning id, session_id as "sessionId"`
    for (const { id: deliveryId, sessionId } of rows)
      tx.record('delivery.ended', { deliveryId, sessionId, state: 'failed' })
    return rows.map(({ sessionId }) => sessionId)
  })

/** The person's own chat with a bot that has an admin chat too; what it was sent. */
async function tied(ctx: Context, { userId }: { userId: string }) {
  const botId = await testBot(ctx)
  const { sessionId, lane } = await testChat(ctx, botId, '501')
  await withTx(ctx, async ({ sql }) => {
    await sql`update bot_configs set admin_chat_id = '-100' where id = ${botId}`
    await sql`
      insert into member_telegrams (workspace_id, user_id, bot_id, telegram_user_id, name, session_id, linked_at)
      values (${ctx.workspaceId}, ${userId}, ${botId}, 501, 'Olena', ${sessionId}, now())`
  })
  return () =>
    withTx(
      ctx,
      ({ sql }) =>
        sql<{ request: TelegramRequest }[]>`select request from deliveries where lane = ${lane} order by seq`,
    ).then((rows) => rows.map(({ request }) => request.params))
}

describe('the bell', () => {
  test('tells of a new lead whoever may read leads, but who made it, and nobody elsewhere', async () => {
    const [ctx, other] = [await on.workspace(), await on.workspace()]
    const [maker, colleague, viewer] = [
      await person(ctx, 'MANAGER'),
      await person(ctx, 'OPERATOR'),
      await person(ctx, 'VIEWER'),
    ]
    const stranger = await person(other, 'OWNER')
    const lead = await createLead(maker, { name: 'Олена' })
    expect(await tellNotices(ctx)).toBe(false)
    await tellNotices(other)
    const expected = [['lead_new', `${lead.code} · Олена`]]
    expect(await heard(colleague)).toEqual(expected)
    for (const who of [maker, viewer, stranger]) expect(await heard(who)).toEqual([])
    // Told once.
    await tellNotices(ctx)
    expect(await heard(colleague)).toEqual(expected)
  })

  test('tells of a lead that is given to somebody them alone, and not of one that they took', async () => {
    const ctx = await on.workspace()
    const [boss, mine, other] = [
      await person(ctx, 'OWNER'),
      await person(ctx, 'OPERATOR'),
      await person(ctx, 'OPERATOR'),
    ]
    const lead = await createLead(boss, { name: 'A' })
    await tellNotices(ctx)
    await readNotices(mine, {})
    await assignLead(boss, lead.id, { ownerId: mine.userId })
    const taken = await createLead(mine, { name: 'B' })
    await assignLead(mine, taken.id, { ownerId: mine.userId })
    await assignLead(boss, lead.id, { ownerId: null })
    await tellNotices(ctx)
    expect((await heard(mine)).filter(([kind]) => kind === 'lead_mine')).toEqual([
      ['lead_mine', `${lead.code} · A`],
    ])
    expect((await heard(other)).some(([kind]) => kind === 'lead_mine')).toBe(false)
  })

  test('is silent of what somebody does not want to hear of, until they want to again', async () => {
    const ctx = await on.workspace()
    const [maker, who] = [await person(ctx, 'OWNER'), await person(ctx, 'MANAGER')]
    const news = async () => {
      await createLead(maker, { name: 'X' })
      await tellNotices(ctx)
      return (await heard(who)).length
    }
    await choose(who, { kind: 'lead_new', bell: false, telegram: false })
    await choose(who, { kind: 'offer', bell: false, telegram: true })
    expect(await news()).toBe(0)
    expect((await getNoticeSettings(maker)).data.find(({ kind }) => kind === 'lead_new')).toMatchObject({
      bell: true,
    })
    await choose(who, { kind: 'lead_new', bell: true, telegram: false })
    expect(await news()).toBe(1)
    expect((await getNoticeSettings(who)).data.find(({ kind }) => kind === 'offer')).toMatchObject({
      bell: false,
    })
  })

  test('offers a role no choice of what it may not read', async () => {
    const viewer = await person(await on.workspace(), 'VIEWER')
    expect(await choose(viewer, { kind: 'lead_new', bell: true, telegram: true })).toEqual({ data: [] })
  })

  test('says many at once as one, with their number', async () => {
    const ctx = await on.workspace()
    const [maker, who] = [await person(ctx, 'OWNER'), await person(ctx, 'MANAGER')]
    for (let n = 0; n < 5; n++) await createLead(maker, { name: `Lead ${n}` })
    await tellNotices(ctx)
    expect(await heard(who)).toEqual([['lead_new', 5]])
  })

  test('counts what is unread; one reads their own alone, page by page', async () => {
    const ctx = await on.workspace()
    const [maker, who, other] = [
      await person(ctx, 'OWNER'),
      await person(ctx, 'MANAGER'),
      await person(ctx, 'MANAGER'),
    ]
    for (let n = 0; n < 3; n++) await createLead(maker, { name: `Lead ${n}` })
    await tellNotices(ctx)
    const first = await listNotices(who, { limit: 2 })
    expect(first).toMatchObject({ unread: 3, data: [{ readAt: null }, { readAt: null }] })
    const next = await listNotices(who, { limit: 2, cursor: first.nextCursor! })
    expect(new Set([...first.data, ...next.data].map(({ id }) => id)).size).toBe(3)
    await readNotices(other, { ids: first.data.map(({ id }) => id) })
    expect(await listNotices(who, { limit: 2 })).toMatchObject({ unread: 3 })
    await readNotices(who, { ids: [first.data[0]!.id] })
    expect(await listNotices(who, { limit: 2 })).toMatchObject({ unread: 2 })
    await readNotices(who, {})
    expect(await listNotices(who, { limit: 2 })).toMatchObject({ unread: 0 })
    expect(await listNotices(other, { limit: 2 })).toMatchObject({ unread: 3 })
  })

  test('is nobody’s where a key asks', async () => {
    const ctx = await on.workspace()
    const key: Context = { ...ctx, actor: { kind: 'apiKey', id: null, role: 'ADMIN' } }
    for (const deed of [
      () => listNotices(key, { limit: 1 }),
      () => readNotices(key, {}),
      () => getNoticeSettings(key),
      () => choose(key),
    ])
      await expect(async () => deed()).rejects.toMatchObject({ code: 'unprocessable' })
  })

  test('rings for what nobody was told of yet, also where the first ring was lost', async () => {
    const ctx = await on.workspace()
    await createLead(await person(ctx, 'OWNER'), { name: 'X' })
    await withTx(ctx, ({ sql }) => sql`update notice_tasks set created_at = now() - interval '1 minute'`)
    const rings = () =>
      on.wakes
        .splice(0)
        .filter(
          ({ job, payload }) =>
            job.name === 'notice.tell' &&
            (payload as { workspaceId: string }).workspaceId === ctx.workspaceId,
        ).length
    expect(rings()).toBe(1)
    await wakeNotices(ctx.db)
    expect(rings()).toBe(1)
    await tellNotices(ctx)
    await wakeNotices(ctx.db)
    expect(rings()).toBe(0)
  })
})

describe('Telegram', () => {
  test('tells in the own chat what somebody chose, without a sound outside working hours', async () => {
    const ctx = await on.workspace()
    const [maker, who] = [await person(ctx, 'OWNER'), await person(ctx, 'MANAGER')]
    const sent = await tied(ctx, who)
    const news = async () => {
      const { code } = await createLead(maker, { name: 'Олена <b>' })
      await tellNotices(ctx)
      return code
    }
    await news()
    expect(await sent()).toEqual([])
    await choose(who, { kind: 'lead_new', bell: false, telegram: true })
    const code = await news()
    expect(await sent()).toMatchObject([
      { chat_id: '501', text: expect.stringContaining(`${code} · Олена &lt;b&gt;`) as string },
    ])
    expect((await sent())[0]).not.toHaveProperty('disable_notification')
    await updateWorkspace(ctx, { workingHours: Array.from({ length: 7 }, () => null) })
    await news()
    expect((await sent())[1]).toMatchObject({ disable_notification: true })
  })

  test('that fails in somebody’s own chat is told to nobody, or telling would never end', async () => {
    const ctx = await on.workspace()
    const [maker, who] = [await person(ctx, 'OWNER'), await person(ctx, 'ADMIN')]
    await tied(ctx, who)
    const [own, sessionId] = await withTx(ctx, async ({ sql }) => {
      const [row] = await sql<[{ botId: string; sessionId: string }]>`
        select bot_id as "botId", session_id as "sessionId" from member_telegrams`
      return [telegramLane(row.botId, '501'), row.sessionId]
    })
    await choose(
      who,
      ...(['lead_new', 'delivery'] as const).map((kind) => ({ kind, bell: true, telegram: true })),
    )
    await createLead(maker, { name: 'X' })
    await tellNotices(ctx)
    expect(await failIn(ctx, own)).toEqual([sessionId])
    await tellNotices(ctx)
    expect(await failIn(ctx, own)).toEqual([])
    expect((await heard(who)).map(([kind]) => kind)).toEqual(['lead_new'])
    // What was for a client is news, and the message that tells of it is none.
    const { lane, botId } = await testChat(ctx, await testBot(ctx), '502')
    await enqueueDeliveries(ctx, [
      { lane, botId, request: { method: 'sendMessage', params: {} }, priority: 'answer' },
    ])
    await failIn(ctx, lane)
    await tellNotices(ctx)
    expect(await failIn(ctx, own)).toEqual([sessionId])
    await tellNotices(ctx)
    expect((await heard(who)).map(([kind]) => kind)).toEqual(['delivery', 'lead_new'])
  })

  test('goes to the admin chat instead where who leads a thing does not want to hear of it there', async () => {
    const ctx = await on.workspace()
    const who = await person(ctx, 'MANAGER')
    await tied(ctx, who)
    const place = (kind: 'offer' | 'match') =>
      withTx(ctx, (tx) => tellingBot(ctx, tx, { kind, bots: [], ownerId: who.userId }))
    expect(await place('offer')).toMatchObject({ chatId: '501' })
    await choose(who, { kind: 'offer', bell: true, telegram: false })
    expect(await place('offer')).toMatchObject({ chatId: '-100' })
    expect(await place('match')).toMatchObject({ chatId: '501' })
  })
})
