import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import postgres from 'postgres'
import { startEmbedded } from '@cartie/db/embedded'
import { quantile } from './median.ts'
import { startProduct } from './product.ts'

// `npm run bench -- form`: visitors send the request form of one company at a rate, from addresses of their own, a
// quarter of them for the second time; meanwhile another company's form is sent once in 200 ms. Prints what was
// accepted, how long answers took, and when the last one was a lead.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    rate: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '10' },
    port: { type: 'string', default: '4760' },
  },
})
const [rate, seconds] = [Number(values.rate), Number(values.seconds)]
const dir = mkdtempSync(join(tmpdir(), 'cartie-bench-'))
const database = await startEmbedded({ dataDir: join(dir, 'database'), log: () => undefined })
const product = await startProduct({
  dir: join(dir, 'product'),
  port: Number(values.port),
  databaseUrl: database.url,
  ownerIn: join(dir, 'owner'),
  env: { RATE_LIMIT: '1000000' },
})
let sentBefore = 0
const sql = postgres(database.url, { max: 1, onnotice: () => undefined })
try {
  await sql`insert into workspaces (name, slug) values ('Other', 'other')`
  const alone = await run({ rate: 0, seconds: 3 })
  say('another company, alone', alone.neighbour)
  const { spam, neighbour } = await run({ rate, seconds })
  const ended = performance.now()
  say(`${rate} a second for ${seconds} s`, spam)
  say('another company, meanwhile', neighbour)
  for (;;) {
    const [open] = await sql<
      [{ n: number }]
    >`select count(*)::int as n from lead_intakes where status = 'pending'`
    if (open.n === 0) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const [kept] = await sql<[{ stored: number; leads: number }]>`
    select (select count(*)::int from lead_intakes) as stored, (select count(*)::int from leads) as leads`
  const accepted = [alone.neighbour, spam, neighbour].flat().filter(({ status }) => status === 202).length
  console.log(
    `accepted ${accepted}, stored ${kept.stored}, leads ${kept.leads}; the last one was captured ${((performance.now() - ended) / 1000).toFixed(1)} s after the last was sent`,
  )
} finally {
  const gone = once(product.process, 'exit')
  product.process.kill('SIGTERM')
  await gone
  await sql.end({ timeout: 1 })
  await database.stop()
  rmSync(dir, { recursive: true, force: true })
}
process.exit(0)

interface Sent {
  status: number
  ms: number
}

/** Sends at the rate, whatever the answers do, and to the other company beside; resolves once all are answered. */
async function run({
  rate,
  seconds,
}: {
  rate: number
  seconds: number
}): Promise<{ spam: Sent[]; neighbour: Sent[] }> {
  const replies: { spam: Promise<Sent>[]; neighbour: Promise<Sent>[] } = { spam: [], neighbour: [] }
  const begun = performance.now()
  for (;;) {
    const at = (performance.now() - begun) / 1000
    if (at >= seconds) break
    while (replies.spam.length < at * rate) replies.spam.push(send('cartie', sentBefore++))
    while (replies.neighbour.length < at * 5) replies.neighbour.push(send('other', sentBefore++))
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  const [spam, neighbour] = await Promise.all([Promise.all(replies.spam), Promise.all(replies.neighbour)])
  return { spam, neighbour }
}

async function send(workspace: string, n: number): Promise<Sent> {
  // Every fourth is one that was sent just before.
  const person = n % 4 === 3 ? n - 1 : n
  const started = performance.now()
  const reply = await fetch(`${product.url}/api/v1/public/leads`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `203.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`,
    },
    body: JSON.stringify({
      workspace,
      name: `Visitor ${person}`,
      phone: `+38067${String(1_000_000 + person)}`,
      request: 'BMW X5',
      consent: true,
    }),
  }).catch(() => undefined)
  await reply?.arrayBuffer()
  return { status: reply?.status ?? 0, ms: performance.now() - started }
}

function say(name: string, sent: Sent[]): void {
  const ms = (q: number) =>
    quantile(
      sent.map((one) => one.ms),
      q,
    )
      .toFixed(0)
      .padStart(6)
  const ends = Object.entries(Object.groupBy(sent, ({ status }) => status))
    .map(([status, list]) => `${status === '0' ? 'no answer' : status}: ${list?.length}`)
    .join(', ')
  console.log(
    `${name.padEnd(28)} sent ${sent.length}  p50 ${ms(0.5)} ms  p95 ${ms(0.95)} ms  p99 ${ms(0.99)} ms  ${ends}`,
  )
}
