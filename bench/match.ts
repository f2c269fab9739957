import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { createDb, withSystemTx, withTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { startEmbedded } from '@cartie/db/embedded'
import { appUrl } from '@cartie/db/app-url'
import { migrate } from '@cartie/db/migrate'
import { saveCars } from '@cartie/db/services/listing/save-cars'
import { createRequest } from '@cartie/db/services/request/create'
import { fakeCar } from './listings/fake-cars.ts'
import { fakeRequest } from './match/fake-requests.ts'
import { measureListings, measureRequests, measureStored } from './match/measure.ts'
import { median, quantile } from './median.ts'

// `npm run bench -- match`: 200,000 listings and 2,000 open requests in one workspace, on an embedded Postgres of its
// own with the product's settings. One listing to its requests beside a scan of all of them with the same score; one
// request to the stock. Every answer of the index is compared with the scan's.

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '200000' },
    requests: { type: 'string', default: '2000' },
    runs: { type: 'string', default: '500' },
  },
})
const [size, open, runs] = [Number(values.size), Number(values.requests), Number(values.runs)]
const target = 20
const dir = mkdtempSync(join(tmpdir(), 'cartie-bench-'))
const secret = randomUUID() + randomUUID()
const database = await startEmbedded({ dataDir: dir, log: () => undefined })
const admin = postgres(database.url, { max: 2, onnotice: () => undefined })
try {
  await migrate({ adminUrl: database.url, secret })
  const db = createDb({ url: appUrl(database.url, secret), pool: 4 })
  const workspaceId = randomUUID()
  await withSystemTx(
    db,
    (tx) => tx.sql`insert into workspaces (id, name, slug) values (${workspaceId}, 'B', 'b')`,
  )
  const actor = { kind: 'system', id: null, role: 'OWNER' } as const
  const ctx: Context = { db, workspaceId, actor, requestId: 'bench' }
  await seed(ctx)
  const listings = await sample('car_listings', `deleted_at is null and status = 'AVAILABLE'`)
  const requests = await sample('b2b_requests', 'true')

  await measureListings(ctx, listings.slice(0, 20))
  const { indexed, scanned } = await measureListings(ctx, listings)
  const stored = await measureStored(ctx, listings)
  const stock = await measureRequests(ctx, requests.slice(0, Math.min(runs, 100)))
  console.log(`\nms${' '.repeat(40)}p50     p95     p99`)
  row('a listing to its requests', indexed.ms)
  row('the same by a scan of all requests', scanned.ms)
  row('a listing to its requests, stored', stored)
  row('a request to the stock', stock.ms)
  const ratio = median(scanned.ms.map((ms, n) => ms / indexed.ms[n]!))
  console.log(
    `\nthe scan takes ${ratio.toFixed(2)}x as long (median of pairs); ${(indexed.found / listings.length).toFixed(1)} requests a listing, ${(stock.found / stock.ms.length).toFixed(1)} cars a request`,
  )
  const p95 = quantile(indexed.ms, 0.95)
  console.log(
    `p95 of a listing to its requests: ${p95.toFixed(1)} ms, ${p95 <= target ? 'within' : 'over'} ${target}`,
  )
  await db.close()
} finally {
  await admin.end()
  await database.stop()
  rmSync(dir, { recursive: true, force: true })
}

/** Requests first as drafts, so that no saved car waits for its comparison. */
async function seed(ctx: Context): Promise<void> {
  const from = performance.now()
  for (let n = 0; n < size; n += 500) {
    const seenAt = new Date(Date.UTC(2025, 10, 1) + n * 150_000).toISOString()
    const cars = Array.from({ length: Math.min(500, size - n) }, (_, i) => fakeCar(n + i))
    await withTx(ctx, (tx) => saveCars(ctx, tx, { cars, parseId: null, sample: false, seenAt }))
  }
  for (let n = 0; n < open; n += 100)
    await withTx(ctx, async (tx) => {
      for (let i = n; i < Math.min(n + 100, open); i++) await createRequest({ ...ctx, tx }, fakeRequest(i))
    })
  await admin`update b2b_requests set status = 'PUBLISHED', published_at = now()`
  await admin`delete from match_tasks`
  await admin`vacuum analyze car_listings, b2b_requests`
  const seconds = (performance.now() - from) / 1000
  console.log(`seeded ${size} listings and ${open} open requests in ${seconds.toFixed(0)} s`)
}

async function sample(table: string, where: string): Promise<string[]> {
  const rows = await admin.unsafe<{ id: string }[]>(
    `select id from ${table} where ${where} order by md5(id::text) limit ${runs}`,
  )
  return rows.map(({ id }) => id)
}

function row(what: string, ms: readonly number[]): void {
  const cell = (q: number) => quantile(ms, q).toFixed(1).padStart(8)
  console.log(`${what.padEnd(38)}${cell(0.5)}${cell(0.95)}${cell(0.99)}`)
}
