import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createFrontDoor, type FrontDoorOptions } from './front-door.ts'

const closing: (() => void)[] = []
afterEach(() => closing.splice(0).forEach((close) => close()))

async function listen(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function open(api: string | RequestListener, options: Partial<FrontDoorOptions> = {}): Promise<string> {
  const apiUrl = typeof api === 'string' ? api : await listen(api)
  const door = createFrontDoor({
    apiUrl,
    trustedProxies: [],
    pages: (_req, res) => res.end('page'),
    ...options,
  })
  closing.push(() => door.close())
  return listen(door.handle)
}

const echo: RequestListener = (req, res) => {
  res.setHeader('content-type', 'application/json')
  res.end(JSON.stringify({ url: req.url, headers: req.headers }))
}
const seen = async (reply: Response) =>
  (await reply.json()) as { url: string; headers: Record<string, string> }

describe('the front door', () => {
  test.each(['/api/v1/me', '/api', '/admin/queues?a=b', '/samples/1', '/healthz', '/readyz', '/metrics'])(
    'asks the API for %s',
    async (path) => {
      expect((await seen(await fetch((await open(echo)) + path))).url).toBe(path)
    },
  )
  test.each(['/', '/import', '/apiary', '/healthz/x', '/administration'])(
    'shows a page for %s',
    async (path) => {
      const reply = await fetch((await open(echo)) + path)
      expect(await reply.text()).toBe('page')
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
      expect(reply.headers.get('referrer-policy')).toBe('same-origin')
      expect(reply.headers.get('x-frame-options')).toBe('DENY')
    },
  )
  test('tells who asked, and believes no stranger', async () => {
    const url = await open(echo)
    const { headers } = await seen(
      await fetch(`${url}/api`, {
        headers: {
          'x-forwarded-for': '8.8.8.8',
          'x-forwarded-proto': 'https',
          'x-forwarded-host': 'evil.example',
          'x-cartie-client-address': '8.8.8.8',
        },
      }),
    )
    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': new URL(url).host,
    })
    expect(headers).not.toHaveProperty('x-cartie-client-address')
  })
  test('tells pages where the API is, whatever a stranger says', async () => {
    const api = await listen(echo)
    const url = await open(api, { pages: (req, res) => res.end(req.headers['x-cartie-api']) })
    const reply = await fetch(`${url}/p`, { headers: { 'x-cartie-api': 'http://evil.example' } })
    expect(await reply.text()).toBe(api)
  })
  test('passes on what a trusted proxy tells', async () => {
    const url = await open(echo, { trustedProxies: ['127.0.0.0/8'] })
    const { headers } = await seen(
      await fetch(`${url}/api`, { headers: { 'x-forwarded-for': '8.8.8.8', 'x-forwarded-proto': 'https' } }),
    )
    expect(headers).toMatchObject({ 'x-forwarded-for': '8.8.8.8, 127.0.0.1', 'x-forwarded-proto': 'https' })
  })
  test('answers 503 as problem+json while the API is away, for reads and uploads', async () => {
    const url = await open('http://127.0.0.1:9')
    for (const init of [{}, { method: 'POST', body: 'x'.repeat(200_000) }]) {
      const reply = await fetch(`${url}/api/v1/me`, init)
      expect(reply.status).toBe(503)
      expect(reply.headers.get('content-type')).toBe('application/problem+json')
      expect(await reply.json()).toMatchObject({ status: 503, code: 'unavailable' })
    }
  })
  test('never waits for an API that is silent', async () => {
    const url = await open(() => undefined, { idleMs: 100 })
    expect((await fetch(`${url}/api`)).status).toBe(503)
  })
  test('sends each live event at once, and tells the API when the reader leaves', async () => {
    const left = Promise.withResolvers<void>()
    const url = await open((_req, res) => {
      res.writeHead(200, { 'content-type': 'text/event-stream' })
      res.write('data: 1\n\n')
      res.on('close', () => left.resolve())
    })
    const ask = request(`${url}/api/v1/events`).end()
    const [reply] = (await once(ask, 'response')) as [IncomingMessage]
    const [first] = (await once(reply, 'data')) as [Buffer]
    expect(first.toString()).toBe('data: 1\n\n')
    ask.destroy()
    await left.promise
  })
  test('breaks off an answer that the API broke off', async () => {
    const url = await open((_req, res) => {
      res.writeHead(200, { 'content-length': '100' })
      res.write('half', () => res.destroy())
    })
    await expect(fetch(`${url}/api`).then((reply) => reply.text())).rejects.toThrow()
  })
  test('streams an upload through and keeps every cookie', async () => {
    const url = await open((req, res) => {
      let size = 0
      req.on('data', (chunk: Buffer) => (size += chunk.length))
      req.on('end', () => {
        res.setHeader('set-cookie', ['a=1', 'b=2'])
        res.end(String(size))
      })
    })
    const reply = await fetch(`${url}/api`, { method: 'POST', body: 'x'.repeat(3_000_000) })
    expect(await reply.text()).toBe('3000000')
    expect(reply.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })
  test('asks again where a kept connection had just ended', async () => {
    let asked = 0
    const url = await open((req, res) => {
      asked++
      if (asked === 2) req.socket.destroy()
      else res.end('ok')
    })
    for (let i = 0; i < 2; i++) expect(await (await fetch(`${url}/api`)).text()).toBe('ok')
    expect(asked).toBe(3)
  })
})
