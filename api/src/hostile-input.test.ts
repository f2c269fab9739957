import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApi, type TestApi } from './testing/test-api.ts'

let api: TestApi
let key: string
beforeAll(async () => {
  api = await testApi()
  key = await api.keyOf('ADMIN')
})
afterAll(() => api.close())

const post = (
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  path = '/api/v1/api-keys',
) =>
  fetch(api.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body,
  })

/** Sends bytes as they are; resolves with what came back when the other side ends or `ms` are over. */
function raw(pieces: string[], { everyMs = 0, ms = 4000 } = {}): Promise<string> {
  const { hostname, port } = new URL(api.url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let answer = ''
    const timer = setInterval(() => {
      const piece = pieces.shift()
      if (piece !== undefined && socket.writable) socket.write(piece)
    }, everyMs)
    const end = () => {
      clearInterval(timer)
      clearTimeout(late)
      socket.destroy()
      resolve(answer)
    }
    const late = setTimeout(end, ms)
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString()
      if (/\r\n\r\n/.test(answer)) end()
    })
    socket.on('error', end).on('close', end)
  })
}
const head = (extra: string) =>
  `POST /api/v1/api-keys HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\n${extra}\r\n\r\n`

describe('a hostile body', () => {
  test.each<[string, () => Promise<Response>, number]>([
    ['of 10 MB', () => post(`{"name":"${'x'.repeat(10 << 20)}"}`), 413],
    ['of a hundred thousand levels', () => post('['.repeat(100_000)), 400],
    ['with __proto__', () => post('{"__proto__":{"role":"OWNER"},"constructor":{"prototype":{}}}'), 400],
    [
      'in another charset',
      () => post('{}', { 'content-type': 'application/json; charset=windows-1251' }),
      415,
    ],
    ['that is not UTF-8', () => post(new Uint8Array([0x22, 0xff, 0xfe, 0x22])), 400],
    ['that is a form', () => post('name=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['without a type', () => post(new Uint8Array([0x7b, 0x7d]), { 'content-type': '' }), 415],
    ['that claims to be gzip', () => post('{}', { 'content-encoding': 'gzip' }), 415],
    ['that is empty', () => post(''), 400],
    ['that is no JSON', () => post('{"name":'), 400],
    ['with an unknown field', () => post('{"name":"a","role":"ADMIN","isAdmin":true}'), 400],
  ])('%s is a 4xx within two seconds', async (_, send, status) => {
    const started = performance.now()
    const reply = await send()
    expect(reply.status).toBe(status)
    expect(performance.now() - started).toBeLessThan(2000)
    const problem = (await reply.json()) as { code: string; detail: string; requestId: string }
    expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    expect(problem.requestId).toBe(reply.headers.get('x-request-id'))
    expect(problem.detail).not.toMatch(/at .*\.ts|node_modules|select |postgres/i)
  })

  test('doubled keys are one value, NUL and lone surrogates are mended', async () => {
    const reply = await post('{"name":"one","name":"t\\u0000wo\\ud800"}')
    expect(reply.status).toBe(201)
    expect(((await reply.json()) as { name: string }).name).toBe('two\ufffd')
  })

  test('that drips in is refused within two and a half seconds', async () => {
    const started = performance.now()
    const answer = await raw([head('Content-Length: 1000'), ...Array.from({ length: 40 }, () => ' ')], {
      everyMs: 100,
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(performance.now() - started).toBeLessThan(2500)
  })

  test.each<[string, string[]]>([
    ['bad chunk sizes', [`${head('Transfer-Encoding: chunked')}ZZ\r\n{}\r\n0\r\n\r\n`]],
    ['two lengths', [head('Content-Length: 2\r\nContent-Length: 5') + '{}']],
    [
      'a length and chunks',
      [`${head('Content-Length: 2\r\nTransfer-Encoding: chunked')}2\r\n{}\r\n0\r\n\r\n`],
    ],
    ['no HTTP at all', ['\x16\x03\x01\x02\x00 hello\r\n\r\n']],
    ['a header of 100 KB', [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`]],
  ])('%s: a 4xx, and the next request is served', async (_, pieces) => {
    expect(await raw(pieces)).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect((await api.ask('/healthz')).status).toBe(200)
  })

  test('a chunked body beyond the limit is cut off while it streams', async () => {
    const body = new ReadableStream<Uint8Array>({
      pull(c) {
        c.enqueue(new Uint8Array(64 * 1024).fill(0x20))
      },
    })
    const reply = await fetch(`${api.url}/api/v1/api-keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit).catch(() => undefined)
    expect(reply?.status ?? 413).toBe(413)
  })
})

describe('a hostile address', () => {
  test.each([
    '/api/v1/parses/%00',
    '/api/v1/parses?cursor=%00',
    '/api/v1/parses?limit=1e9',
    '/api/v1/parses?limit=-1',
    '/api/v1/parses?cursor=zzz',
    '/api/v1/listings?make=a%00b',
    '/api/v1/listings?yearFrom=1e99',
    '/api/v1/listings?sort=drop',
    '/api/v1/listings/not-a-uuid',
    '/api/v1/%E0%A4%A',
    '/api/v1/listings?limit=1&limit=2',
  ])('%s is a 4xx that says what to mend', async (path) => {
    const reply = await api.ask(path, { key })
    expect(reply.status).toBeGreaterThanOrEqual(400)
    expect(reply.status).toBeLessThan(500)
    expect(((await reply.json()) as { code: string }).code).toMatch(/^(invalid|not_found)$/)
  })

  test('an unknown one is 404 and a wrong method too, both as problems', async () => {
    for (const [method, path] of [
      ['GET', '/nothing'],
      ['GET', '/api/v1/nothing'],
      ['DELETE', '/api/v1/parses'],
      ['PROPFIND', '/api/v1/parses'],
    ] as const) {
      const reply = await api.ask(path, { method, key })
      expect(reply.status, `${method} ${path}`).toBe(404)
      expect(reply.headers.get('content-type')).toMatch(/^application\/problem\+json/)
    }
  })

  test('errors are told in the caller’s language', async () => {
    const told = async (language: string) => {
      const reply = await api.ask('/api/v1/api-keys', {
        method: 'POST',
        key,
        body: { name: 5 },
        headers: { 'accept-language': language },
      })
      return ((await reply.json()) as { errors: { pointer: string; message: string }[] }).errors[0]
    }
    expect((await told('uk'))?.pointer).toBe('/name')
    expect((await told('uk'))?.message).not.toBe((await told('en'))?.message)
    expect((await told('ru'))?.message).not.toBe((await told('uk'))?.message)
  })
})

describe('a flood', () => {
  test('of wrong keys is 429 before a look-up, also with rotating claims of an address; known keys pass', async () => {
    await api.ask('/api/v1/me', { key })
    const statuses: number[] = []
    for (let i = 0; i < 400; i++) {
      const reply = await api.ask('/api/v1/me', {
        key: `ck_${String(i).padStart(43, 'x')}`,
        headers: { 'x-forwarded-for': `198.51.100.${i % 250}, 127.0.0.1` },
      })
      await reply.body?.cancel()
      statuses.push(reply.status)
    }
    expect(statuses.slice(0, 50)).not.toContain(429)
    expect(statuses.slice(-90)).toEqual(Array.from({ length: 90 }, () => 429))
    expect((await api.ask('/api/v1/me', { key })).status).toBe(200)
  })
})
