import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withSystemTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { listChats } from '@cartie/db/services/chat/list'
import { sendToChat } from '@cartie/db/services/chat/send'
import { getDelivery } from '@cartie/db/services/delivery/get'
import { releaseDelivery } from '@cartie/db/services/delivery/release'
import { getIntegration } from '@cartie/db/services/integration/get'
import { pauseIntegration } from '@cartie/db/services/integration/pause'
import { pingIntegration } from '@cartie/db/services/integration/ping'
import { resumeIntegration } from '@cartie/db/services/integration/resume'
import { findNumber } from '@cartie/db/services/whatsapp/find-number'
import { receiveWhatsapp } from '@cartie/db/services/whatsapp/receive'
import { testSecrets } from '@cartie/db/testing/test-bot'
import { accessToken, clientSays, messageBecame, numberId, testNumber } from '@cartie/db/testing/test-number'
import { testWorkspaces, type TestWorkspaces } from '@cartie/db/testing/test-workspaces'
import { whatsappLane } from '@cartie/shared/domain/delivery-lane'
import { readWhatsapp } from '@cartie/shared/domain/whatsapp-update'
import { ChatQuery } from '@cartie/shared/schemas/chat'
import { ChatSend } from '@cartie/shared/schemas/chat-send'
import { makeFetcher } from '../../fetch/testing/fetcher.ts'
import { drainLane } from '../advance-lane.ts'
import { registerChannels } from '../channel.ts'
import { whatsappMessages } from './whatsapp.ts'
import { quietTools } from '../testing/delivery-world.ts'
import { refusal, startGraph, type GraphServer } from '../testing/graph-server.ts'

const fetch = makeFetcher({ allowPrivate: ['127.0.0.1'], breaker: false })
const client = '380671234567'

describe('a message through a number', () => {
  let world: TestWorkspaces
  let ctx: Context
  let id: string
  let graph: GraphServer
  beforeAll(async () => {
    world = await testWorkspaces()
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    ctx = await world.workspace()
    id = (await testNumber(ctx, testSecrets)).id
    await hears(clientSays())
  })
  afterEach(() => graph.close())

  const start = async (...given: Parameters<typeof startGraph>) => {
    graph = await startGraph(...given)
  }
  const hears = (body: object) => receiveWhatsapp(ctx, id, readWhatsapp(body, numberId)!)
  const say = async (input: object = { text: 'Yes <1> & "2"' }) => {
    const [chat] = (await listChats(ctx, ChatQuery.parse({}))).data
    return (await sendToChat(ctx, chat!.id, ChatSend.parse(input))).deliveryIds
  }
  const drain = (lane = whatsappLane(id, client), leaseMs = 30_000) =>
    drainLane(
      {
        leaseMs,
        channels: registerChannels([
          whatsappMessages({
            fetch,
            apiUrl: graph.url,
            findNumber: (by, one) => findNumber(by, testSecrets, one),
          }),
        ]),
      },
      ctx,
      lane,
      quietTools(),
    )
  const stand = async (one: string | undefined) => getDelivery(ctx, one!)
  const system = (run: string) => withSystemTx(world.db, ({ sql }) => sql.unsafe(run))

  test('is spoken as the Cloud API has it, in its order, and tells the health of the number', async () => {
    await start()
    const [one] = await say()
    const [two] = await say({ template: true })
    await drain()
    const common = { messaging_product: 'whatsapp', recipient_type: 'individual', to: client }
    expect(graph.calls.map(({ body }) => body)).toEqual([
      {
        ...common,
        biz_opaque_callback_data: one,
        type: 'text',
        text: { body: 'Yes <1> & "2"', preview_url: true },
      },
      {
        ...common,
        biz_opaque_callback_data: two,
        type: 'template',
        template: { name: 'come_back', language: { code: 'uk' } },
      },
    ])
    expect(graph.calls[0]).toMatchObject({
      method: 'POST',
      path: `/v23.0/${numberId}/messages`,
      authorization: `Bearer ${accessToken}`,
    })
    expect([(await stand(one)).state, (await stand(two)).state]).toEqual(['sent', 'sent'])
    expect((await getIntegration(ctx, id)).health.lastSuccessAt).not.toBeNull()
    await hears(messageBecame('read', { id: 'wamid.OUT1' }))
    expect((await stand(one)).receipt).toBe('read')
  })

  test.each([
    ['the client can not be reached', refusal(400, 131026, 'Message Undeliverable.'), 'failed', '131026'],
    ['a day has passed', refusal(400, 131047, 'More than 24 hours have passed'), 'failed', '131047'],
    ['the token has run out', refusal(401, 190, 'Error validating access token'), 'held', '190'],
    ['the server broke', { status: 500, body: {} }, 'unknown', '500'],
    ['the line was cut', 'reset' as const, 'unknown', 'RESET'],
  ])('where %s ends so after one call, and the next goes on', async (_, answer, state, code) => {
    await start((__, n) => (n === 1 ? answer : undefined))
    const [one] = await say()
    const [two] = await say()
    await drain()
    await drain()
    expect(graph.calls).toHaveLength(2)
    expect(await stand(one)).toMatchObject({ state, error: { code } })
    expect((await stand(two)).state).toBe('sent')
  })

  test('that is held for its token is let go once there is another', async () => {
    await start((_, n) => (n === 1 ? refusal(401, 190, 'expired') : undefined))
    const [one] = await say()
    await drain()
    expect((await getIntegration(ctx, id)).health.lastError).toMatchObject({ code: '190' })
    await releaseDelivery(ctx, one!)
    await drain()
    expect((await stand(one)).state).toBe('sent')
  })

  test.each([
    ['130429', refusal(400, 130429, 'Rate limit hit')],
    ['429', { status: 429, body: {}, headers: { 'retry-after': '7' } }],
  ])('that meets the limit waits with its chat and goes once (%s)', async (code, answer) => {
    await start((_, n) => (n === 1 ? answer : undefined))
    const [one] = await say()
    await drain()
    await drain()
    expect(graph.calls).toHaveLength(1)
    const waits = await stand(one)
    expect(waits).toMatchObject({ state: 'pending', error: { code } })
    if (code === '429') expect(Date.parse(waits.runAt) - Date.now()).toBeGreaterThan(5000)
    await system('update delivery_lanes set paused_until = null; update deliveries set run_at = now()')
    await drain()
    expect(graph.calls).toHaveLength(2)
    expect((await stand(one)).state).toBe('sent')
  })

  test('that hangs is unknown, is not repeated by itself, and is settled by a late word of WhatsApp', async () => {
    await start(() => 'hang')
    const [one] = await say()
    await drain(undefined, 1500)
    await drain(undefined, 1500)
    expect(graph.calls).toHaveLength(1)
    expect(await stand(one)).toMatchObject({ state: 'unknown', error: { code: 'DEADLINE' } })
    await hears(messageBecame('delivered', { id: 'wamid.LATE', tracked: one! }))
    expect(await stand(one)).toMatchObject({ state: 'sent', receipt: 'delivered', error: null })
  })

  test('of which WhatsApp spoke before it answered ends as it said', async () => {
    await start()
    const [one] = await say()
    await system(`update deliveries set receipt = '{"status": "failed", "id": "wamid.X",
      "error": {"code": "131047", "message": "late"}}'`)
    await drain()
    expect(await stand(one)).toMatchObject({ state: 'failed', error: { code: '131047' } })
  })

  test('waits while the number is paused, but its test does not', async () => {
    await start()
    const [one] = await say()
    await pauseIntegration(ctx, id)
    await drain()
    expect(graph.calls).toEqual([])
    const ping = await pingIntegration(ctx, id)
    await drain(whatsappLane(id, 'test'))
    expect(graph.calls).toMatchObject([
      {
        method: 'GET',
        path: `/v23.0/${numberId}?fields=verified_name,display_phone_number,quality_rating`,
      },
    ])
    const answer = (await stand(ping.id)).answer
    expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('Cartie Auto') as string })
    world.wakes.length = 0
    await resumeIntegration(ctx, id)
    expect(world.wakes).toMatchObject([{ payload: { lane: whatsappLane(id, client) } }])
    await drain()
    expect((await stand(one)).state).toBe('sent')
  })
})
