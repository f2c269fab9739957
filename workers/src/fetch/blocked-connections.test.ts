import { isIP } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ResolvedAddress } from './checked-lookup.ts'
import { isPublicAddress } from './public-address.ts'
import { makeFetcher } from './testing/fetcher.ts'
import { startCanaries, startSite, type Canaries, type Origin } from './testing/origins.ts'

/**
 * Inner addresses in every spelling, each aimed at listeners that count TCP accepts. The listeners' ports are
 * allowed for any host, so that nothing but the judgement of the address keeps them from being dialled.
 */
let canaries: Canaries
let origin: Origin
beforeAll(async () => {
  canaries = await startCanaries()
  origin = await startSite((request, reply) => {
    const url = new URL(request.url ?? '/', 'http://x')
    reply.writeHead(Number(url.searchParams.get('code')), {
      location: asBytes(url.searchParams.get('to') ?? ''),
    })
    reply.end('moved')
  })
})
afterAll(() => Promise.all([canaries.close(), origin.close()]))

/** Node writes headers as latin1, sites as UTF-8. */
function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

const spellings = [
  ...[
    '127.0.0.1',
    '127.1',
    '0',
    '0.0.0.0',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '0177.0.0.1',
  ],
  ...['127.0.0.1.', '127.00.0x1', '0x', '①②⑦.⓪.⓪.①', '127。0。0。1', '%31%32%37.0.0.1', '127.8.9.10'],
  ...['[::1]', '[::]', '[0:0:0:0:0:0:0:1]', '[0000::1]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
  ...['[::127.0.0.1]', '[::ffff:0:127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::7f00:1]', '[2002:7f00:1::]'],
  ...[
    'localhost',
    'localhost.',
    'LocalHost',
    'foo.localhost',
    'ip6-localhost',
    'user:pw@127.0.0.1',
    'a@[::1]',
  ],
]

const both = () => [
  ...spellings.map((host) => `http://${host}:${canaries.ports.plain}/`),
  ...spellings.map((host) => `https://${host}:${canaries.ports.tls}/`),
]

function ports() {
  return [canaries.ports.plain, canaries.ports.tls]
}

test('no spelling of an inner address opens a connection', async () => {
  const safeFetch = makeFetcher({ ports: ports(), concurrency: 50 })
  const results = await Promise.all(both().map((url) => safeFetch(url)))
  expect(results.filter((result) => result.ok || !result.code.startsWith('BLOCKED_'))).toEqual([])
  expect(await canaries.accepts()).toBe(0)
})

test.each([301, 302, 303, 307, 308])('no %d redirect leads to an inner address', async (code) => {
  const safeFetch = makeFetcher({
    ports: ports(),
    concurrency: 50,
    reroute: new Map([['shop.example.com', origin.url]]),
  })
  const targets = [
    ...both(),
    'file:///etc/passwd',
    'http://169.254.169.254/latest/meta-data/',
    'gopher://127.0.0.1/',
  ]
  const results = await Promise.all(
    targets.map((to) => safeFetch(`http://shop.example.com/?code=${code}&to=${encodeURIComponent(to)}`)),
  )
  expect(results.filter((result) => result.ok || !result.code.startsWith('BLOCKED_'))).toEqual([])
  expect(await canaries.accepts()).toBe(0)
})

test('an allowed host on a private address may not hand us on to its neighbours', async () => {
  const safeFetch = makeFetcher({ ports: ports(), allowPrivate: [`127.0.0.1:${origin.port}`] })
  for (const to of [
    `http://127.0.0.1:${canaries.ports.plain}/`,
    `https://localhost:${canaries.ports.tls}/`,
  ]) {
    const result = await safeFetch(`${origin.url}/?code=302&to=${encodeURIComponent(to)}`)
    expect(result.ok ? 'ok' : result.code).toMatch(/^BLOCKED_(IP|HOST)$/)
  }
  expect(await canaries.accepts()).toBe(0)
})

test('a reroute of every host opens neither an inner name, nor a literal, nor the port it leads to', async () => {
  const safeFetch = makeFetcher({ ports: ports(), reroute: new Map([['*', origin.url]]) })
  const urls = [...both(), `${origin.url}/`, 'http://redis/', 'http://10.0.0.1/']
  const results = await Promise.all(urls.map((url) => safeFetch(url)))
  expect(results.filter((result) => result.ok || !result.code.startsWith('BLOCKED_'))).toEqual([])
  expect(await canaries.accepts()).toBe(0)
})

const v4 = (address: string): ResolvedAddress => ({ address, family: 4 })
const v6 = (address: string): ResolvedAddress => ({ address, family: 6 })

/** TEST-NET is refused too, so the harmless answer is a public address that is never dialled. */
const publicAnswer = v4('8.8.8.8')

test.each([
  ['a name that is 127.0.0.1', [v4('127.0.0.1')]],
  ['a mixed set, public first', [publicAnswer, v4('127.0.0.1')]],
  ['a mixed set, inner first', [v4('127.0.0.1'), publicAnswer]],
  ['only AAAA ::1', [v6('::1')]],
  ['a public A with AAAA ::1', [publicAnswer, v6('::1')]],
  ['a mapped AAAA', [v6('::ffff:127.0.0.1')]],
  ['a NAT64 AAAA', [v6('64:ff9b::7f00:1')]],
  ['an answer that is no address', [v4('localhost')]],
])('%s is refused as a whole', async (_, answers) => {
  const safeFetch = makeFetcher({ ports: ports(), resolver: () => Promise.resolve(answers) })
  for (const url of [
    `http://rebind.example.com:${canaries.ports.plain}/`,
    `https://rebind.example.com:${canaries.ports.tls}/`,
  ]) {
    expect(await safeFetch(url)).toMatchObject({ ok: false, code: 'BLOCKED_IP', retryable: false })
  }
  expect(await canaries.accepts()).toBe(0)
})

test('a name that turns inner between two fetches is refused at the second dial', async () => {
  let asked = 0
  const safeFetch = makeFetcher({
    ports: ports(),
    // No address at first, since a test must not dial a public one.
    resolver: () => Promise.resolve(++asked === 1 ? [] : [v4('127.0.0.1')]),
  })
  const url = `http://rebind.example.com:${canaries.ports.plain}/`
  expect(await safeFetch(url)).toMatchObject({ code: 'DNS' })
  expect(await safeFetch(url)).toMatchObject({ code: 'BLOCKED_IP' })
  expect(asked).toBe(2)
  expect(await canaries.accepts()).toBe(0)
})

test('every dial resolves once and dials what was judged: a second answer is never asked for', async () => {
  const asked: string[] = []
  const safeFetch = makeFetcher({
    allowPrivate: ['flip.example.com'],
    resolver: (host) => {
      asked.push(host)
      return Promise.resolve([v4(asked.length === 1 ? '127.0.0.1' : '8.8.8.8')])
    },
  })
  const result = await safeFetch(`http://flip.example.com:${canaries.ports.plain}/`)
  expect(result.ok && result.bytes.toString()).toBe('secret')
  expect(asked).toEqual(['flip.example.com'])
})

test('the system resolver is judged like any other', async () => {
  const safeFetch = makeFetcher({ ports: ports(), publicHost: 'cartie.example.com' })
  expect(await safeFetch('http://cartie.example.com/')).toMatchObject({ code: 'BLOCKED_SELF' })
  expect(await safeFetch('http://no-such-name.invalid/')).toMatchObject({ code: 'DNS' })
})

test('whatever the address, the fetch ends with a typed result and opens nothing', async () => {
  const before = await canaries.accepts()
  const safeFetch = makeFetcher({ ports: ports(), resolver: () => Promise.resolve([v4('127.0.0.1')]) })
  const tail = fc.oneof(fc.string({ unit: 'binary' }), fc.webPath(), fc.constant(`:${canaries.ports.plain}/`))
  // No public literal, which would be dialled in earnest.
  const host = fc.oneof(fc.domain(), fc.constantFrom(...spellings), fc.string({ unit: 'grapheme' }))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('http://', 'https://'), host, tail, async (scheme, name, rest) => {
      const url = URL.parse(`${scheme}${name}${rest}`)
      fc.pre(!url || isIP(url.hostname) === 0 || !isPublicAddress(url.hostname))
      expect(await safeFetch(`${scheme}${name}${rest}`)).toMatchObject({ ok: false, retryable: false })
    }),
    { numRuns: 300 },
  )
  expect(await canaries.accepts()).toBe(before)
})
