import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import { RequestQuery } from '@cartie/shared/schemas/request'
import { withTx } from '../../client.ts'
import type { Context } from '../../context.ts'
import { testBot } from '../../testing/test-bot.ts'
import { as, otherRoles, testWorkspaces, type TestWorkspaces } from '../../testing/test-workspaces.ts'
import { claimCall } from '../call/claim.ts'
import { finishCall } from '../call/finish.ts'
import { listChats } from '../chat/list.ts'
import { receiveUpdates } from '../chat/receive-updates.ts'
import { sendToChat } from '../chat/send.ts'
import { giveBackChat, takeOverChat } from '../chat/steer.ts'
import { listLeads } from '../lead/list.ts'
import { changeRequestStatus } from '../request/change-status.ts'
import { listRequests } from '../request/list.ts'
import { createScenario } from '../scenario/create.ts'
import { installTemplate } from '../scenario/install-template.ts'
import { publishScenario } from '../scenario/publish.ts'
import { saveScenario } from '../scenario/save.ts'
import { scenarioStats } from '../scenario/stats.ts'
import { updateWorkspace } from '../workspace/update.ts'
import { advanceTalk } from './advance.ts'
import { maxEventTries, noteFailure } from './note-failure.ts'
import { wakeTalks } from './pending.ts'

let on: TestWorkspaces
beforeAll(async () => {
  on = await testWorkspaces()
})
afterAll(() => on.close())

interface Keyboard {
  inline_keyboard?: { text: string; callback_data: string }[][]
}

let nextUpdate = 1
const olena = { id: 77, first_name: 'Олена', username: 'olena', language_code: 'uk' }

/** A bot with scenarios, and a person who writes to it. */
async function talkWith(templates: readonly string[], adminChatId: string | null = null) {
  const ctx = await on.workspace()
  const botId = await testBot(ctx)
  if (adminChatId !== null)
    await withTx(
      ctx,
      ({ sql }) => sql`update bot_configs set admin_chat_id = ${adminChatId} where id = ${botId}`,
    )
  for (const id of templates) await installTemplate(ctx, id, { botIds: [botId] })
  const receive = async (...bodies: Record<string, unknown>[]) => {
    await receiveUpdates(
      ctx,
      botId,
      bodies.map((body) => ({ update_id: nextUpdate++, ...body })),
    )
  }
  const chat = { id: olena.id, type: 'private', first_name: olena.first_name }
  const says = (more: Record<string, unknown>) =>
    receive({ message: { message_id: nextUpdate, chat, from: olena, date: 1, ...more } })
  const sessionId = async () =>
    (await listChats(ctx, { limit: 10 })).data.find((c) => c.kind === 'private')!.id
  const turn = async () => advanceTalk(ctx, await sessionId())
  const sent = () =>
    withTx(
      ctx,
      ({ sql }) => sql<{ lane: string; request: TelegramRequest; state: string }[]>`
        select lane, request, state from deliveries where workspace_id = ${ctx.workspaceId} order by seq`,
    )
  return { ctx, botId, receive, says, turn, sent, sessionId }
}

const count = async (ctx: Context, table: 'session_steps' | 'inbox_events', where = 'true') => {
  const [row] = await withTx(
    ctx,
    ({ sql }) =>
      sql<[{ n: number }]>`select count(*)::int as n from ${sql(table)} where ${sql.unsafe(where)}`,
  )
  return row.n
}

describe('a talk', () => {
  test('leads from the first word to a lead with all that was said, and the admin chat hears of it', async () => {
    const { ctx, says, turn, sent } = await talkWith(['lead-capture'], '-100500')
    for (const text of ['/start ad_7', 'Олена', '067 123 45 67', 'BMW X5 від 2018, Київ', '35 тис $']) {
      await says({ text })
      expect(await turn()).toMatchObject({ lane: expect.stringContaining(':77') as string })
    }
    const { data } = await listLeads(ctx, { limit: 10, sort: 'newest' })
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({
      name: 'Олена',
      phone: '+380671234567',
      make: 'BMW',
      model: 'X5',
      yearFrom: 2018,
      budget: { max: 35_000, currency: 'USD' },
      campaign: 'ad_7',
      source: 'telegram',
      telegramUsername: 'olena',
    })
    const all = await sent()
    const admin = all.filter((row) => row.lane.endsWith(':-100500'))
    expect(admin.map((row) => row.request.params.text).join('\n')).toContain(data[0]!.code)
    expect(all.filter((row) => row.lane.endsWith(':77')).length).toBeGreaterThanOrEqual(5)
  })

  test('that was taken on does nothing more: each event is worked off once', async () => {
    const { ctx, says, turn, sent } = await talkWith(['lead-capture'])
    await says({ text: '/start' })
    await turn()
    const before = await sent()
    expect(await turn()).toEqual({ lane: null, more: false })
    expect(await sent()).toEqual(before)
    expect(await count(ctx, 'inbox_events', `status = 'pending'`)).toBe(0)
  })

  test('taken on by many at once ends as if by one, in the order of its events', async () => {
    const { ctx, says, sent, sessionId } = await talkWith(['lead-capture'])
    for (const text of ['/start', 'Олена', '0671234567', 'Audi A4', '12000 $']) await says({ text })
    const id = await sessionId()
    await Promise.all(Array.from({ length: 8 }, () => advanceTalk(ctx, id, { limit: 1 })))
    while ((await advanceTalk(ctx, id, { limit: 1 }))?.lane != null) continue
    const { data } = await listLeads(ctx, { limit: 10, sort: 'newest' })
    expect(data).toHaveLength(1)
    expect(data[0]).toMatchObject({ name: 'Олена', phone: '+380671234567', make: 'Audi', model: 'A4' })
    const texts = (await sent()).map((row) => row.request.params.text)
    expect(new Set(texts).size).toBe(texts.length)
  })

  test('a failure at its end leaves nothing behind: no state, no message, no lead', async () => {
    const { ctx, says, sent, sessionId } = await talkWith(['lead-capture'])
    await says({ text: '/start' })
    const id = await sessionId()
    const failing = withTx(ctx, async (tx) => {
      await advanceTalk({ ...ctx, tx }, id)
      throw new Error('the process dies here')
    })
    await expect(failing).rejects.toThrow('dies here')
    expect(await sent()).toEqual([])
    expect(await count(ctx, 'session_steps')).toBe(0)
    expect((await advanceTalk(ctx, id))?.lane).toContain(':77')
  })

  test('the photos of an album are one message, which waits until it is whole', async () => {
    const { ctx, says, turn, sent, sessionId } = await talkWith(['sell-my-car'])
    await says({ text: '/sell' })
    await turn()
    const photo = (n: number) => ({
      media_group_id: 'a1',
      photo: [{ file_id: `f${n}`, file_unique_id: `u${n}`, width: 1, height: 1 }],
    })
    await says(photo(1))
    await says({ ...photo(2), caption: 'BMW X5 2018' })
    // Whatever waits waits on, however slow the machine is.
    await withTx(
      ctx,
      ({ sql }) =>
        sql`update inbox_events set run_at = run_at + interval '1 hour' where run_at > received_at`,
    )
    const before = (await sent()).length
    expect((await turn())?.lane).toBeNull()
    expect((await sent()).length).toBe(before)
    await withTx(ctx, ({ sql }) => sql`update inbox_events set run_at = now() where status = 'pending'`)
    await turn()
    const id = await sessionId()
    const [step] = await withTx(
      ctx,
      ({ sql }) => sql<{ event: unknown }[]>`
        select event from session_steps where session_id = ${id} order by id desc limit 1`,
    )
    expect(step!.event).toMatchObject({ type: 'message', photos: ['f1', 'f2'], text: 'BMW X5 2018' })
  })

  test('stays on its version when a later one goes live', async () => {
    const { ctx, says, turn, sent, botId } = await talkWith([])
    const made = await installTemplate(ctx, 'lead-capture', { name: 'Talk', botIds: [botId] })
    await says({ text: '/start' })
    await turn()
    const draft = structuredClone(made.draft)
    const question = draft.nodes.find((node) => node.id === 'interest')!
    question.options.text = { uk: 'НОВЕ', ru: 'НОВОЕ', en: 'NEW' }
    const saved = await saveScenario(ctx, made.id, { version: made.version, draft })
    await publishScenario(ctx, made.id, { version: saved.version })
    for (const text of ['Олена', '0671234567']) {
      await says({ text })
      await turn()
    }
    expect((await sent()).at(-1)!.request.params.text).not.toContain('НОВЕ')
    for (const text of ['/start', 'Олена', '0671234567']) {
      await says({ text })
      await turn()
    }
    expect((await sent()).at(-1)!.request.params.text).toContain('НОВЕ')
    expect((await scenarioStats(ctx, made.id, { days: 1 })).started).toBe(2)
  })

  test('a due timer takes it on, found by the sweeper', async () => {
    const { ctx, says, turn, sessionId } = await talkWith(['lead-capture'])
    await says({ text: '/start' })
    await turn()
    const id = await sessionId()
    await withTx(
      ctx,
      ({ sql }) => sql`update bot_sessions set timer_at = now() - interval '1 second' where id = ${id}`,
    )
    on.wakes.length = 0
    await wakeTalks(on.db)
    expect(on.wakes.map((wake) => wake.payload)).toContainEqual({
      workspaceId: ctx.workspaceId,
      sessionId: id,
    })
    expect((await turn())?.lane).toContain(':77')
    expect((await turn())?.lane).toBeNull()
  })

  test('an event that fails again and again is set aside, and the next ones go on', async () => {
    const { ctx, says, turn, sessionId } = await talkWith(['lead-capture'])
    await says({ text: '/start' })
    await says({ text: '/start' })
    const id = await sessionId()
    for (let n = 0; n < maxEventTries; n++) await noteFailure(ctx, id, 'it breaks')
    expect(await count(ctx, 'inbox_events', `status = 'set_aside' and error = 'it breaks'`)).toBe(1)
    expect((await turn())?.lane).toContain(':77')
    expect(await count(ctx, 'inbox_events', `status = 'done'`)).toBe(1)
  })

  test('a person leads it: the bot is silent until it is given back, then asks again', async () => {
    const { ctx, says, turn, sent, sessionId } = await talkWith(['lead-capture'])
    await says({ text: '/start' })
    await turn()
    const id = await sessionId()
    expect(await takeOverChat(ctx, id)).toMatchObject({ handedTo: ctx.actor.id })
    await sendToChat(ctx, id, { text: 'Добрий день! <Я тут>', listingIds: [] })
    await says({ text: 'Олена' })
    const before = (await sent()).length
    await turn()
    expect((await sent()).length).toBe(before)
    expect((await sent()).at(-1)!.request.params.text).toBe('Добрий день! &lt;Я тут&gt;')
    await giveBackChat(ctx, id)
    await turn()
    expect((await sent()).length).toBe(before + 1)
  })

  test('what it waits for comes back as an event, once, and only from the claim that holds', async () => {
    const { ctx, botId, says, turn, sent } = await talkWith([])
    const made = await createScenario(ctx, { name: 'Asks', graph: asking })
    const saved = await saveScenario(ctx, made.id, { version: made.version, botIds: [botId] })
    await publishScenario(ctx, made.id, { version: saved.version })
    await says({ text: '/ask' })
    await turn()
    const [row] = await withTx(ctx, ({ sql }) => sql<{ id: string }[]>`select id from session_calls`)
    const call = await claimCall(ctx, row!.id)
    expect(call?.request).toMatchObject({ type: 'httpRequest', url: 'https://api.example.com/rate' })
    expect(await claimCall(ctx, row!.id)).toBeNull()
    await finishCall(ctx, { id: call!.id, fence: call!.fence - 1 }, { ok: false, value: null })
    await finishCall(ctx, call!, { ok: true, value: { status: 200, body: { rate: 42 } } })
    await finishCall(ctx, call!, { ok: true, value: { status: 200, body: { rate: 43 } } })
    await turn()
    expect((await sent()).at(-1)!.request.params.text).toBe('42')
  })

  test('knows whether its company answers now', async () => {
    const { ctx, botId, says, turn, sent } = await talkWith([])
    const text = { uk: '{company_open}', ru: '{company_open}', en: '{company_open}' }
    const graph = { ...pausing, nodes: [pausing.nodes[0]!, node('pause', 'END', { text })] }
    const made = await createScenario(ctx, { name: 'Tells', graph })
    const saved = await saveScenario(ctx, made.id, { version: made.version, botIds: [botId] })
    await publishScenario(ctx, made.id, { version: saved.version })
    const answered = async () => {
      await says({ text: '/wait' })
      await turn()
      return (await sent()).at(-1)?.request.params.text
    }
    expect(await answered()).toBe('✓')
    await updateWorkspace(ctx, { workingHours: Array.from({ length: 7 }, () => null) })
    expect(await answered()).toBe('–')
  })

  test('waits until an hour of the clocks of its workspace', async () => {
    const { ctx, botId, says, turn } = await talkWith([])
    const timeZone = 'Pacific/Kiritimati'
    await updateWorkspace(ctx, { timeZone })
    const made = await createScenario(ctx, { name: 'Waits', graph: pausing })
    const saved = await saveScenario(ctx, made.id, { version: made.version, botIds: [botId] })
    await publishScenario(ctx, made.id, { version: saved.version })
    await says({ text: '/wait' })
    await turn()
    const [row] = await withTx(
      ctx,
      ({ sql }) => sql<{ at: string }[]>`
        select to_char(timer_at at time zone ${timeZone}, 'HH24:MI') as at from bot_sessions`,
    )
    expect(row).toEqual({ at: '10:00' })
  })

  test('that asks for a car leaves a lead and a draft request, whose card in the admin chat is pressed there alone', async () => {
    const { ctx, botId, says, turn, sent, receive } = await talkWith(
      ['b2b-request', 'my-requests'],
      '-100500',
    )
    const person = { id: olena.id, type: 'private', first_name: olena.first_name }
    const staff = { id: -100500, type: 'supergroup', title: 'Staff' }
    const press = async (data: string, chat: object, from: object) => {
      const message = { message_id: 9, chat }
      await receive({ callback_query: { id: `q${nextUpdate}`, from, message, data } })
    }
    const button = async (label: string) => {
      const keyboards = (await sent()).map((row) => row.request.params.reply_markup as Keyboard | undefined)
      const buttons = keyboards.flatMap((one) => one?.inline_keyboard?.flat() ?? [])
      return buttons.findLast((one) => one.text.includes(label))!.callback_data
    }
    const ask = async (wish: string) => {
      for (const text of ['/request', wish, '20 тис $', '3']) {
        await says({ text })
        await turn()
      }
      for (const label of ['За тиждень', 'Надіслати']) {
        await press(await button(label), person, olena)
        await turn()
      }
    }
    const requests = async () => (await listRequests(ctx, RequestQuery.parse({}))).data
    await ask('Skoda Octavia від 2019')
    const [request] = await requests()
    const { data: leads } = await listLeads(ctx, { limit: 10, sort: 'newest' })
    expect(leads).toHaveLength(1)
    expect(request).toMatchObject({
      source: 'telegram',
      // This scenario sends it to partners.
      status: 'PUBLISHED',
      title: 'Skoda Octavia 2019+',
      quantity: 3,
      leadId: leads[0]!.id,
      botId,
      criteria: { budget: { max: 20_000, currency: 'USD' }, must: ['make', 'model'] },
    })
    const texts = async (end: string) =>
      (await sent()).filter((row) => row.lane.endsWith(end)).map((row) => String(row.request.params.text))
    expect((await texts(':77')).join()).toContain(request!.code)
    const card = (await texts(':-100500')).find((text) => text.includes(request!.code))
    expect(card).toContain(`<a href="https://cars.example/requests?id=${request!.id}">`)

    // The same once more is the same draft.
    await changeRequestStatus(ctx, request!.id, { status: 'DRAFT' })
    await ask('Skoda Octavia від 2019')
    expect(await requests()).toHaveLength(1)

    await says({ text: '/requests' })
    await turn()
    expect((await texts(':77')).at(-1)).toContain(`${request!.code} · Skoda Octavia 2019+ · шукаємо`)

    const data = await button('Взяти в роботу')
    const pressed = async (chat: { id: number; type: string }) => {
      const before = (await sent()).length
      await press(data, chat, { id: 5, first_name: 'Ігор' })
      const chats = await listChats(ctx, { limit: 10 })
      const session = chats.data.find((one) => one.chatId === String(chat.id))!
      await advanceTalk(ctx, session.id)
      return (await sent()).slice(before).map((row) => row.request)
    }
    expect((await pressed(person))[0]?.params.text).toContain('чаті адміністраторів')
    expect((await pressed({ ...staff, id: -5 }))[0]?.params.text).toContain('чаті адміністраторів')
    expect((await requests())[0]).toMatchObject({ status: 'PUBLISHED' })
    const [answer, edit] = await pressed(staff)
    expect(answer).toMatchObject({ method: 'answerCallbackQuery' })
    expect(edit).toMatchObject({ method: 'editMessageText', params: { message_id: 9 } })
    expect(edit?.params.text).toContain('Ігор')
    expect((await requests())[0]).toMatchObject({ status: 'COLLECTING_VARIANTS' })
    const [stale] = await pressed(staff)
    expect(stale?.params.text).toContain('вже не діє')
  })

  test('a button of a lead card moves the lead in the admin chat alone, and an old one says so', async () => {
    const { ctx, botId, says, turn, sent, receive } = await talkWith(['lead-capture'], '-100500')
    for (const text of ['/start', 'Олена', '0671234567', 'Audi A4', '12000 $']) {
      await says({ text })
      await turn()
    }
    const { data } = await listLeads(ctx, { limit: 1, sort: 'newest' })
    const lead = data[0]!
    const press = async (chatId: number, to: string) => {
      const chat = { id: chatId, type: 'supergroup', title: 'Staff' }
      const message = { message_id: 9, chat }
      await receive({
        callback_query: {
          id: `q${nextUpdate}`,
          from: { id: 5, first_name: 'Ігор' },
          message,
          data: `l:${to}:${lead.id}`,
        },
      })
      const session = (await listChats(ctx, { limit: 10 })).data.find((c) => c.chatId === String(chatId))!
      await advanceTalk(ctx, session.id)
      return (await sent())
        .filter((row) => row.lane === `telegram:${botId}:${chatId}`)
        .map((row) => row.request)
    }
    const status = async () => (await listLeads(ctx, { limit: 1, sort: 'newest' })).data[0]!.status
    expect((await press(-200, 'CONTACTED')).at(-1)).toMatchObject({
      method: 'answerCallbackQuery',
      params: { text: expect.stringContaining('адміністраторів') as string },
    })
    expect(await status()).toBe('NEW')
    expect((await press(-100500, 'CONTACTED')).at(-1)).toMatchObject({ method: 'editMessageText' })
    expect(await status()).toBe('CONTACTED')
    expect((await press(-100500, 'CONTACTED')).at(-1)).toMatchObject({ method: 'editMessageText' })
    await withTx(ctx, ({ sql }) => sql`update leads set deleted_at = now()`)
    expect((await press(-100500, 'WON')).at(-1)).toMatchObject({
      method: 'answerCallbackQuery',
      params: { text: expect.any(String) as string },
    })
  })

  test('of another workspace is nobody else’s, and lower roles neither lead nor write', async () => {
    const { ctx, says, sessionId } = await talkWith(['lead-capture'])
    await says({ text: '/start' })
    const [id, other] = [await sessionId(), await on.workspace()]
    expect(await advanceTalk(other, id)).toBeNull()
    for (const call of [
      () => takeOverChat(other, id),
      () => giveBackChat(other, id),
      () => sendToChat(other, id, { text: 'x', listingIds: [] }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'not_found' })
    for (const role of otherRoles(['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'])) {
      const lower = as(ctx, role)
      for (const call of [
        () => takeOverChat(lower, id),
        () => giveBackChat(lower, id),
        () => sendToChat(lower, id, { text: 'x', listingIds: [] }),
        () => advanceTalk(lower, id),
      ])
        await expect(call()).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})

const node = (id: string, type: string, options: Record<string, never | unknown>, exits = {}) => ({
  id,
  type,
  options: JSON.parse(JSON.stringify(options)) as Record<string, string>,
  exits,
  at: { x: 0, y: 0 },
})
const text = (value: string) => ({ uk: value, ru: value, en: value })
const asking = {
  languages: ['uk' as const, 'ru' as const, 'en' as const],
  nodes: [
    node('start', 'START', { triggers: [{ kind: 'command', command: 'ask' }] }, { next: 'call' }),
    node(
      'call',
      'HTTP_REQUEST',
      { url: 'https://api.example.com/rate', save: [{ variable: 'rate', path: 'rate' }] },
      { next: 'say', failed: 'bye' },
    ),
    node('say', 'MESSAGE', { text: text('{rate}') }, { next: 'bye' }),
    node('bye', 'END', {}),
  ],
}
const pausing = {
  languages: ['uk' as const, 'ru' as const, 'en' as const],
  nodes: [
    node('start', 'START', { triggers: [{ kind: 'command', command: 'wait' }] }, { next: 'pause' }),
    node('pause', 'DELAY', { until: 'time', time: '10:00' }, { next: 'bye' }),
    node('bye', 'END', {}),
  ],
}
