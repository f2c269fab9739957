import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ParseInput, type Parse } from '@cartie/shared/schemas/parse'
import { createQueues, type Queues } from '@cartie/shared/queue'
import { createDb, withSystemTx } from '@cartie/db/client'
import type { Context, Db } from '@cartie/db/context'
import { getParse } from '@cartie/db/services/parse/get'
import { listParseItems } from '@cartie/db/services/parse/list-items'
import { readQuota } from '@cartie/db/services/site/read-quota'
import { saveProfile } from '@cartie/db/services/site/save-profile'
import { wakePending } from '@cartie/db/services/parse/pending'
import { startParse } from '@cartie/db/services/parse/start'
import type { TestDatabase } from '@cartie/db/testing/create-database'
import { testDatabase, testQueueBackends } from '@cartie/db/testing/test-database'
import { createSafeFetch, type SafeFetch } from '../fetch/safe-fetch.ts'
import { startRunner, type Runner } from '../runner.ts'
import { startSweeper } from '../sweeper.ts'
import { advanceParse } from './advance-parse.ts'

const car = (id: string) =>
  `<!doctype html><html><head><title>Skoda Octavia</title><script type="application/ld+json">${JSON.stringify(
    {
      '@type': 'Car',
      name: `Skoda Octavia 2016 No ${id}`,
      brand: 'Skoda',
      model: 'Octavia',
      vehicleModelDate: '2016',
      mileageFromOdometer: { value: 120_000, unitCode: 'KMT' },
      offers: { price: 9000 + Number(id), priceCurrency: 'EUR' },
    },
  )}</script></head><body><h1>Skoda Octavia</h1></body></html>`

/** What AutoRia's official interface says of an advert. */
const ria = {
  markName: 'Skoda',
  modelName: 'Octavia',
  title: 'Skoda Octavia',
  USD: 12_500,
  linkToView: '/auto_skoda_octavia_36000001.html',
  locationCityName: 'Львів',
  autoData: { autoId: 36_000_001, year: 2017, raceInt: 98, fuelName: 'Дизель, 1.6 л.', gearboxName: 'Робот' },
}

/** A search page of three cards; the second page is the last. */
const search = (page: number) =>
  `<!doctype html><html><head><title>Used cars</title></head><body><ul class="results">${[1, 2, 3]
    .map((n) => page * 3 + n)
    .map(
      (id) =>
        `<li class="card"><a href="/car/${id}"><img src="/p/${id}.jpg"><h3>Skoda Octavia 2016</h3></a><span class="price">9 ${String(id).padStart(3, '0')} €</span><span>120 000 km</span></li>`,
    )
    .join(
      '',
    )}</ul>${page === 0 ? '<a rel="next" class="next" href="/search?page=2">2</a>' : ''}</body></html>`

describe.each(testQueueBackends())('a parse on $name', ({ redisUrl }) => {
  let database: TestDatabase
  let db: Db
  let queues: Queues
  let runner: Runner
  let site: Server
  let fetcher: SafeFetch
  let stopSweeper: () => void
  let ctx: Context
  let origin: string
  const hits: { path: string; at: number }[] = []
  let flaky = 0

  beforeAll(async () => {
    site = createServer((request, response) => {
      const path = request.url ?? ''
      if (path === '/robots.txt') return response.writeHead(404).end()
      hits.push({ path, at: performance.now() })
      if (path.startsWith('/flaky') && flaky++ === 0)
        return response.writeHead(503, { 'retry-after': '0' }).end('busy')
      const html = (text: string) =>
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(text)
      if (path.startsWith('/search')) return html(search(path.includes('page=2') ? 1 : 0))
      if (path.startsWith('/wall'))
        return html(
          '<html><head><title>Just a moment...</title></head><body><div id="challenge-form" class="cf-turnstile">Checking your browser</div></body></html>',
        )
      if (path.startsWith('/auto/info')) {
        const wanted = path.endsWith('api_key=KEY123&auto_id=36000001')
        return response
          .writeHead(wanted ? 200 : 403, { 'content-type': 'application/json' })
          .end(JSON.stringify(ria))
      }
      const id = /\/(?:car|flaky|uk\/auto_skoda)\/(\d+)/.exec(path)?.[1]
      return id === undefined ? response.writeHead(404).end('<h1>404</h1>') : html(car(id))
    })
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
    database = await testDatabase()
    const place = { redisUrl, databaseUrl: database.appUrl }
    queues = createQueues(place)
    db = createDb({ url: database.appUrl, pool: 6, wake: queues.wake })
    fetcher = createSafeFetch({
      allowPrivate: ['127.0.0.1'],
      reroute: new Map([['*.ria.com', origin]]),
      robots: true,
      concurrency: 20,
    })
    const log = pino({ level: 'silent' })
    const handler = advanceParse({
      fetch: fetcher,
      timeoutMs: 3000,
      ratePerHost: 20,
      leaseMs: 5000,
      keys: new Map([['auto.ria.com', 'KEY123']]),
    })
    runner = startRunner({
      queue: 'parser',
      handlers: [handler],
      place,
      db,
      log,
      concurrency: 4,
      lockMs: 5000,
    })
    stopSweeper = startSweeper([{ name: 'pending', everyMs: 300, run: () => wakePending(db) }], log)
    const [workspace] = await withSystemTx(
      db,
      ({ sql }) => sql<{ id: string }[]>`insert into workspaces (name, slug) values ('W', 'w') returning id`,
    )
    ctx = {
      db,
      workspaceId: workspace!.id,
      actor: { kind: 'user', id: null, role: 'MANAGER' },
      requestId: 'test',
    }
  })
  afterAll(async () => {
    stopSweeper()
    await runner.drain(3000)
    fetcher.close()
    await queues.close()
    await db.close()
    await database.drop()
    site.closeAllConnections()
    await new Promise((resolve) => site.close(resolve))
  })

  const read = async (input: Partial<ParseInput>) => {
    const { id } = (await startParse(ctx, ParseInput.parse(input))) as Parse
    await expect.poll(async () => (await getParse(ctx, id)).status).toBe('done')
    return {
      parse: await getParse(ctx, id),
      items: (await listParseItems(ctx, id, { limit: 100 }, 'en')).data,
    }
  }

  test('turns links into cars, and says of each other link why not', async () => {
    const { parse, items } = await read({
      urls: [`${origin}/car/1`, `${origin}/nowhere`, `${origin}/wall`, 'http://10.0.0.1/'],
    })
    expect(parse.counts).toMatchObject({ saved: 1, gone: 1, wall: 1, failed: 1 })
    expect(items.map((i) => i.reasonCode)).toEqual([null, 'page_gone', 'captcha', 'blocked_address'])
    expect(items[0]!.listings[0]).toMatchObject({
      make: 'Skoda',
      model: 'Octavia',
      year: 2016,
      mileageKm: 120_000,
      price: { amount: 9001, currency: 'EUR' },
    })
  })

  test('asks a host no faster than its rate, over all jobs', async () => {
    hits.length = 0
    await read({ urls: Array.from({ length: 30 }, (_, i) => `${origin}/car/${100 + i}`) })
    const at = hits.map((h) => h.at).toSorted((a, b) => a - b)
    expect(at).toHaveLength(30)
    // 20 a second: thirty pages take at least 1.4 s; a scheduler may press single ones together.
    expect(at.at(-1)! - at[0]!).toBeGreaterThan(1350)
  })

  test('reads a search page listing by listing, page after page, up to the limit', async () => {
    const { parse, items } = await read({ urls: [`${origin}/search`], maxPages: 2 })
    expect(items.filter((i) => i.kind === 'search')).toHaveLength(2)
    expect(parse.counts.failed + parse.counts.wall).toBe(0)
    expect(items.filter((i) => i.kind === 'listing').map((i) => i.url?.slice(origin.length))).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => `/car/${n}`),
    )
  })

  test('takes only the cards of a search page when told not to expand it', async () => {
    const { items } = await read({ urls: [`${origin}/search?only=cards`], expand: false })
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ kind: 'search', found: 3 })
    expect(items[0]!.listings).toHaveLength(3)
  })

  test('asks a site with a key officially while its hour lasts, and reads the page where that does not help', async () => {
    hits.length = 0
    const { items } = await read({
      urls: [1, 2].map((n) => `https://auto.ria.com/uk/auto_skoda_octavia_3600000${n}.html`),
    })
    expect(items[0]!.listings[0]).toMatchObject({
      make: 'Skoda',
      year: 2017,
      mileageKm: 98_000,
      price: { amount: 12_500, currency: 'USD' },
    })
    expect(items[0]!.listings[0]!.provenance.priceMinor?.extractor).toBe('api')
    expect(items[1]!.status).not.toBe('failed')
    expect(hits.filter((h) => h.path.startsWith('/uk/auto_'))).toHaveLength(1)
    expect(JSON.stringify(items)).not.toContain('KEY123')
    expect(await readQuota(ctx)).toMatchObject([{ site: 'auto.ria.com', used: 2, limit: 30 }])
  })

  test('a link is read anew at once when the reader of its site was corrected by hand', async () => {
    const link = { urls: [`${origin}/car/700`] }
    const seen = () => hits.filter(({ path }) => path === '/car/700').length
    await read(link)
    const profile = { host: new URL(origin).host, name: 'Site', rules: { location: { selector: 'h1' } } }
    await saveProfile(ctx, profile)
    expect((await read(link)).items[0]!.listings[0]).toMatchObject({ location: 'Skoda Octavia' })
    expect(seen()).toBe(2)
    await read(link)
    expect(seen()).toBe(2)
  })

  test('tries a site again that was busy', async () => {
    flaky = 0
    const { items } = await read({ urls: [`${origin}/flaky/7`] })
    expect(items[0]).toMatchObject({ status: 'saved', attempts: 2 })
  })

  test('reads posts, and refuses what is no car', async () => {
    const { items } = await read({
      texts: ['Audi A6 2014 3.0 TDI, 18 900 €, 210 тис. км, автомат, Чернівці', 'Шукаю BMW X5 до 40 000$'],
    })
    expect(items.map((i) => i.status)).toEqual(['saved', 'not_a_car'])
    expect(items[0]!.listings[0]).toMatchObject({ make: 'Audi', model: 'A6', year: 2014, fuel: 'diesel' })
  })
})
