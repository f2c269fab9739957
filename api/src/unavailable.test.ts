import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pino } from 'pino'
import { testDatabase } from '@cartie/db/testing/test-database'
import type { TestDatabase } from '@cartie/db/testing/create-database'
import { testWebhook } from '@cartie/db/testing/test-webhook'
import { withTx } from '@cartie/db/client'
import { readConfig } from '@cartie/shared/config'
import { createApp } from './app.ts'
import { openParts } from './open-parts.ts'
import { createApiServer } from './server.ts'
import { testApi, until, type TestApi } from './testing/test-api.ts'

const answer = async (ask: () => Promise<Response>) => {
  const reply = await ask()
  await reply.body?.cancel()
  return { status: reply.status, retryAfter: reply.headers.get('retry-after') }
}

describe('with every connection taken', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await testApi({ DATABASE_POOL: '2' })
  })
  afterAll(() => api.close())

  test('a request does not wait for one: it is 503 with Retry-After, the process is alive, and it recovers', async () => {
    const key = await api.keyOf('VIEWER')
    await api.ask('/api/v1/workspace', { key })
    let taken = 0
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const hold = () =>
      api.db.slot(() =>
        api.db.app.begin(async (sql) => {
          await sql`select 1`
          taken++
          await held
        }),
      )
    const holding = [hold(), hold()]
    await until(() => taken === 2)
    const refused = await answer(() => api.ask('/api/v1/workspace', { key }))
    expect(refused).toMatchObject({ status: 503, retryAfter: '1' })
    expect((await api.ask('/healthz')).status).toBe(200)
    release()
    await Promise.all(holding)
    const back = await answer(() => api.ask('/api/v1/workspace', { key }))
    expect(back).toMatchObject({ status: 200 })
  })

  test('nor does the look-up of who calls', async () => {
    let taken = 0
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const hold = () =>
      api.db.system.begin(async (sql) => {
        await sql`select 1`
        taken++
        await held
      })
    const holding = [hold(), hold()]
    await until(() => taken === 2)
    const refused = await answer(() => api.ask('/api/v1/workspace', { key: `ck_${'B'.repeat(43)}` }))
    expect(refused.status).toBe(503)
    expect((await api.ask('/readyz')).status).toBe(503)
    release()
    await Promise.all(holding)
    await until(async () => (await api.ask('/readyz')).status === 200)
  })
})

describe('a live stream', () => {
  test('is not open before its place among the events is known: who reads it hears of all that follows', async () => {
    const api = await testApi({ DATABASE_POOL: '2' })
    const key = await api.keyOf('VIEWER')
    let taken = 0
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const hold = () =>
      api.db.system.begin(async (sql) => {
        await sql`select 1`
        taken++
        await held
      })
    // Who calls is remembered for a moment, so that it is the place alone that can't be read.
    await api.ask('/api/v1/workspace', { key })
    const holding = [hold(), hold()]
    await until(() => taken === 2)
    expect((await answer(() => api.ask('/api/v1/events', { key }))).status).toBe(503)
    release()
    await Promise.all(holding)
    expect((await answer(() => api.ask('/api/v1/events', { key }))).status).toBe(200)
    await api.close()
  })
})

describe("Telegram's updates", () => {
  const secret = 'the-secret-of-the-webhook'
  const send = (api: TestApi, botId: string, update_id: number) =>
    answer(() =>
      api.ask(`/api/telegram/${botId}`, {
        method: 'POST',
        headers: { 'x-telegram-bot-api-secret-token': secret },
        body: { update_id, message: { message_id: 1, chat: { id: 5, type: 'private' }, text: 'x' } },
      }),
    )
  const kept = async (api: TestApi) => {
    const rows = await withTx(
      api.contextOf('OWNER'),
      (tx) => tx.sql<{ update_id: string }[]>`select update_id from inbox_events order by update_id`,
    )
    return rows.map((row) => Number(row.update_id))
  }

  test('are 503 while the database takes none, and kept once when Telegram sends them again', async () => {
    const api = await testApi({ DATABASE_POOL: '2' })
    const botId = await testWebhook(api.contextOf('OWNER'), secret)
    expect((await send(api, botId, 1)).status).toBe(200)
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const holding = [1, 2].map(() => api.db.slot(() => held))
    const refused = await Promise.all([send(api, botId, 2), send(api, botId, 3)])
    for (const reply of refused) expect(reply).toMatchObject({ status: 503, retryAfter: '1' })
    release()
    await Promise.all(holding)
    const again = await Promise.all([send(api, botId, 2), send(api, botId, 3), send(api, botId, 2)])
    expect(again.map((r) => r.status)).toEqual([200, 200, 200])
    expect(await kept(api)).toEqual([1, 2, 3])
    await api.close()
  })

  test('are taken while the queue is away: their lanes are rung for later', async () => {
    const api = await testApi({ REDIS_URL: 'redis://127.0.0.1:1' })
    const botId = await testWebhook(api.contextOf('OWNER'), secret)
    expect((await send(api, botId, 1)).status).toBe(200)
    expect(await kept(api)).toEqual([1])
    await api.close()
  })
})

describe('with the queue away', () => {
  let api: TestApi
  beforeAll(async () => {
    // A port at which nobody listens.
    api = await testApi({ REDIS_URL: 'redis://127.0.0.1:1' })
  })
  afterAll(() => api.close())

  test('work is accepted without it and stands in the database, to be woken later', async () => {
    const key = await api.keyOf('MANAGER')
    const urls = ['https://example.com/1']
    const accepted = await answer(() => api.ask('/api/v1/parses', { method: 'POST', key, body: { urls } }))
    expect(accepted.status).toBe(202)
    const { data } = (await (await api.ask('/api/v1/parses', { key })).json()) as {
      data: { status: string }[]
    }
    expect(data).toMatchObject([{ status: 'queued' }])
    expect((await api.ask('/healthz')).status).toBe(200)
    expect(await (await api.ask('/readyz')).json()).toEqual({ ok: false, database: true, queue: false })
  })
})

describe('with the database away', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })
  afterAll(async () => {
    await database.drop()
  })

  test('requests are 503 while it is gone, and served soon after its return', async () => {
    const door = await openDoor(database.adminUrl)
    const { secret } = database
    const config = readConfig({
      CARTIE_SECRET: secret,
      DATABASE_URL: door.url,
      RATE_LIMIT: '100000',
    })
    const parts = openParts(config, pino({ level: 'silent' }))
    const { app, close } = createApp(parts)
    const server = createApiServer(app.callback()).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    let n = 0
    const ask = () =>
      answer(() =>
        fetch(`${url}/api/v1/me`, {
          headers: { authorization: `Bearer ck_${String(n++).padStart(43, 'y')}` },
        }),
      )
    try {
      expect((await ask()).status).toBe(401)
      door.shut()
      const end = performance.now() + 4000
      while (performance.now() < end) {
        const reply = await ask()
        expect(reply.status).toBe(503)
        expect(Number(reply.retryAfter)).toBeGreaterThan(0)
      }
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      expect((await fetch(`${url}/readyz`)).status).toBe(503)
      door.reopen()
      await until(async () => (await ask()).status === 401)
    } finally {
      close()
      server.closeAllConnections()
      server.close()
      await parts.close()
      door.end()
    }
  }, 20_000)
})

/** A way to the database that can be shut, as if the server were stopped. */
async function openDoor(address: string) {
  const target = new URL(address)
  const sockets = new Set<Socket>()
  let shut = false
  const server = createServer((inner) => {
    if (shut) return void inner.destroy()
    const outer = connect(Number(target.port), target.hostname)
    for (const s of [inner, outer]) {
      sockets.add(s)
      s.on('error', () => undefined).on('close', () => sockets.delete(s))
    }
    inner.pipe(outer).pipe(inner)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(address)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    shut() {
      shut = true
      for (const s of sockets) s.destroy()
    },
    reopen() {
      shut = false
    },
    end: () => void server.close(),
  }
}
