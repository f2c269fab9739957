import { afterEach, expect, test } from 'vitest'
import { makeFetcher } from './testing/fetcher.ts'
import { startSite, type Origin } from './testing/origins.ts'

let site: Origin
let asked: string[]
afterEach(() => site.close())

/** A site whose robots.txt is the answer of `robots`, and whose every other path is a page. */
async function start(robots: () => { status?: number; body?: string; hang?: boolean }) {
  asked = []
  site = await startSite((request, reply) => {
    asked.push(request.url ?? '')
    if (request.url !== '/robots.txt') return reply.end('page')
    const { status = 200, body = '', hang } = robots()
    return hang ? undefined : reply.writeHead(status).end(body)
  })
}

const clock = { now: 0 }
function fetcher(concurrency = 1) {
  const reroute = new Map([['shop.example.com', site.url]])
  return makeFetcher({ reroute, robots: true, concurrency, clock: () => clock.now })
}
const at = (path: string) => `http://shop.example.com${path}`

test('a page that the owner forbids to everybody is refused before it is asked for', async () => {
  await start(() => ({ body: 'User-agent: *\nDisallow: /private/\nAllow: /private/open' }))
  const safeFetch = fetcher()
  const refused = { ok: false, code: 'ROBOTS', reason: 'robots', retryable: false }
  expect(await safeFetch(at('/private/1'))).toMatchObject(refused)
  expect(await safeFetch(at('/private/open/1'))).toMatchObject({ ok: true })
  expect(await safeFetch(at('/cars/1'))).toMatchObject({ ok: true })
  expect(asked).toEqual(['/robots.txt', '/private/open/1', '/cars/1'])
})

test('our own group is heard before the one for everybody', async () => {
  await start(() => ({ body: 'User-agent: *\nDisallow: /\n\nUser-agent: CartieBot\nDisallow: /admin' }))
  const safeFetch = fetcher()
  expect(await safeFetch(at('/cars/1'))).toMatchObject({ ok: true })
  expect(await safeFetch(at('/admin'))).toMatchObject({ code: 'ROBOTS' })
})

test('a redirect into forbidden pages is refused there', async () => {
  asked = []
  site = await startSite((request, reply) => {
    asked.push(request.url ?? '')
    if (request.url === '/robots.txt') reply.end('User-agent: *\nDisallow: /hidden')
    else reply.writeHead(302, { location: '/hidden' }).end()
  })
  expect(await fetcher()(at('/'))).toMatchObject({ code: 'ROBOTS' })
  expect(asked).not.toContain('/hidden')
})

test('many pages at once ask for the file once, and it costs no connection of its own', async () => {
  await start(() => ({ body: 'User-agent: *\nDisallow: /x' }))
  const safeFetch = fetcher(4)
  const results = await Promise.all(Array.from({ length: 20 }, (_, i) => safeFetch(at(`/${i}`))))
  expect(results.every((result) => result.ok)).toBe(true)
  expect(asked.filter((path) => path === '/robots.txt').length).toBe(1)
  expect(site.accepts()).toBe(4)
})

test('the file is asked for again after an hour', async () => {
  let body = ''
  await start(() => ({ body }))
  const safeFetch = fetcher()
  await safeFetch(at('/a'))
  body = 'User-agent: *\nDisallow: /'
  clock.now += 3_599_000
  expect(await safeFetch(at('/a'))).toMatchObject({ ok: true })
  clock.now += 2_000
  expect(await safeFetch(at('/a'))).toMatchObject({ code: 'ROBOTS' })
})

test('a site that could not say is asked again after five minutes', async () => {
  let status = 500
  await start(() => ({ status, body: 'User-agent: *\nDisallow: /' }))
  const safeFetch = fetcher()
  expect(await safeFetch(at('/a'))).toMatchObject({ ok: true })
  status = 200
  clock.now += 301_000
  expect(await safeFetch(at('/a'))).toMatchObject({ code: 'ROBOTS' })
})

test.each([404, 403, 500])('a file that answers %d forbids nothing', async (status) => {
  await start(() => ({ status, body: 'User-agent: *\nDisallow: /' }))
  expect(await fetcher()(at('/a'))).toMatchObject({ ok: true })
})

test('a file that hangs costs no more than the page’s own deadline', async () => {
  await start(() => ({ hang: true }))
  expect(await fetcher()(at('/a'), { deadlineMs: 100 })).toMatchObject({ code: 'DEADLINE' })
})

test('a file too large to be one forbids nothing', async () => {
  await start(() => ({ body: `User-agent: *\nDisallow: /\n${'#'.repeat(200_000)}` }))
  expect(await fetcher()(at('/a'))).toMatchObject({ ok: true })
})

test('what is no page reading does not ask', async () => {
  await start(() => ({ body: 'User-agent: *\nDisallow: /' }))
  expect(await fetcher()(at('/api'), { robots: false })).toMatchObject({ ok: true })
  expect(asked).toEqual(['/api'])
})
