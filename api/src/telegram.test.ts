import { createHash } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { withTx } from '@cartie/db/client'
import { deleteBot } from '@cartie/db/services/bot/delete'
import { rotateBotToken } from '@cartie/db/services/bot/rotate-token'
import { testBot, testSecrets, testToken } from '@cartie/db/testing/test-bot'
import { testWebhook } from '@cartie/db/testing/test-webhook'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const secret = 'S3cret-of-the-webhook'
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
let botId: string
let token: string
let numbers = 1

/** A bot whose webhook is set, as the worker leaves it. */
async function hooked(workspaceId = api.workspaceId) {
  const ctx = api.contextOf('OWNER', workspaceId)
  const made = testToken()
  const id = await testWebhook(ctx, secret, { token: made })
  return { id, token: made, ctx }
}
beforeEach(async () => {
  ;({ id: botId, token } = await hooked())
})

const message = (more: object = {}) => ({
  update_id: numbers++,
  message: {
    message_id: 1,
    date: 1,
    from: { id: 5, first_name: 'О' },
    chat: { id: 5, type: 'private' },
    text: 'x',
    ...more,
  },
})
interface Sent {
  id?: string
  header?: string | null
  method?: string
  from?: string
}
const post = (
  body: unknown,
  { id = botId, header = secret, method = 'POST', from = '203.0.113.1' }: Sent = {},
) =>
  api.ask(`/api/telegram/${id}`, {
    method,
    ...(method === 'GET' ? {} : { body }),
    headers: {
      'x-forwarded-for': from,
      ...(header === null ? {} : { 'x-telegram-bot-api-secret-token': header }),
    },
  })
const kept = async (id = botId) => {
  const rows = await withTx(
    api.contextOf('OWNER'),
    (tx) => tx.sql<{ payload: unknown }[]>`select payload from inbox_events where bot_id = ${id} order by id`,
  )
  return rows.map((row) => row.payload)
}

describe("Telegram's updates", () => {
  test('are answered 200 once they are kept, without a word', async () => {
    const update = message()
    const reply = await post(update)
    expect([reply.status, await reply.text()]).toEqual([200, ''])
    expect(await kept()).toEqual([update])
  })

  test('that come again, five at once and later, are answered 200 and kept once', async () => {
    const update = message()
    const replies = await Promise.all(Array.from({ length: 5 }, () => post(update)))
    expect(replies.map((r) => r.status)).toEqual([200, 200, 200, 200, 200])
    expect((await post(update)).status).toBe(200)
    expect(await kept()).toEqual([update])
  })

  test('of many chats at once are all kept', async () => {
    const updates = Array.from({ length: 60 }, (_, n) => message({ chat: { id: n + 1, type: 'private' } }))
    const replies = await Promise.all(updates.map((update) => post(update)))
    expect(new Set(replies.map((r) => r.status))).toEqual(new Set([200]))
    expect(await kept()).toHaveLength(60)
  })
})

describe('whoever is not Telegram', () => {
  test('gets the same 401 for no secret, a wrong one, that of another bot, an unknown bot and no bot, and leaves nothing', async () => {
    const ctx = api.contextOf('OWNER')
    const unset = await testBot(ctx)
    const deleted = await hooked()
    await deleteBot(deleted.ctx, deleted.id)
    const before = await count()
    const tries = [
      await post(message(), { header: null }),
      await post(message(), { header: '' }),
      await post(message(), { header: `${secret}x` }),
      await post(message(), { header: 'ü'.repeat(10) }),
      await post(message(), { header: sha256(secret) }),
      await post(message(), { id: unset }),
      await post(message(), { id: unset, header: null }),
      await post(message(), { id: deleted.id }),
      await post(message(), { id: '00000000-0000-4000-8000-000000000000' }),
      await post(message(), { id: 'nonsense' }),
      await post(message(), { id: '' }),
      await post(message(), { id: '%00' }),
    ]
    expect(tries.map((r) => r.status)).toEqual(tries.map(() => 401))
    const bodies = await Promise.all(
      tries.map(async (r) => ({ ...((await r.json()) as object), requestId: '' })),
    )
    expect(new Set(bodies.map((b) => JSON.stringify(b))).size).toBe(1)
    expect(await count()).toBe(before)
  })

  test('is not let in by a token that was rotated', async () => {
    expect((await post(message())).status).toBe(200)
    await rotateBotToken(
      api.contextOf('OWNER'),
      testSecrets,
      botId,
      `${token.split(':')[0]}:${'N'.repeat(35)}`,
    )
    await expect.poll(async () => (await post(message())).status, { interval: 100 }).toBe(401)
  })

  test('is held up after many wrong secrets, and Telegram itself is not', async () => {
    const from = '203.0.113.66'
    expect((await post(message(), { from })).status).toBe(200)
    const statuses = new Set<number>()
    for (let n = 0; n < 130; n++) statuses.add((await post(message(), { header: 'wrong', from })).status)
    expect([...statuses]).toEqual([401, 429])
    // Also once its secret is no longer remembered and has to be looked up.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2000 })
    try {
      expect((await post(message(), { from })).status).toBe(200)
      expect((await post(message(), { from, header: 'wrong' })).status).toBe(429)
      expect((await post(message(), { header: 'wrong', from: '203.0.113.67' })).status).toBe(401)
    } finally {
      vi.useRealTimers()
    }
  })

  const count = async () => {
    const [row] = await withTx(
      api.contextOf('OWNER'),
      (tx) => tx.sql<[{ n: string }]>`select count(*) as n from inbox_events`,
    )
    return row.n
  }
})

describe('a hostile body with the right secret', () => {
  const deep = (n: number) => `{"update_id":1,"message":${'{"a":'.repeat(n)}1${'}'.repeat(n + 1)}`

  test.each([
    ['is empty', '', 400],
    ['is no JSON', '{', 400],
    ['is no update', '[]', 400],
    ['has no number', '{"message":{}}', 400],
    ['has a number beyond all numbers', '{"update_id":1e400}', 400],
    ['is nested 10,000 deep', deep(10_000), 400],
    ['is larger than 1 MB', JSON.stringify({ update_id: 1, x: 'x'.repeat(1_100_000) }), 413],
  ])('that %s is refused by a 4xx', async (_, body, status) => {
    expect((await post(body)).status).toBe(status)
    expect(await kept()).toEqual([])
  })

  test.each([
    [
      'NUL and half an emoji',
      '{"update_id":N,"message":{"chat":{"id":5,"type":"private"},"text":"a\\u0000b\\ud83d"}}',
    ],
    ['an unknown kind', '{"update_id":N,"hologram":{"chat":{"id":5,"type":"private"}}}'],
    ['nothing else', '{"update_id":N}'],
    [
      'a text of 900,000 characters',
      `{"update_id":N,"message":{"chat":{"id":5,"type":"private"},"text":"${'ї'.repeat(450_000)}"}}`,
    ],
    [
      'callback data of 10,000 bytes',
      `{"update_id":N,"callback_query":{"id":"1","from":{"id":5},"data":"${'d'.repeat(10_000)}"}}`,
    ],
    [
      'a prototype',
      '{"update_id":N,"__proto__":{"x":1},"message":{"chat":{"id":5,"type":"private","__proto__":[]}}}',
    ],
    [
      'wrong types everywhere',
      '{"update_id":N,"message":{"chat":{"id":"5","type":7},"from":[],"photo":{"x":1},"date":"soon"}}',
    ],
    [
      'numbers beyond a column',
      '{"update_id":N,"message":{"message_id":1e300,"date":-1e300,"chat":{"id":9007199254740991,"type":"group"}}}',
    ],
  ])('with %s is taken once', async (_, body) => {
    const text = body.replace('N', String(numbers++))
    expect([(await post(text)).status, (await post(text)).status]).toEqual([200, 200])
    expect(await kept()).toHaveLength(1)
  })

  test('that is cut off in its middle is no update and no fault', async () => {
    const { hostname, port } = new URL(api.url)
    await new Promise<void>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST /api/telegram/${botId} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n` +
            `X-Telegram-Bot-Api-Secret-Token: ${secret}\r\nContent-Length: 500\r\n\r\n{"update_id":`,
          () => socket.destroy(),
        )
      })
      socket.once('close', () => resolve()).once('error', reject)
    })
    expect((await post(message())).status).toBe(200)
    expect(await kept()).toHaveLength(1)
  })

  test('no other method is taken, and no secret and no text stand in the log', async () => {
    expect((await post(undefined, { method: 'GET' })).status).toBe(404)
    await post(message({ text: 'what a client wrote' }))
    for (const hidden of [secret, sha256(secret), 'what a client wrote'])
      expect(api.log()).not.toContain(hidden)
  })
})

describe('bots over HTTP', () => {
  test('a bot is accepted with its address, and no answer ever holds its token', async () => {
    const key = await api.keyOf('ADMIN')
    const fresh = testToken()
    const reply = await api.ask('/api/v1/bots', {
      method: 'POST',
      key,
      body: { token: fresh, intake: 'webhook' },
    })
    const bot = (await reply.json()) as { id: string; status: string }
    expect([reply.status, reply.headers.get('location')]).toEqual([202, `/api/v1/bots/${bot.id}`])
    expect(bot.status).toBe('checking')
    const again = `${fresh.split(':')[0]}:${'R'.repeat(35)}`
    const texts = [JSON.stringify(bot)]
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { name: 'Авто' }],
      ['POST', '/rotate', { token: again }],
      ['POST', '/diagnose', {}],
      ['GET', '/channels', undefined],
    ] as const) {
      const answer = await api.ask(`/api/v1/bots/${bot.id}${path}`, {
        method,
        key,
        ...(body ? { body } : {}),
      })
      expect(answer.status, path).toBe(200)
      texts.push(await answer.text())
    }
    texts.push(await (await api.ask('/api/v1/bots', { key })).text(), api.log())
    for (const hidden of [fresh.slice(8), again.slice(-20)]) expect(texts.join()).not.toContain(hidden)
    const wrong = await api.ask('/api/v1/bots', { method: 'POST', key, body: { token: 'nonsense' } })
    expect(wrong.status).toBe(400)
    expect((await api.ask(`/api/v1/bots/${bot.id}`, { method: 'DELETE', key })).status).toBe(204)
  })
})
