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
import { fakeCar } from './listings/fake-cars.ts'
import { measureLists } from './listings/measure-lists.ts'
import { measurePlain, measureSave, type Rate } from './listings/measure-upserts.ts'
import { median } from './median.ts'

// `npm run bench -- listings`: pages of an inventory of 200,000 cars for each order and filter, and saved cars a
// second beside plain one-row upserts of postgres.js, on an embedded Postgres of its own with the product's settings.

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '200000' },
    runs: { type: 'string', default: '100' },
    rows: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: 'lists,upserts' },
  },
})
const size = Number(values.size)
const dir = mkdtempSync(join(tmpdir(), 'cartie-bench-'))
const secret = randomUUID() + randomUUID()
const database = await startEmbedded({ dataDir: dir, log: () => undefined })
const admin = postgres(database.url, { max: 10, onnotice: () => undefined })
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
  const parseIds = await seed(ctx)
  if (values.only.includes('lists')) await lists(ctx, parseIds)
  if (values.only.includes('upserts')) await upserts(ctx)
  await db.close()
} finally {
  await admin.end()
  await database.stop()
  rmSync(dir, { recursive: true, force: true })
}

/** Cars of a year, a parse for each 2,000; every hundredth lies in the bin. */
async function seed(ctx: Context): Promise<string[]> {
  const parseIds: string[] = []
  const from = performance.now()
  for (let n = 0; n < size; n += 500) {
    const seenAt = new Date(Date.UTC(2025, 10, 1) + n * 150_000).toISOString()
    await withTx(ctx, async (tx) => {
      if (n % 2000 === 0) {
        const [row] = await tx.sql<[{ id: string }]>`
          insert into parses (workspace_id, kind, expand, max_pages, auto_save, asked, total, status, created_at, started_at, finished_at)
          values (${ctx.workspaceId}, 'urls', true, 1, true, 2000, 2000, 'done', ${seenAt}, ${seenAt},
            ${seenAt}::timestamptz + interval '1 hour') returning id`
        parseIds.push(row.id)
      }
      const cars = Array.from({ length: Math.min(500, size - n) }, (_, i) => fakeCar(n + i))
      await saveCars(ctx, tx, { cars, parseId: parseIds.at(-1)!, sample: false, seenAt })
    })
  }
  await admin`update car_listings set deleted_at = now() where ('x' || substr(md5(id::text), 1, 4))::bit(16)::int % 100 = 0`
  await admin`vacuum analyze car_listings`
  const [{ bytes, indexes }] = await admin<[{ bytes: string; indexes: string }]>`
    select pg_size_pretty(pg_table_size('car_listings')) as bytes, pg_size_pretty(pg_indexes_size('car_listings')) as indexes`
  const seconds = (performance.now() - from) / 1000
  console.log(`seeded ${size} listings in ${seconds.toFixed(0)} s: table ${bytes}, indexes ${indexes}`)
  return parseIds
}

async function lists(ctx: Context, parseIds: string[]): Promise<void> {
  const speeds = await measureLists(ctx, size, Number(values.runs), parseIds)
  console.log(`\nA page of 50, ms${' '.repeat(25)}p50     p95`)
  for (const { what, p50, p95 } of speeds) {
    const slow = p95 > 50 && !what.endsWith('facets') ? '  over 50' : ''
    console.log(`${what.padEnd(38)}${p50.toFixed(1).padStart(7)} ${p95.toFixed(1).padStart(7)}${slow}`)
  }
  const pages = speeds.filter((s) => !s.what.endsWith('facets'))
  const worst = pages.toSorted((a, b) => b.p95 - a.p95)[0]
  console.log(
    `slowest page: ${worst?.what}, p95 ${worst?.p95.toFixed(1)} ms; over 50 ms: ${pages.filter((s) => s.p95 > 50).length} of ${pages.length}`,
  )
}

async function upserts(ctx: Context): Promise<void> {
  const rows = Number(values.rows)
  let firstNew = size
  let turn = 0
  const rates: Record<string, Rate[]> = { plain: [], 'chunk 100': [], 'chunk 500': [] }
  for (let round = 0; round < Number(values.rounds); round++) {
    rates.plain!.push(await measurePlain(admin, Math.ceil(rows / 4)))
    for (const chunk of [100, 500]) {
      turn++
      rates[`chunk ${chunk}`]!.push(
        await measureSave(ctx, { rows, chunk, width: 4, known: size, firstNew, turn }),
      )
      firstNew += rows
    }
  }
  console.log(
    '\nSaved cars a second, half new, half with a new price and mileage; ratio to one-row upserts of postgres.js',
  )
  for (const [name, all] of Object.entries(rates)) {
    const ratio = median(all.map((rate, round) => rate.perSecond / rates.plain![round]!.perSecond))
    const perSecond = median(all.map((rate) => rate.perSecond))
    const clientUs = median(all.map((rate) => rate.clientUs))
    console.log(
      `${name.padEnd(12)}${perSecond.toFixed(0).padStart(8)}   ${ratio.toFixed(2)}x   ${clientUs.toFixed(0)} us of this process a row`,
    )
  }
}
