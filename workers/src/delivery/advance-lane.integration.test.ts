import { InputFile } from 'node-telegram-bot-api'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { AppError } from '@cartie/shared/errors'
import { createQueues, type QueuePlace, type Queues } from '@cartie/shared/queue'
import { createDb, withSystemTx, withTx } from '@cartie/db/client'
import type { Context, Db } from '@cartie/db/context'
import { enqueueDeliveries } from '@cartie/db/services/delivery/enqueue'
import { wakeForgottenLanes } from '@cartie/db/services/delivery/pending'
import { releaseDelivery } from '@cartie/db/services/delivery/release'
import { resendDelivery } from '@cartie/db/services/delivery/resend'
import type { TestDatabase } from '@cartie/db/testing/create-database'
import { testBot, testChat, type TestChat } from '@cartie/db/testing/test-chat'
import { testDatabase, testQueueBackends } from '@cartie/db/testing/test-database'
import { testWorkspaces, type TestWorkspaces } from '@cartie/db/testing/test-workspaces'
import { startRunner, type Runner } from '../runner.ts'
import { startSweeper } from '../sweeper.ts'
import { advanceLane, drainLane, type DeliveryOptions } from './advance-lane.ts'
import { answers, scriptedTelegram } from './testing/scripted-telegram.ts'
import { deliveriesTo, quietTools, stands, textTo, unhurried, write } from './testing/delivery-world.ts'

describe('draining a lane', () => {
  let world: TestWorkspaces
  let ctx: Context
  let chat: TestChat
  beforeAll(async () => {
    world = await testWorkspaces()
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    ctx = await world.workspace()
    chat = await testChat(ctx, await testBot(ctx), '700')
    world.wakes.length = 0
  })

  const drain = (options: DeliveryOptions, lane = chat.lane) => drainLane(options, ctx, lane, quietTools())
  const states = async () => (await stands(ctx)).map((s) => s.state)
  const system = (run: string) => withSystemTx(world.db, ({ sql }) => sql.unsafe(run))

  test('sends what is due in its order, as HTML, and keeps the numbers', async () => {
    const telegram = scriptedTelegram()
    await write(ctx, chat, ['1', '2'], { message: { author: 'bot', kind: 'text', text: '' } })
    await drain(deliveriesTo(telegram.call))
    expect(telegram.calls.map((c) => c.params)).toEqual(
      ['1', '2'].map((text) => ({ chat_id: '700', text, parse_mode: 'HTML' })),
    )
    expect(await states()).toEqual(['sent', 'sent'])
    const rows = await withTx(ctx, ({ sql }) => sql`select message_id::int from bot_messages order by id`)
    expect(rows).toEqual([{ message_id: 1 }, { message_id: 2 }])
  })

  test.each([
    ['a refusal', answers.badRequest, 'failed', '400'],
    ['a block', answers.blocked, 'failed', '403'],
    ['a wrong token', answers.unauthorized, 'held', '401'],
    ['no answer', answers.unsure, 'unknown', 'unsure'],
    ['a fault on their side', answers.broken, 'unknown', '502'],
  ])('after %s goes on, calls once, and says why', async (_, answer, state, code) => {
    const telegram = scriptedTelegram((_call, n) => (n === 1 ? answer : undefined))
    await write(ctx, chat, ['1', '2'])
    await drain(deliveriesTo(telegram.call))
    await drain(deliveriesTo(telegram.call))
    expect(telegram.calls.map((c) => c.params.text)).toEqual(['1', '2'])
    expect(await stands(ctx)).toMatchObject([
      { state, error: { code, message: answer.description } },
      { state: 'sent' },
    ])
    const [session] = await withTx(
      ctx,
      ({ sql }) => sql<{ blocked: boolean }[]>`select blocked_at is not null as blocked from bot_sessions`,
    )
    expect(session!.blocked).toBe(code === '403')
  })

  test('that is asked to wait waits so long and calls nobody meanwhile; other chats go on', async () => {
    const other = await testChat(ctx, chat.botId, '701')
    const telegram = scriptedTelegram((_call, n) => (n === 1 ? answers.limited(3) : undefined))
    const options = deliveriesTo(telegram.call)
    await write(ctx, chat, ['1', '2'])
    await write(ctx, other, ['3'])
    await drain(options)
    await drain(options)
    await drain(options, other.lane)
    expect(telegram.calls.map((c) => c.params.text)).toEqual(['1', '3'])
    expect(world.wakes).toMatchObject([{ payload: { lane: chat.lane } }])
    const waits = (await stands(ctx))[0]!.run_in_ms
    expect(waits).toBeGreaterThan(2500)
    expect(waits).toBeLessThanOrEqual(3000)
    await system(`update delivery_lanes set paused_until = now(); update deliveries set run_at = now()`)
    await drain(options)
    expect(telegram.calls.map((c) => c.params.text)).toEqual(['1', '3', '1', '2'])
  })

  test('that can reach nobody waits longer each time, in its order, and loses nothing', async () => {
    const telegram = scriptedTelegram((_call, n) => (n <= 3 ? answers.unreachable : undefined))
    await write(ctx, chat, ['1', '2'])
    const waits: number[] = []
    const options = deliveriesTo(telegram.call, { limits: unhurried })
    for (let i = 0; i < 3; i++) {
      await drain(options)
      waits.push((await stands(ctx))[0]!.run_in_ms)
      await system(`update deliveries set run_at = now()`)
    }
    for (const [i, ms] of waits.entries()) expect(Math.abs(ms - 1000 * 2 ** i)).toBeLessThan(300)
    await drain(options)
    expect(telegram.calls.map((c) => c.params.text)).toEqual(['1', '1', '1', '1', '2'])
    expect(await states()).toEqual(['sent', 'sent'])
  })

  test('repeats what got no answer only where twice is better than never', async () => {
    const telegram = scriptedTelegram((_call, n) => (n === 1 ? answers.unsure : undefined))
    await write(ctx, chat, ['reminder'], { policy: 'repeat' })
    await drain(deliveriesTo(telegram.call))
    await system(`update deliveries set run_at = now()`)
    await drain(deliveriesTo(telegram.call))
    expect(telegram.calls).toHaveLength(2)
    expect(await states()).toEqual(['sent'])
  })

  test('follows a chat to its new number', async () => {
    const group = await testChat(ctx, chat.botId, '-900')
    const telegram = scriptedTelegram(({ params }) =>
      params.chat_id === '-900' ? answers.migrated(-100900) : undefined,
    )
    await write(ctx, group, ['1', '2'])
    await drain(deliveriesTo(telegram.call), group.lane)
    const { lane } = world.wakes.at(-1)!.payload as { lane: string }
    await drain(deliveriesTo(telegram.call), lane)
    expect(telegram.calls.map((c) => [c.params.chat_id, c.params.text])).toEqual([
      ['-900', '1'],
      ['-100900', '1'],
      ['-100900', '2'],
    ])
    expect(await states()).toEqual(['sent', 'sent'])
  })

  test('keeps what a bot that is off should say until a person lets it go', async () => {
    const turn = (enabled: boolean) =>
      withTx(ctx, ({ sql }) => sql`update bot_configs set enabled = ${enabled} where id = ${chat.botId}`)
    const telegram = scriptedTelegram()
    const options = deliveriesTo(telegram.call)
    await turn(false)
    const [id] = await write(ctx, chat, ['1'])
    await drain(options)
    expect(await stands(ctx)).toMatchObject([{ state: 'held', error: { code: 'bot_off' } }])
    await turn(true)
    await releaseDelivery(ctx, id!)
    await drain(options)
    expect(telegram.calls.map((c) => c.token)).toEqual(['1:token'])
  })

  test('keeps what goes out on a channel that nobody serves', async () => {
    await enqueueDeliveries(ctx, [{ ...textTo(chat, 'x'), channel: 'pigeon', lane: 'pigeon:1' }])
    await drain(deliveriesTo(scriptedTelegram().call), 'pigeon:1')
    expect(await stands(ctx)).toMatchObject([{ state: 'held', error: { code: 'no_channel' } }])
  })

  test('sends a copy when a person asks for it, and only then', async () => {
    const telegram = scriptedTelegram((_call, n) => (n === 1 ? answers.unsure : undefined))
    const [id] = await write(ctx, chat, ['1'])
    const options = deliveriesTo(telegram.call)
    await drain(options)
    await drain(options)
    expect(telegram.calls).toHaveLength(1)
    await resendDelivery(ctx, id!)
    await drain(options)
    expect(telegram.calls).toHaveLength(2)
    expect(await states()).toEqual(['unknown', 'sent'])
  })

  test('uploads a photo once for a bot, then names it, and uploads it again when its name is no longer known', async () => {
    let broken = false
    const telegram = scriptedTelegram(({ method, params }) => {
      if (broken && typeof params.photo === 'string')
        return { ok: false, kind: 'refused', code: 400, description: 'Bad Request: wrong file identifier' }
      const photo = (name: string) => [{ file_id: `${name}-small` }, { file_id: name }]
      return method === 'sendMediaGroup'
        ? { ok: true, result: [1, 2].map((n) => ({ message_id: n, photo: photo(`F${n}`) })) }
        : { ok: true, result: { message_id: 3, photo: photo('F1') } }
    })
    let loads = 0
    const options = deliveriesTo(telegram.call, {
      limits: unhurried,
      loadFile: ({ url }) => {
        loads++
        return Promise.resolve({ bytes: Buffer.from(url), filename: 'car.jpg', contentType: 'image/jpeg' })
      },
    })
    const files = { a: { key: 'hash-a', url: '/a' }, b: { key: 'hash-b', url: '/b' } }
    const media = ['a', 'b'].map((n) => ({ type: 'photo', media: `attach://${n}`, caption: n }))
    const album = { method: 'sendMediaGroup', params: { chat_id: '700', media }, files }
    const photo = {
      method: 'sendPhoto',
      params: { chat_id: '700', photo: 'attach://a' },
      files: { a: files.a },
    }
    await enqueueDeliveries(ctx, [textTo(chat, '', { request: album }), textTo(chat, '', { request: photo })])
    await drain(options)
    expect(loads).toBe(2)
    const sent = telegram.calls[0]!.params.media as { media: unknown; parse_mode: unknown }[]
    expect(sent.every((m) => m.media instanceof InputFile && m.parse_mode === 'HTML')).toBe(true)
    expect(telegram.calls[1]!.params.photo).toBe('F1')
    broken = true
    await enqueueDeliveries(ctx, [textTo(chat, '', { request: photo })])
    await drain(options)
    expect(loads).toBe(3)
    expect(await states()).toEqual(['sent', 'sent', 'sent'])
    // Another bot has names of its own.
    const other = await testChat(ctx, await testBot(ctx), '700')
    await enqueueDeliveries(ctx, [textTo(other, '', { request: photo })])
    await drain(options, other.lane)
    expect(loads).toBe(4)
  })

  test('says the words of a photo that can not be had, and fails where there are none', async () => {
    const telegram = scriptedTelegram(() => ({ ok: true, result: { message_id: 1 } }))
    const loadFile = () => Promise.reject(new Error('The photo is gone: the site answers 404'))
    const photo = (params: object) => ({
      method: 'sendPhoto',
      params: { chat_id: '700', photo: 'attach://a', ...params },
      files: { a: { key: 'gone', url: 'https://cars.example/gone.jpg' } },
    })
    await enqueueDeliveries(ctx, [
      textTo(chat, '', { request: photo({ caption: 'BMW X5' }) }),
      textTo(chat, '', { request: photo({}) }),
    ])
    await drain(deliveriesTo(telegram.call, { limits: unhurried, loadFile }))
    expect(telegram.calls).toMatchObject([
      { method: 'sendMessage', params: { chat_id: '700', text: 'BMW X5' } },
    ])
    const error = { code: 'file', message: 'The photo is gone: the site answers 404' }
    expect(await stands(ctx)).toMatchObject([
      { state: 'sent', error },
      { state: 'failed', error },
    ])
  })

  test('brings photos side by side and within the time of a try; slow ones are left out', async () => {
    const telegram = scriptedTelegram()
    const loadFile = ({ url }: { url: string }) =>
      url === '/slow'
        ? new Promise<never>(() => undefined)
        : Promise.resolve({ bytes: Buffer.from(url), filename: 'car.jpg', contentType: 'image/jpeg' })
    const names = ['slow', 'a', 'b', 'slow2']
    const files = Object.fromEntries(
      names.map((n) => [n, { key: n, url: n.startsWith('slow') ? '/slow' : `/${n}` }]),
    )
    const media = names.map((n) => ({ type: 'photo', media: `attach://${n}` }))
    const album = { method: 'sendMediaGroup', params: { chat_id: '700', media }, files }
    await enqueueDeliveries(ctx, [textTo(chat, '', { request: album })])
    await drain(deliveriesTo(telegram.call, { limits: unhurried, loadFile, leaseMs: 1000 }))
    expect(telegram.calls).toHaveLength(1)
    expect(telegram.calls[0]!.params.media).toHaveLength(2)
    expect(await stands(ctx)).toMatchObject([
      { state: 'sent', error: { code: 'file', message: 'The photo took too long' } },
    ])
  })

  test('waits where our own photos can’t be reached, and leaves none of them out', async () => {
    const telegram = scriptedTelegram()
    const loadFile = () => Promise.reject(new AppError('unavailable', 'The database cannot be reached.'))
    const request = {
      method: 'sendPhoto',
      params: { chat_id: '700', photo: 'attach://a', caption: 'BMW X5' },
      files: { a: { key: 'own', url: '/api/media/1' } },
    }
    await enqueueDeliveries(ctx, [textTo(chat, '', { request })])
    await drain(deliveriesTo(telegram.call, { limits: unhurried, loadFile }))
    expect(telegram.calls).toEqual([])
    expect(await stands(ctx)).toMatchObject([{ state: 'pending', error: { code: 'database' } }])
  })

  test('calls nobody when it was held up since it took the lane: the next holder sends it, once', async () => {
    const telegram = scriptedTelegram()
    // Reading the lane takes longer than a call may wait for a part of so short a lease.
    await write(ctx, chat, ['1'])
    const slow = { ...ctx, db: { ...ctx.db, slot: slowly(ctx.db, 60) } }
    await drainLane(deliveriesTo(telegram.call, { leaseMs: 100 }), slow, chat.lane, {
      ...quietTools(),
      draining: () => true,
    })
    expect(telegram.calls).toEqual([])
    expect(await stands(ctx)).toMatchObject([{ state: 'pending', error: { code: 'late' } }])
    await system(`update delivery_lanes set lease_until = null`)
    await drain(deliveriesTo(telegram.call))
    expect(telegram.calls).toHaveLength(1)
  })

  test('ends after its turn or when the process drains, and rings for the rest', async () => {
    await write(ctx, chat, ['1', '2', '3'])
    const telegram = scriptedTelegram()
    await drainLane(deliveriesTo(telegram.call), ctx, chat.lane, { ...quietTools(), draining: () => true })
    expect(telegram.calls).toHaveLength(1)
    expect(world.wakes).toMatchObject([{ payload: { lane: chat.lane }, delayMs: 0 }])
  })
})

const slowly =
  (db: Db, ms: number): Db['slot'] =>
  (fn) =>
    db.slot(async () => {
      const value = await fn()
      await new Promise((resolve) => setTimeout(resolve, ms))
      return value
    })

describe.each(testQueueBackends())('deliveries on $name', ({ redisUrl }) => {
  let database: TestDatabase
  let db: Db
  let queues: Queues
  let place: QueuePlace
  let stopSweeper: () => void
  const runners: Runner[] = []
  const telegram = scriptedTelegram(({ params }, n) =>
    params.text === 'limited' && !told.has(n) && told.size === 0
      ? (told.add(n), answers.limited(1))
      : undefined,
  )
  const told = new Set<number>()

  beforeAll(async () => {
    database = await testDatabase()
    place = { redisUrl, databaseUrl: database.appUrl }
    queues = createQueues(place)
    db = createDb({ url: database.appUrl, pool: 6, wake: queues.wake })
    const log = pino({ level: 'silent' })
    const options = deliveriesTo(telegram.call, { limits: unhurried })
    for (let i = 0; i < 2; i++) {
      const more = { place, db, log, concurrency: 8, lockMs: 2000 }
      runners.push(startRunner({ queue: 'delivery', handlers: [advanceLane(options)], ...more }))
    }
    stopSweeper = startSweeper([{ name: 'lanes', everyMs: 300, run: () => wakeForgottenLanes(db) }], log)
  })
  afterAll(async () => {
    stopSweeper()
    await Promise.all(runners.map((r) => r.drain(3000)))
    await queues.close()
    await db.close()
    await database.drop()
  })

  const makeWorkspace = async (): Promise<Context> => {
    const [row] = await withSystemTx(
      db,
      ({ sql }) => sql<{ id: string }[]>`
        insert into workspaces (name, slug) values ('W', gen_random_uuid()::text) returning id`,
    )
    const actor = { kind: 'user' as const, id: null, role: 'MANAGER' as const }
    return { db, workspaceId: row!.id, actor, requestId: 'test' }
  }
  const done = (ctx: Context, ms = 15_000) =>
    expect
      .poll(async () => (await stands(ctx)).filter((s) => s.state !== 'sent').length, { timeout: ms })
      .toBe(0)
  const textsOf = (chat: TestChat) =>
    telegram.calls.filter((c) => c.params.chat_id === chat.chatId).map((c) => c.params.text)

  test('go once each and in order, however many wake-ups come for a lane', async () => {
    const ctx = await makeWorkspace()
    const botId = await testBot(ctx)
    const chats = await Promise.all(['11', '12', '13'].map((id) => testChat(ctx, botId, id)))
    for (let i = 0; i < 12; i++)
      await enqueueDeliveries(
        ctx,
        chats.map((c) => textTo(c, String(i))),
      )
    await done(ctx)
    for (const chat of chats) expect(textsOf(chat)).toEqual(Array.from({ length: 12 }, (_, i) => String(i)))
  })

  test('go though their ring was lost, and though their holder died', async () => {
    const ctx = await makeWorkspace()
    const chat = await testChat(ctx, await testBot(ctx), '21')
    await write(ctx, chat, ['lost'])
    await withSystemTx(
      db,
      ({ sql }) => sql`
        insert into delivery_lanes (workspace_id, lane, lease_until, fence)
        values (${ctx.workspaceId}, ${chat.lane}, now() + interval '1 second', 7)`,
    )
    await done(ctx)
    expect(textsOf(chat)).toEqual(['lost'])
  })

  test('wait as long as the other side asks, and others do not wait for them', async () => {
    const ctx = await makeWorkspace()
    const botId = await testBot(ctx)
    const [slow, quick] = [await testChat(ctx, botId, '31'), await testChat(ctx, botId, '32')]
    await enqueueDeliveries(ctx, [textTo(slow, 'limited'), textTo(slow, 'after'), textTo(quick, 'now')])
    await done(ctx)
    expect(textsOf(slow)).toEqual(['limited', 'limited', 'after'])
    const at = (text: string, nth: number) => telegram.calls.filter((c) => c.params.text === text)[nth]!.atMs
    expect(at('limited', 1) - at('limited', 0)).toBeGreaterThanOrEqual(1000)
    expect(at('now', 0)).toBeLessThan(at('limited', 1))
  })

  test("are written before they go and go once, when the writer drains its chat's lane itself", async () => {
    const ctx = await makeWorkspace()
    const chat = await testChat(ctx, await testBot(ctx), '41')
    const options = deliveriesTo(telegram.call, { limits: unhurried })
    for (let i = 0; i < 5; i++) {
      await enqueueDeliveries(ctx, [textTo(chat, `own ${i}`)], { wake: i % 2 === 0 })
      await drainLane(options, ctx, chat.lane, quietTools())
    }
    await done(ctx)
    expect(textsOf(chat)).toEqual([0, 1, 2, 3, 4].map((i) => `own ${i}`))
  })
})
