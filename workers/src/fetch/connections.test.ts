import { createSecureServer } from 'node:http2'
import { createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFetcher } from './testing/fetcher.ts'
import { startRaw, startSite, type Origin } from './testing/origins.ts'
import { makeSelfSigned, type TestCertificate } from './testing/self-signed.ts'

const ok = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\npage'

describe('kept-alive connections', () => {
  test('a hundred pages at five at once take five connections', async () => {
    const site = await startSite((request, reply) => reply.end(`page ${request.url}`))
    const safeFetch = makeFetcher({ allowPrivate: ['127.0.0.1'], concurrency: 5 })
    const results = await Promise.all(Array.from({ length: 100 }, (_, i) => safeFetch(`${site.url}/${i}`)))
    expect(results.map((result) => result.ok && result.bytes.toString())).toEqual(
      Array.from({ length: 100 }, (_, i) => `page /${i}`),
    )
    expect(site.accepts()).toBe(5)
    await site.close()
  })

  test('one that the site had dropped costs no page: it is sent again on a fresh one', async () => {
    let requests = 0
    const origin = await startRaw((socket, _, nth) => {
      requests++
      if (nth === 1 && requests > 1) socket.resetAndDestroy()
      else socket.write(ok)
    })
    const safeFetch = makeFetcher({ allowPrivate: ['127.0.0.1'] })
    expect(await safeFetch(origin.url)).toMatchObject({ ok: true })
    expect(await safeFetch(origin.url)).toMatchObject({ ok: true })
    expect(origin.accepts()).toBe(2)
    expect(requests).toBe(3)
    await origin.close()
  })

  test('a reset after the first byte, or on a fresh one, is not sent again', async () => {
    let requests = 0
    const origin = await startRaw((socket) => {
      if (++requests === 1) return socket.write(ok)
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf', () => socket.resetAndDestroy())
      return undefined
    })
    const safeFetch = makeFetcher({ allowPrivate: ['127.0.0.1'] })
    expect(await safeFetch(origin.url)).toMatchObject({ ok: true })
    expect(await safeFetch(origin.url)).toMatchObject({ code: 'RESET', retryable: true })
    expect(requests).toBe(2)
    await origin.close()
  })
})

test.each([
  ['is too large', ok.replace('Content-Length: 4', 'Content-Length: 99999999'), 'TOO_LARGE', 60_000],
  ['is no page', ok.replace('text/html', 'image/png'), 'UNSUPPORTED_TYPE', 60_000],
  ['does not end', ok.replace('Content-Length: 4', 'Content-Length: 5'), 'DEADLINE', 100],
])('the connection of an answer that %s is closed at once', async (_, bytes, code, deadlineMs) => {
  const closed = Promise.withResolvers<void>()
  const origin = await startRaw((socket) => {
    socket.once('close', () => closed.resolve())
    socket.write(bytes)
  })
  const safeFetch = makeFetcher({ allowPrivate: ['127.0.0.1'] })
  expect(await safeFetch(origin.url, { deadlineMs })).toMatchObject({ code })
  await closed.promise
  await origin.close()
})

test('the request on the wire looks like a browser’s, the same one for every page', async () => {
  const heads: string[] = []
  const origin = await startRaw((socket, head) => {
    heads.push(head)
    socket.write(ok)
  })
  const safeFetch = makeFetcher({ allowPrivate: ['127.0.0.1'] })
  await safeFetch(`${origin.url}/a b?x=Київ\r\nX-Evil: 1`)
  await safeFetch(`${origin.url}/`)
  await origin.close()
  const [first = '', second = ''] = heads
  expect(first.split('\r\n')[0]).toBe('GET /a%20b?x=%D0%9A%D0%B8%D1%97%D0%B2X-Evil:%201 HTTP/1.1')
  expect(first).toMatch(/^Host: 127\.0\.0\.1:\d+$/m)
  expect(first).toMatch(/^User-Agent: Mozilla\/5\.0 .*Chrome\//m)
  expect(first).toMatch(/^Accept-Encoding: gzip, deflate, br$/m)
  expect(first).toMatch(/^Accept-Language: uk-UA/m)
  expect(first).toMatch(/^Connection: keep-alive$/m)
  expect(first).not.toMatch(/^(cookie|referer|x-evil):/im)
  expect(second.split('\r\n').slice(1)).toEqual(first.split('\r\n').slice(1))
})

test('a closed port is CONNECT, and may be tried later', async () => {
  const origin = await startRaw(() => undefined)
  await origin.close()
  const safeFetch = makeFetcher({ allowPrivate: ['127.0.0.1'] })
  expect(await safeFetch(origin.url)).toMatchObject({
    code: 'CONNECT',
    reason: 'unreachable',
    retryable: true,
  })
})

describe('https', () => {
  let pair: TestCertificate
  let port: number
  const server = { close: () => {} }
  const protocols: string[] = []
  beforeAll(async () => {
    pair = makeSelfSigned('shop.example.com')
    const secure = createSecureServer({ ...pair, allowHTTP1: true }, (request, reply) => {
      protocols.push(request.httpVersion)
      reply.end(`secure ${request.headers.host}`)
    })
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve))
    port = (secure.address() as AddressInfo).port
    server.close = () => secure.close()
  })
  afterAll(() => server.close())
  const resolver = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }])
  const open = (hosts: string[]) => ({ resolver, allowPrivate: hosts })

  test('a page with a good certificate is read over HTTP/1.1, though the site offers h2', async () => {
    const safeFetch = makeFetcher({ ...open(['shop.example.com']), ca: pair.cert })
    const result = await safeFetch(`https://shop.example.com:${port}/`)
    expect(result.ok && result.bytes.toString()).toBe(`secure shop.example.com:${port}`)
    expect(protocols).toEqual(['1.1'])
  })

  test('a certificate that nobody vouches for, or of another name, is TLS', async () => {
    const doubtful = makeFetcher(open(['shop.example.com']))
    const url = `https://shop.example.com:${port}/`
    expect(await doubtful(url)).toMatchObject({ code: 'TLS', reason: 'unreachable', retryable: false })
    const other = makeFetcher({ ...open(['other.example.com']), ca: pair.cert })
    expect(await other(`https://other.example.com:${port}/`)).toMatchObject({ code: 'TLS' })
    expect(protocols).toEqual(['1.1'])
  })

  test('a port that speaks no TLS is TLS', async () => {
    const plain = createServer((socket) => socket.on('error', () => {}).end('hello, this is telnet\r\n'))
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    const safeFetch = makeFetcher(open(['shop.example.com']))
    const address = `https://shop.example.com:${(plain.address() as AddressInfo).port}/`
    expect(await safeFetch(address)).toMatchObject({ code: 'TLS' })
    plain.close()
  })
})

describe('a reroute', () => {
  let site: Origin
  beforeAll(async () => {
    site = await startSite((request, reply) => reply.end(`${request.headers.host} ${request.url}`))
  })
  afterAll(() => site.close())
  const text = async (routes: [string, string][], url: string) => {
    const result = await makeFetcher({ reroute: new Map(routes) })(url)
    return result.ok ? `${result.url} => ${result.bytes}` : result.code
  }

  test('keeps path, query and Host, and reports the page’s own address', async () => {
    expect(await text([['cars.example.com', site.url]], 'http://cars.example.com/a%20b/?q=1&q=2#x')).toBe(
      'http://cars.example.com/a%20b/?q=1&q=2 => cars.example.com /a%20b/?q=1&q=2',
    )
  })

  test('takes https pages to a plain origin', async () => {
    expect(await text([['*', site.url]], 'https://auto.ria.com/uk/auto_1.html')).toBe(
      'https://auto.ria.com/uk/auto_1.html => auto.ria.com /uk/auto_1.html',
    )
  })

  test('prefers the host’s own entry to the one for every host', async () => {
    const routes: [string, string][] = [
      ['*', 'http://127.0.0.1:1'],
      ['cars.example.com', site.url],
    ]
    expect(await text(routes, 'http://cars.example.com/x')).toBe(
      'http://cars.example.com/x => cars.example.com /x',
    )
    expect(await text(routes, 'http://else.example.com/x')).toBe('CONNECT')
  })

  test('of a family takes the hosts below it, and neither its own name nor one that only ends alike', async () => {
    const routes: [string, string][] = [
      ['*.example.com', site.url],
      ['*', 'http://127.0.0.1:1'],
    ]
    expect(await text(routes, 'http://a.b.example.com/x')).toBe(
      'http://a.b.example.com/x => a.b.example.com /x',
    )
    expect(await text(routes, 'http://example.com/x')).toBe('CONNECT')
    expect(await text(routes, 'http://badexample.com/x')).toBe('CONNECT')
  })

  test('of one host changes nothing for the next', async () => {
    const safeFetch = makeFetcher({
      allowPrivate: ['127.0.0.1'],
      reroute: new Map([['cars.example.com', site.url]]),
    })
    const hosts: string[] = []
    for (const url of ['http://cars.example.com/', `${site.url}/`, 'http://cars.example.com/']) {
      const result = await safeFetch(url)
      hosts.push(result.ok ? result.bytes.toString() : result.code)
    }
    expect(hosts).toEqual(['cars.example.com /', `127.0.0.1:${site.port} /`, 'cars.example.com /'])
  })

  test('a path that looks like a host stays a path', async () => {
    expect(await text([['cars.example.com', site.url]], 'http://cars.example.com//evil.example.com/x')).toBe(
      'http://cars.example.com//evil.example.com/x => cars.example.com //evil.example.com/x',
    )
  })

  test('to something that is no origin is refused at the start', () => {
    expect(() => makeFetcher({ reroute: new Map([['*', '127.0.0.1:4501']]) })).toThrow(TypeError)
    expect(() => makeFetcher({ reroute: new Map([['*', 'http://127.0.0.1/path']]) })).toThrow(TypeError)
  })
})
