import { execFileSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { cancelParse, startParse } from '@cartie/shared/endpoints/parses'
import type { Parse } from '@cartie/shared/schemas/parse'
import { startEmbedded } from '@cartie/db/embedded'
import { useTestServer } from '@cartie/db/testing/test-server'
import { median } from './median.ts'
import { startProduct, type Product } from './product.ts'
import { runParse } from './run-parse.ts'
import { startSite } from './site/start.ts'

// `npm run bench -- parse`: the whole path from POST /parses to rows in Postgres, in turn with Crawlee on the same
// site and the same Postgres. Prints pages a second and the ratio of each round's pair, and beside them what fetching
// and reading alone reach. Each side reads some pages right before those that are counted: who has just started, or has
// lain idle while another ran, is slower.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    n: { type: 'string', default: '2000' },
    peer: { type: 'string', default: '600' },
    rounds: { type: 'string', default: '3' },
    size: { type: 'string', default: 'big,mid' },
    ld: { type: 'string', default: 'mix,none' },
    backend: { type: 'string', default: 'postgres,redis' },
    port: { type: 'string', default: '4700' },
    /** An index of saved pages: measures their blend too. */
    pages: { type: 'string' },
  },
})
/** After fewer of them V8 is still compiling. */
const warmRuns = 2
const root = fileURLToPath(new URL('..', import.meta.url))
const dir = mkdtempSync(join(tmpdir(), 'cartie-bench-'))
const children: ChildProcess[] = []
if (!existsSync(`${root}/bench/node_modules/crawlee`)) {
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: `${root}/bench`, stdio: 'inherit' })
}

const database = await startEmbedded({ dataDir: join(dir, 'database'), log: () => undefined })
const server = values.backend.includes('redis') ? await useTestServer() : undefined
const { url: site, process: siteProcess } = await startSite(values.pages)
children.push(siteProcess)
try {
  for (const backend of values.backend.split(',')) {
    if (backend === 'redis' && !server?.redisUrl) {
      console.log('NOT RUN on Redis: install redis-server or set REDIS_URL')
      continue
    }
    const product = await startProduct({
      dir: join(dir, backend),
      port: Number(values.port),
      databaseUrl: database.url,
      redisUrl: backend === 'redis' ? `${server?.redisUrl}/5000` : undefined,
      ownerIn: join(dir, 'owner'),
    })
    children.push(product.process)
    await accept(product, backend)
    for (const size of values.size.split(','))
      for (const ld of values.ld.split(',')) await compare(product, backend, size, ld)
    if (values.pages) await compare(product, backend, 'saved', 'blend')
    const gone = once(product.process, 'exit')
    product.process.kill('SIGTERM')
    await gone
  }
} finally {
  for (const child of children) child.kill('SIGTERM')
  server?.release()
  await database.stop()
  rmSync(dir, { recursive: true, force: true })
}
process.exit(0)

async function runProduct(
  { api }: Product,
  size: string,
  ld: string,
  count: number,
): Promise<{ rate: number; ended: number }> {
  const run = Date.now().toString(36)
  const urls = Array.from({ length: count }, (_, i) => `${site}/${size}/${ld}/${i}?run=${run}`)
  const { seconds, ended } = await runParse(api, urls)
  return { rate: count / seconds, ended }
}

function runPeer(size: string, ld: string, count: number): { rate: number; rows: number } {
  return ask('crawlee.ts', site, database.url, size, ld, String(count), '20') as {
    rate: number
    rows: number
  }
}

/** Pages a second of fetching and reading alone. */
function readOnly(size: string, ld: string): number {
  return (ask('read-only.ts', site, size, ld, values.n) as { rate: number }).rate
}

/** The last line that a program among the peers says. */
function ask(program: string, ...given: string[]): unknown {
  const said = execFileSync(process.execPath, [`${root}/bench/peers/${program}`, ...given], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  })
  return JSON.parse(said.trim().split('\n').at(-1)!)
}

/** The larger worker's memory in MB and 99th percentile of its event loop's delay in ms, as they tell them themselves. */
async function worker(): Promise<{ rssMb: number; loopP99Ms: number }> {
  const all = await Promise.all(
    [9, 10].map((n) =>
      fetch(`http://127.0.0.1:${Number(values.port) + n}/metrics`).then(
        (r) => r.text(),
        () => '',
      ),
    ),
  )
  const most = (name: string) =>
    Math.max(...all.map((text) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? 0)))
  return {
    rssMb: most('process_resident_memory_bytes') / 1e6,
    // Node's monitor counts its own interval of 10 ms in.
    loopP99Ms: most('nodejs_eventloop_lag_p99_seconds') * 1000 - 10,
  }
}

/** 50,000 links in one request: how long until they are accepted. */
async function accept({ api }: Product, backend: string): Promise<void> {
  const urls = Array.from({ length: 50_000 }, (_, i) => `http://accept.example.com/${Date.now()}/${i}`)
  const started = performance.now()
  const parse = (await api(startParse, { body: { urls } })) as Parse
  const ms = performance.now() - started
  await api(cancelParse, { params: { id: parse.id } })
  console.log(`${backend.padEnd(8)} 50,000 links accepted in ${Math.round(ms)} ms`)
}

async function compare(product: Product, backend: string, size: string, ld: string): Promise<void> {
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < Number(values.rounds); round++) {
    for (let n = 0; n < warmRuns; n++) await runProduct(product, size, ld, Number(values.n))
    const mine = await runProduct(product, size, ld, Number(values.n))
    if (mine.ended !== Number(values.n))
      throw new Error(`only ${mine.ended} of ${values.n} pages became cars`)
    const peer = runPeer(size, ld, Number(values.peer))
    if (size !== 'saved' && peer.rows < Number(values.peer))
      throw new Error(`the peer saved ${peer.rows} of ${values.peer}`)
    ours.push(mine.rate)
    theirs.push(peer.rate)
  }
  const { rssMb, loopP99Ms } = await worker()
  const most = readOnly(size, ld)
  const ratios = ours.map((rate, i) => rate / theirs[i]!)
  const spread = `[${Math.min(...ratios).toFixed(1)}-${Math.max(...ratios).toFixed(1)}]`
  console.log(
    `${backend.padEnd(8)} ${size} ld=${ld.padEnd(4)}  cartie ${median(ours).toFixed(0).padStart(5)} pages/s  crawlee ${median(theirs).toFixed(1).padStart(6)} pages/s  ratio ${median(ratios).toFixed(1)} ${spread}  fetched and read alone ${most.toFixed(0)} pages/s  worker ${rssMb.toFixed(0)} MB, loop p99 ${loopP99Ms.toFixed(0)} ms`,
  )
}
