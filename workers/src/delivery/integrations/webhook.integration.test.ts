import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { IntegrationCreate } from '@cartie/shared/schemas/integration'
import { DeliveryQuery } from '@cartie/shared/schemas/delivery'
import { hookLane } from '@cartie/shared/integrations/hook-lane'
import { createQueues, type Queues } from '@cartie/shared/queue'
import { createDb, withSystemTx, withTx } from '@cartie/db/client'
import type { Context, Db } from '@cartie/db/context'
import { getDelivery } from '@cartie/db/services/delivery/get'
import { listDeliveries } from '@cartie/db/services/delivery/list'
import { wakeForgottenLanes } from '@cartie/db/services/delivery/pending'
import { createIntegration } from '@cartie/db/services/integration/create'
import { findReceiver } from '@cartie/db/services/integration/find-receiver'
import { getIntegration } from '@cartie/db/services/integration/get'
import { pingIntegration } from '@cartie/db/services/integration/ping'
import { replayIntegration } from '@cartie/db/services/integration/replay'
import { resumeIntegration } from '@cartie/db/services/integration/resume'
import { rotateIntegrationSecret } from '@cartie/db/services/integration/rotate-secret'
import type { TestDatabase } from '@cartie/db/testing/create-database'
import { testBot, testSecrets } from '@cartie/db/testing/test-bot'
import { testDatabase, testQueueBackends } from '@cartie/db/testing/test-database'
import { testWorkspaces, type TestWorkspaces } from '@cartie/db/testing/test-workspaces'
import type { SafeFetchOptions } from '../../fetch/safe-fetch.ts'
import { makeFetcher } from '../../fetch/testing/fetcher.ts'
import { startCanaries } from '../../fetch/testing/origins.ts'
import { startRunner, type Runner } from '../../runner.ts'
import { startSweeper } from '../../sweeper.ts'
import { advanceLane, drainLane, type DeliveryOptions } from '../advance-lane.ts'
import { registerChannels } from '../channel.ts'
import { receiverChannel } from '../tell-receiver.ts'
import type { ReceiverParts } from '../receiver-parts.ts'
import { quietTools } from '../testing/delivery-world.ts'
import { startHookReceiver, verified, type HookReceiver } from '../testing/hook-receiver.ts'

const places = 120
const outside = (more: Partial<SafeFetchOptions> = {}) =>
  makeFetcher({ concurrency: places, perOrigin: places, breaker: false, ...more })
const toLoopback = outside({ allowPrivate: ['127.0.0.1'] })
const deliveries = (more: Partial<ReceiverParts> = {}, leaseMs = 30_000): DeliveryOptions => ({
  leaseMs,
  channels: registerChannels([
    receiverChannel({
      fetch: toLoopback,
      findReceiver: (ctx, id) => findReceiver(ctx, testSecrets, id),
      pausesMs: [0, 0, 0],
      ...more,
    }),
  ]),
})
const create = async (ctx: Context, url: string) => {
  const made = await createIntegration(
    ctx,
    testSecrets,
    IntegrationCreate.parse({ type: 'WEBHOOK', name: 'CRM <1>', config: { url } }),
  )
  return { ...made, secret: made.secret! }
}
const happens = (ctx: Context, leadId: string = randomUUID()) =>
  withTx(ctx, async (tx) => tx.record('lead.created', { leadId }))
const told = async (ctx: Context, channel = 'webhook') =>
  (await listDeliveries(ctx, DeliveryQuery.parse({ channel }))).data

describe('telling a receiver', () => {
  let world: TestWorkspaces
  let ctx: Context
  const receivers: HookReceiver[] = []
  const start = async (...given: Parameters<typeof startHookReceiver>) => {
    const receiver = await startHookReceiver(...given)
    receivers.push(receiver)
    return receiver
  }
  beforeAll(async () => {
    world = await testWorkspaces()
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    ctx = await world.workspace()
  })
  afterEach(async () => {
    await Promise.all(receivers.splice(0).map((receiver) => receiver.close()))
  })
  const drain = (id: string, options = deliveries(), isTest = false) =>
    drainLane(options, ctx, hookLane(id, isTest), quietTools())
  const system = (run: string) => withSystemTx(world.db, ({ sql }) => sql.unsafe(run))

  test('tries again after errors, under the same id, with a new time and signature each (W01)', async () => {
    const receiver = await start((_, n) =>
      n <= 3 ? { status: 500, body: 'no' } : { status: 200, body: 'ok' },
    )
    const { id, secret } = await create(ctx, `${receiver.url}/hook?x=1`)
    const leadId = randomUUID()
    await happens(ctx, leadId)
    let now = Date.now() - 120_000
    await drain(id, deliveries({ clock: () => (now += 30_000) }))
    expect(receiver.received).toHaveLength(4)
    const [first] = receiver.received
    for (const hook of receiver.received) {
      expect(hook).toMatchObject({ id: first!.id, body: first!.body, path: '/hook?x=1' })
      expect(verified(hook, secret)).toEqual({
        type: 'lead.created',
        timestamp: expect.any(String) as unknown,
        version: 1,
        data: { leadId },
      })
    }
    const seen = (header: string) => new Set(receiver.received.map((hook) => hook.headers[header])).size
    expect([seen('webhook-timestamp'), seen('webhook-signature')]).toEqual([4, 4])
    const [delivery] = await told(ctx)
    const broken = { code: '500', message: 'no' }
    expect(await getDelivery(ctx, delivery!.id)).toMatchObject({
      state: 'sent',
      attempts: 4,
      tries: [broken, broken, broken, { code: '200' }],
      answer: { status: 200, body: 'ok' },
    })
  })

  test('repeats what may have arrived, and a receiver that knows ids has it once (W02)', async () => {
    const receiver = await start((_, n) => (n === 1 ? 'reset' : undefined))
    const { id } = await create(ctx, receiver.url)
    await happens(ctx)
    await drain(id)
    expect(receiver.received).toHaveLength(2)
    expect(new Set(receiver.received.map((hook) => hook.id)).size).toBe(1)
    expect(await told(ctx)).toMatchObject([{ state: 'sent', attempts: 2 }])
  })

  test('follows no redirect, and dials no private address, whatever the name led to before (W05)', async () => {
    const canaries = await startCanaries()
    const inner = `http://127.0.0.1:${canaries.ports.plain}/latest/meta-data`
    const receiver = await start(() => ({ status: 302, headers: { location: inner } }))
    const redirected = await create(ctx, receiver.url)
    const turned = await create(ctx, 'http://crm.example/hook')
    const literal = await create(ctx, inner)
    await happens(ctx)
    await drain(redirected.id)
    const shut = outside({ resolver: async () => [{ address: '127.0.0.1', family: 4 }] })
    for (const { id } of [turned, literal]) await drain(id, deliveries({ fetch: shut }))
    expect(await canaries.accepts()).toBe(0)
    expect(receiver.received).toHaveLength(4)
    const codes = await Promise.all(
      [redirected, turned, literal].map(
        async ({ id }) => (await getIntegration(ctx, id)).health.lastError?.code,
      ),
    )
    expect(codes).toEqual(['302', 'BLOCKED_IP', 'BLOCKED_IP'])
    expect((await told(ctx)).map((one) => one.state)).toEqual(['failed', 'failed', 'failed'])
    await canaries.close()
  })

  test('signs so that both secrets hold in the overlap and the old one is refused after it (W06)', async () => {
    const receiver = await start()
    const { id, secret: old } = await create(ctx, receiver.url)
    const { secret } = await rotateIntegrationSecret(ctx, testSecrets, id)
    await happens(ctx)
    await drain(id)
    expect(verified(receiver.received[0]!, old)).toEqual(verified(receiver.received[0]!, secret))
    await system(`update integrations set previous_until = now() where id = '${id}'`)
    await happens(ctx)
    await drain(id)
    expect(() => verified(receiver.received[1]!, old)).toThrow('No matching signature found')
    expect(verified(receiver.received[1]!, secret)).toMatchObject({ type: 'lead.created' })
  })

  test('signs so that what was changed on the way, or is old, is refused (W07)', async () => {
    const receiver = await start()
    const { id, secret } = await create(ctx, receiver.url)
    await happens(ctx)
    await happens(ctx)
    await drain(id)
    const [hook, other] = receiver.received as [(typeof receiver.received)[0], (typeof receiver.received)[0]]
    expect(verified(hook, secret)).toBeDefined()
    const tampered = fc.record({
      at: fc.nat({ max: hook.body.length - 1 }),
      as: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
    })
    fc.assert(
      fc.property(tampered, ({ at, as }) => {
        fc.pre(hook.body[at] !== as)
        const body = hook.body.slice(0, at) + as + hook.body.slice(at + 1)
        expect(() => verified({ ...hook, body }, secret)).toThrow()
      }),
    )
    for (const header of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
      const swapped =
        header === 'webhook-timestamp' ? String(Number(hook.headers[header]) - 1) : other.headers[header]!
      expect(() => verified({ ...hook, headers: { ...hook.headers, [header]: swapped } }, secret)).toThrow()
    }
    await happens(ctx)
    await drain(id, deliveries({ clock: () => Date.now() - 600_000 }))
    expect(() => verified(receiver.received[2]!, secret)).toThrow('timestamp too old')
  })

  test('gives a receiver up that is dead for the whole schedule, says so, and drops nothing (W08)', async () => {
    let isDead = true
    const receiver = await start(() => (isDead ? 503 : 200))
    const botId = await testBot(ctx)
    await withTx(ctx, ({ sql }) => sql`update bot_configs set admin_chat_id = '-100' where id = ${botId}`)
    const { id } = await create(ctx, receiver.url)
    for (const _ of [1, 2, 3]) await happens(ctx)
    await drain(id)
    expect(await getIntegration(ctx, id)).toMatchObject({
      status: 'disabled',
      health: { lastError: { code: '503' } },
    })
    const notices = await told(ctx, 'telegram')
    expect(notices).toHaveLength(1)
    expect(notices[0]).toMatchObject({
      state: 'pending',
      chatId: '-100',
      text: expect.stringContaining('CRM <1>') as unknown,
    })
    await drain(id)
    await happens(ctx)
    isDead = false
    await resumeIntegration(ctx, id)
    await replayIntegration(ctx, id)
    const before = receiver.received.length
    await drain(id)
    const ids = (hooks: typeof receiver.received) => new Set(hooks.map((hook) => hook.id))
    expect(ids(receiver.received.slice(before)).size).toBe(4)
    expect(ids(receiver.received).size).toBe(4)
    expect((await getIntegration(ctx, id)).health.failingSince).toBeNull()
  })

  test('stops at once where a receiver wants no more, and waits as long as one asks for', async () => {
    const gone = await start(() => 410)
    const busy = await start(() => ({ status: 429, headers: { 'retry-after': '120' } }))
    const [left, waiting] = [await create(ctx, gone.url), await create(ctx, busy.url)]
    await happens(ctx)
    await drain(left.id)
    await drain(waiting.id)
    expect([gone.received.length, busy.received.length]).toEqual([1, 1])
    expect(await getIntegration(ctx, left.id)).toMatchObject({ status: 'disabled' })
    expect(await getIntegration(ctx, waiting.id)).toMatchObject({ status: 'active' })
    const asked = (await told(ctx)).find((one) => one.integration?.id === waiting.id)!
    expect(Date.parse(asked.runAt) - Date.now()).toBeGreaterThan(100_000)
  })

  test('tests one with a ping, once, beside what waits, and keeps the answer', async () => {
    const receiver = await start((hook) => ({
      status: hook.body.includes('"ping"') ? 418 : 500,
      body: 'a teapot',
    }))
    const { id, secret } = await create(ctx, receiver.url)
    await happens(ctx)
    const ping = await pingIntegration(ctx, id)
    await drain(id, deliveries(), true)
    expect(receiver.received).toHaveLength(1)
    expect(verified(receiver.received[0]!, secret)).toMatchObject({ type: 'ping', data: {} })
    expect(await getDelivery(ctx, ping.id)).toMatchObject({
      state: 'failed',
      attempts: 1,
      answer: { status: 418, body: 'a teapot' },
    })
    expect(await getIntegration(ctx, id)).toMatchObject({ status: 'active' })
  })
})

describe.each(testQueueBackends())('events on $name', ({ redisUrl }) => {
  let database: TestDatabase
  let db: Db
  let queues: Queues
  let stopSweeper: () => void
  let receiver: HookReceiver
  const runners: Runner[] = []

  beforeAll(async () => {
    database = await testDatabase()
    const place = { redisUrl, databaseUrl: database.appUrl }
    queues = createQueues(place)
    db = createDb({ url: database.appUrl, pool: 8, wake: queues.wake })
    receiver = await startHookReceiver(({ path }) => (path.startsWith('/hung') ? 'hang' : undefined))
    const log = pino({ level: 'silent' })
    const handlers = [advanceLane(deliveries({}, 60_000), { outer: true })]
    runners.push(
      startRunner({ queue: 'integration', handlers, place, db, log, concurrency: places, lockMs: 5000 }),
    )
    const run = () => wakeForgottenLanes(db, { outer: true })
    stopSweeper = startSweeper([{ name: 'lanes', everyMs: 300, run }], log)
  })
  afterAll(async () => {
    stopSweeper()
    receiver.release()
    await Promise.all(runners.map((r) => r.drain(5000)))
    await receiver.close()
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
    const actor = { kind: 'user' as const, id: null, role: 'OWNER' as const }
    return { db, workspaceId: row!.id, actor, requestId: 'test' }
  }
  const count = (part: string) => receiver.received.filter(({ path }) => path.startsWith(part)).length

  test('reach fifty receivers while fifty others hang (W04)', async () => {
    const ctx = await makeWorkspace()
    for (let n = 0; n < 50; n++) {
      await create(ctx, `${receiver.url}/hung/${n}`)
      await create(ctx, `${receiver.url}/good/${n}`)
    }
    await happens(ctx)
    await expect.poll(() => receiver.hanging()).toBe(50)
    await happens(ctx)
    await happens(ctx)
    await expect.poll(() => count('/good')).toBe(150)
    expect(count('/hung')).toBe(50)
  })

  test('arrive though their ring was lost and their teller died in the middle (W03)', async () => {
    const ctx = await makeWorkspace()
    const { id } = await create(ctx, `${receiver.url}/late`)
    await withTx(ctx, async (tx) => {
      tx.record('lead.created', { leadId: randomUUID() })
      await tx.sql`
        insert into delivery_lanes (workspace_id, lane, lease_until, fence)
        values (${ctx.workspaceId}, ${hookLane(id)}, now() + interval '2 seconds', 7)`
    })
    await withSystemTx(
      db,
      ({ sql }) => sql`
        update deliveries set state = 'sending', attempts = 1, fence = 7, sending_at = now()
        where workspace_id = ${ctx.workspaceId}`,
    )
    await expect.poll(() => count('/late')).toBe(1)
    await expect.poll(async () => (await told(ctx))[0]?.state).toBe('sent')
    const { tries, attempts } = await getDelivery(ctx, (await told(ctx))[0]!.id)
    expect([attempts, tries.map(({ code }) => code)]).toEqual([2, ['lost', '204']])
  })
})
