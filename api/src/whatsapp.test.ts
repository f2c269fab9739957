import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createSecrets, type Secrets } from '@cartie/db/secrets'
import { withTx } from '@cartie/db/client'
import { getIntegration } from '@cartie/db/services/integration/get'
import { updateIntegration } from '@cartie/db/services/integration/update'
import {
  accessToken,
  appSecret,
  clientSays,
  messageBecame,
  numberId,
  testNumber,
} from '@cartie/db/testing/test-number'
import type { Chat } from '@cartie/shared/schemas/chat'
import type { DeliveryDetail } from '@cartie/shared/schemas/delivery'
import type { Lead } from '@cartie/shared/schemas/lead'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let secrets: Secrets
let key: string
let id: string
let verifyToken: string
beforeAll(async () => {
  api = await testApi()
  secrets = createSecrets(api.secret)
  key = await api.keyOf('OWNER')
})
afterAll(() => api.close())

const ctx = (workspaceId?: string) => api.contextOf('OWNER', workspaceId)
beforeEach(async () => {
  await withTx(ctx(), async ({ sql }) => {
    await sql`delete from integrations`
    await sql`delete from leads`
    await sql`delete from bot_sessions`
  })
  const made = await testNumber(ctx(), secrets)
  id = made.id
  verifyToken = made.secret!
})

const sign = (body: string, secret = appSecret) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
const post = (
  body: object,
  {
    to = id,
    signature,
    from = '203.0.113.7',
  }: { to?: string; signature?: string | null; from?: string } = {},
) => {
  const header = signature === undefined ? sign(JSON.stringify(body)) : signature
  return api.ask(`/api/whatsapp/${to}`, {
    method: 'POST',
    body,
    headers: { 'x-forwarded-for': from, ...(header === null ? {} : { 'x-hub-signature-256': header }) },
  })
}
const get = async <T>(path: string, by = key): Promise<T> => {
  const reply = await api.ask(`/api/v1${path}`, { key: by })
  expect(reply.status).toBe(200)
  return (await reply.json()) as T
}
const chats = async (by = key) => (await get<{ data: Chat[] }>('/chats', by)).data
const chat = async () => (await chats())[0]!
const messages = async () =>
  (
    await get<{ data: { text: string; kind: string; direction: string }[] }>(
      `/chats/${(await chat()).id}/messages`,
    )
  ).data
const leads = async (by = key) => (await get<{ data: Lead[] }>('/leads', by)).data
const send = async (body: object) =>
  api.ask(`/api/v1/chats/${(await chat()).id}/messages`, { method: 'POST', key, body })
const sent = async (text = 'Yes!') => {
  const reply = await send({ text })
  expect(reply.status).toBe(200)
  return ((await reply.json()) as { deliveryIds: string[] }).deliveryIds[0]!
}
const delivery = (one: string) => get<DeliveryDetail>(`/deliveries/${one}`)
/** As a worker leaves it. */
const settle = (one: string, state: string, result: object | null = null) =>
  withTx(
    ctx(),
    ({ sql }) =>
      sql`update deliveries set state = ${state}, result = ${result && JSON.stringify(result)}::jsonb where id = ${one}`,
  )

describe('a message of a client', () => {
  test('is a chat of the inbox and a lead by the phone, once however often and however fast it is told', async () => {
    const body = clientSays()
    const replies = await Promise.all(Array.from({ length: 5 }, () => post(body)))
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200, 200, 200])
    expect(await (await post(body)).text()).toBe('')
    expect(await chats()).toMatchObject([
      {
        channel: 'whatsapp',
        bot: null,
        integration: { id, name: 'Our number', template: 'Is the car still of interest?' },
        chatId: '380671234567',
        title: 'Оля',
        contact: { name: 'Оля', phone: '+380671234567' },
        unread: 1,
        lastText: 'Чи є BMW X5?',
      },
    ])
    expect(await messages()).toMatchObject([{ text: 'Чи є BMW X5?', direction: 'in' }])
    expect(await leads()).toMatchObject([
      { source: 'whatsapp', phone: '+380671234567', name: 'Оля', request: 'Чи є BMW X5?' },
    ])
  })

  test('enriches the lead that the phone is already, and goes on with a talk without another word to it', async () => {
    await api.ask('/api/v1/leads', { method: 'POST', key, body: { name: 'Ольга', phone: '067 123 45 67' } })
    await post(clientSays())
    const [before, ...more] = await leads()
    expect(more).toEqual([])
    expect(before!.sessionId).toBe((await chat()).id)
    await post(clientSays({ text: 'And an Audi?' }))
    expect((await leads())[0]!.version).toBe(before!.version)
    expect((await messages()).map(({ text }) => text)).toEqual(['And an Audi?', 'Чи є BMW X5?'])
  })

  test('that a dead hand sends twice in one word is kept once', async () => {
    const body = clientSays()
    const value = body.entry[0]!.changes[0]!.value as { messages?: object[] }
    value.messages = [...value.messages!, ...value.messages!]
    await post(body)
    expect(await messages()).toHaveLength(1)
    expect((await chat()).unread).toBe(1)
  })

  test('to another number of the account is not ours', async () => {
    expect((await post(clientSays({ phoneNumberId: '999999' }))).status).toBe(200)
    expect(await chats()).toEqual([])
  })
})

describe('whoever is not WhatsApp', () => {
  test('gets 401 and leaves nothing', async () => {
    const other = await testNumber(ctx(api.otherWorkspaceId), secrets, { appSecret: 'f'.repeat(32) })
    const body = clientSays()
    const text = JSON.stringify(body)
    const replies = [
      await post(body, { signature: null }),
      await post(body, { signature: 'sha256=' }),
      await post(body, { signature: sign(`${text} `) }),
      await post(body, { signature: sign(text, 'wrong') }),
      await post(body, { signature: sign(text).replace('sha256=', 'sha1=') }),
      await post(body, { to: other.id }),
      await post(body, { to: '00000000-0000-4000-8000-000000000000' }),
      await post(body, { to: 'nonsense' }),
    ]
    expect(replies.map((reply) => reply.status)).toEqual(replies.map(() => 401))
    const left = await withTx(ctx(), ({ sql }) => sql`select from bot_messages`)
    expect([await chats(), await leads(), left.length]).toEqual([[], [], 0])
    expect((await post({ object: 'page' })).status).toBe(400)
  })

  test('who knows the verify token is answered the challenge, nobody else', async () => {
    const ask = (token: string, mode = 'subscribe') =>
      api.ask(
        `/api/whatsapp/${id}?hub.mode=${mode}&hub.verify_token=${encodeURIComponent(token)}&hub.challenge=1158`,
      )
    const reply = await ask(verifyToken)
    expect([reply.status, await reply.text()]).toEqual([200, '1158'])
    expect((await ask('wrong')).status).toBe(401)
    expect((await ask(verifyToken, 'unsubscribe')).status).toBe(401)
    expect((await ask('')).status).toBe(401)
  })
})

describe('an answer', () => {
  test('is a delivery of the number, seen in the chat at once', async () => {
    await post(clientSays())
    const one = await sent()
    expect(await delivery(one)).toMatchObject({
      channel: 'whatsapp',
      state: 'pending',
      text: 'Yes!',
      chat: { title: 'Оля' },
      integration: { id },
      request: { method: 'messages', params: { to: '380671234567', text: 'Yes!' } },
    })
    expect((await messages())[0]).toMatchObject({ text: 'Yes!', direction: 'out' })
    expect((await leads())[0]!.firstAnswerAt).not.toBeNull()
  })

  test('a day after the last word is the approved template or none', async () => {
    await post(clientSays({ at: Math.floor(Date.now() / 1000) - 24 * 3600 - 1 }))
    const refused = await send({ text: 'Hello?' })
    expect(refused.status).toBe(409)
    expect(await refused.json()).toMatchObject({ errors: [{ code: 'window_closed' }] })
    expect((await send({ template: true })).status).toBe(200)
    expect((await messages())[0]).toMatchObject({ text: 'Is the car still of interest?' })
    await post(clientSays({ text: 'Yes' }))
    expect((await send({ text: 'Good' })).status).toBe(200)
  })

  test('has nowhere to go once the number is removed, but its chat stays', async () => {
    await post(clientSays())
    await api.ask(`/api/v1/integrations/${id}`, { method: 'DELETE', key })
    expect((await send({ text: 'Hello?' })).status).toBe(409)
    expect(await chats()).toMatchObject([{ channel: 'whatsapp', integration: null }])
  })

  test.each<[string, ('sent' | 'delivered' | 'read' | 'failed')[], string, string]>([
    ['in their order', ['sent', 'delivered', 'read'], 'sent', 'read'],
    ['out of it', ['read', 'sent', 'delivered'], 'sent', 'read'],
    ['that say failed', ['sent', 'failed'], 'failed', 'failed'],
    ['that say failed and then that it is there', ['failed', 'delivered'], 'sent', 'delivered'],
    ['that say failed too late', ['delivered', 'failed'], 'sent', 'delivered'],
  ])('follows words of WhatsApp %s', async (_, statuses, state, receipt) => {
    await post(clientSays())
    const one = await sent()
    await settle(one, 'sent', { externalId: 'wamid.OUT' })
    // The first by what we called it, the others by WhatsApp's own name.
    for (const [n, status] of statuses.entries())
      expect((await post(messageBecame(status, n === 0 ? { tracked: one } : {}))).status).toBe(200)
    expect(await delivery(one)).toMatchObject({
      state,
      receipt,
      error: state === 'failed' ? { code: '131026', message: 'Message Undeliverable.' } : null,
    })
  })

  test('whose end nobody knew is settled by what WhatsApp says of it', async () => {
    await post(clientSays())
    const [there, lost] = [await sent(), await sent('Still there?')]
    for (const one of [there, lost]) await settle(one, 'unknown')
    await post(messageBecame('delivered', { id: 'wamid.A', tracked: there }))
    await post(messageBecame('failed', { id: 'wamid.B', tracked: lost, code: 131047 }))
    expect(await delivery(there)).toMatchObject({ state: 'sent', error: null })
    expect(await delivery(lost)).toMatchObject({ state: 'failed', error: { code: '131047' } })
  })

  test('of another workspace is not moved by this number', async () => {
    await post(clientSays())
    const one = await sent()
    await settle(one, 'unknown')
    const other = await testNumber(ctx(api.otherWorkspaceId), secrets)
    expect((await post(messageBecame('read', { tracked: one }), { to: other.id })).status).toBe(200)
    expect((await delivery(one)).state).toBe('unknown')
    await post(clientSays({ from: '380501112233' }), { to: other.id })
    expect(await chats()).toHaveLength(1)
    expect(await leads()).toHaveLength(1)
    const theirs = await api.keyOf('OWNER', api.otherWorkspaceId)
    expect(await chats(theirs)).toMatchObject([{ chatId: '380501112233' }])
  })
})

test('the secrets of a number are shown to nobody, and stay where a form leaves them empty', async () => {
  const shown = await getIntegration(ctx(), id)
  expect(shown.config).toMatchObject({ phoneNumberId: numberId })
  expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${appSecret}|${accessToken}`))
  const rows = await withTx(ctx(), ({ sql }) => sql`select * from integrations where id = ${id}`)
  expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${appSecret}|${accessToken}`))
  await updateIntegration(ctx(), secrets, id, {
    config: { ...shown.config, accessToken: '', wabaId: '12345' },
  })
  expect((await post(clientSays())).status).toBe(200)
  await updateIntegration(ctx(), secrets, id, { config: { ...shown.config, appSecret: 'e'.repeat(32) } })
  expect((await post(clientSays())).status).toBe(401)
})
