import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import postgres from 'postgres'
import { appUrl } from '@cartie/db/app-url'
import { createDb } from '@cartie/db/client'
import { startEmbedded } from '@cartie/db/embedded'
import { findChromium } from '../scripts/test-needs.ts'
import { useCompany } from './interactions/use-company.ts'
import { seedCars, seedLeads } from './interactions/seed-company.ts'
import { printWatch, watchPage } from './interactions/watch-page.ts'
import { measuredSecret, startProduct } from './product.ts'

// `npm run bench -- interactions`: how long the dashboard takes from a key or a click to the next picture, and to what
// was asked for, in a company of 50,000 leads and 200,000 cars, on the embedded Postgres and a real browser.

const { values } = parseArgs({
  options: {
    cars: { type: 'string', default: '200000' },
    leads: { type: 'string', default: '50000' },
    rounds: { type: 'string', default: '10' },
    port: { type: 'string', default: '4740' },
  },
})
const executablePath = findChromium()
if (!executablePath)
  throw new Error('Install chromium or set CHROMIUM: interactions are measured in a browser')
const dir = mkdtempSync(join(tmpdir(), 'cartie-interactions-'))
const database = await startEmbedded({ dataDir: join(dir, 'database'), log: () => undefined })
const admin = postgres(database.url, { max: 2, onnotice: () => undefined })
const product = await startProduct({
  dir: join(dir, 'product'),
  port: Number(values.port),
  databaseUrl: database.url,
  ownerIn: join(dir, 'owner'),
})
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
try {
  const db = createDb({ url: appUrl(database.url, measuredSecret), pool: 4 })
  const [{ id: workspaceId }] = await admin<[{ id: string }]>`select id from workspaces where slug = 'cartie'`
  const actor = { kind: 'system', id: null, role: 'OWNER' } as const
  const ctx = { db, workspaceId, actor, requestId: randomUUID() }
  const from = performance.now()
  await seedCars(ctx, Number(values.cars))
  await seedLeads(ctx, admin, Number(values.leads))
  await admin`vacuum analyze`
  await db.close()
  console.log(
    `seeded ${values.cars} cars and ${values.leads} leads in ${((performance.now() - from) / 1000).toFixed(0)} s`,
  )

  const owner = JSON.parse(readFileSync(join(dir, 'owner', 'credentials.json'), 'utf8')) as {
    url: string
    email: string
    password: string
  }
  const context = await browser.newContext({ baseURL: owner.url, viewport: { width: 1280, height: 800 } })
  await context.addCookies([{ name: 'cartie_language', value: 'uk', url: owner.url }])
  // Photos of made-up cars are nowhere.
  await context.route('https://**', (route) => route.abort())
  await context.request.post('/api/auth/sign-in/email', {
    headers: { origin: owner.url },
    data: { email: owner.email, password: owner.password },
  })
  const watch = await watchPage(await context.newPage())
  for (let round = 0; round < Number(values.rounds); round++) await useCompany(watch, round)
  printWatch(watch.kinds)
} finally {
  await browser.close()
  const gone = once(product.process, 'exit')
  product.process.kill('SIGTERM')
  await gone
  await admin.end()
  await database.stop()
  rmSync(dir, { recursive: true, force: true })
}
process.exit(0)
