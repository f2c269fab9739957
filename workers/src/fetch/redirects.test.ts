import type { IncomingHttpHeaders } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeFetcher } from './testing/fetcher.ts'
import { startSite, type Origin } from './testing/origins.ts'

let site: Origin
let other: Origin
const seen: { path: string; headers: IncomingHttpHeaders }[] = []

beforeAll(async () => {
  other = await startSite((request, reply) => {
    seen.push({ path: `other${request.url}`, headers: request.headers })
    reply.end('other page')
  })
  site = await startSite((request, reply) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
    seen.push({ path: pathname, headers: request.headers })
    const move = (location: string, body = '') => {
      const code = Number(searchParams.get('code') ?? 302)
      reply.writeHead(code, { location, 'set-cookie': 'session=CNRY' })
      reply.end(body)
    }
    const left = /^\/chain\/(\d+)$/.exec(pathname)?.[1]
    if (left !== undefined) return Number(left) === 0 ? reply.end('end') : move(`/chain/${Number(left) - 1}`)
    if (pathname === '/loop') return move('/loop')
    if (pathname === '/ping') return move('/pong')
    if (pathname === '/pong') return move('/ping')
    if (pathname === '/away') return move(`http://other.example.com/landed`)
    if (pathname === '/cyrillic') return move(Buffer.from('/авто?q=ї').toString('latin1'))
    if (pathname === '/relative/a') return move('../landed?x=1#part')
    if (pathname === '/bad') return move('http://[nonsense')
    if (pathname === '/long-body') return move('/landed', 'x'.repeat(1_000_000))
    if (pathname === '/refresh') {
      return reply.end('<meta http-equiv="refresh" content="0; url=http://127.0.0.1/">')
    }
    if (pathname === '/no-location') return reply.writeHead(302).end('moved, but where?')
    return reply.end(`page ${request.url}`)
  })
})
afterAll(() => Promise.all([site.close(), other.close()]))

function fetcher() {
  return makeFetcher({
    reroute: new Map([
      ['shop.example.com', site.url],
      ['other.example.com', other.url],
    ]),
  })
}

test.each([301, 302, 303, 307, 308])(
  'a %d is followed to the page, whose address is reported',
  async (code) => {
    const result = await fetcher()(`http://shop.example.com/relative/a?code=${code}`)
    expect(result).toMatchObject({
      ok: true,
      url: 'http://shop.example.com/landed?x=1',
      hops: 1,
      status: 200,
    })
    expect(result.ok && result.bytes.toString()).toBe('page /landed?x=1')
  },
)

test('five redirects are followed, a sixth is not', async () => {
  expect(await fetcher()('http://shop.example.com/chain/5')).toMatchObject({ ok: true, hops: 5 })
  const before = site.accepts()
  seen.length = 0
  expect(await fetcher()('http://shop.example.com/chain/20')).toMatchObject({
    code: 'TOO_MANY_REDIRECTS',
    reason: 'too_many_redirects',
    retryable: false,
  })
  expect(seen.length).toBe(6)
  expect(site.accepts() - before).toBeLessThanOrEqual(2)
})

test.each(['/loop', '/ping'])('the circle at %s ends', async (path) => {
  expect(await fetcher()(`http://shop.example.com${path}`)).toMatchObject({ code: 'TOO_MANY_REDIRECTS' })
})

test('neither cookies nor a Referer travel to another origin', async () => {
  seen.length = 0
  expect(await fetcher()('http://shop.example.com/away')).toMatchObject({
    url: 'http://other.example.com/landed',
  })
  const landed = seen.find(({ path }) => path === 'other/landed')
  expect(landed?.headers).toMatchObject({ host: 'other.example.com' })
  for (const { headers } of seen) expect([headers.cookie, headers.referer]).toEqual([undefined, undefined])
})

test('a cookie comes back to its site within a fetch, and not with the next one', async () => {
  const safeFetch = fetcher()
  seen.length = 0
  await safeFetch('http://shop.example.com/chain/1')
  await safeFetch('http://shop.example.com/chain/0')
  expect(seen.map(({ headers }) => headers.cookie)).toEqual([undefined, 'session=CNRY', undefined])
  expect(seen.map(({ headers }) => headers.referer)).toEqual([undefined, undefined, undefined])
})

test('a Location in raw UTF-8 leads to the right page', async () => {
  const result = await fetcher()('http://shop.example.com/cyrillic')
  expect(result.ok && decodeURIComponent(result.url)).toBe('http://shop.example.com/авто?q=ї')
})

test('a Location that is no address is refused', async () => {
  expect(await fetcher()('http://shop.example.com/bad')).toMatchObject({ code: 'INVALID_URL' })
})

test('a redirect with a long body is followed without reading it', async () => {
  expect(await fetcher()('http://shop.example.com/long-body')).toMatchObject({ ok: true, hops: 1 })
})

test('a meta refresh is page content, not a redirect', async () => {
  expect(await fetcher()('http://shop.example.com/refresh')).toMatchObject({ ok: true, hops: 0 })
})

test('a 302 without a Location is an answer for the caller to judge', async () => {
  expect(await fetcher()('http://shop.example.com/no-location')).toMatchObject({ ok: true, status: 302 })
})
