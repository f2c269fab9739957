import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbedded } from '@cartie/db/embedded'
import { useTestServer } from '@cartie/db/testing/test-server'
import { median } from './median.ts'
import { startProduct } from './product.ts'
import { runParse } from './run-parse.ts'
import { startSite } from './site/start.ts'

// `npm run bench -- scale`: the same parse by 1, 2 and 4 worker processes on Redis, of a site that takes its time to
// answer, as sites do. Prints pages a second, what each doubling gave, and how much of the machine's cores was busy:
// a doubling is told only from runs before the cores were full.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    workers: { type: 'string', default: '1,2,4' },
    rounds: { type: 'string', default: '3' },
    /** How long a run with one worker shall take, in seconds. */
    seconds: { type: 'string', default: '12' },
    /** How long the site takes to answer, in milliseconds. */
    wait: { type: 'string', default: '500' },
    /** Pages that a worker fetches at once. */
    concurrency: { type: 'string', default: '20' },
    port: { type: 'string', default: '4720' },
  },
})
const port = Number(values.port)
const dir = mkdtempSync(join(tmpdir(), 'cartie-scale-'))
const database = await startEmbedded({ dataDir: join(dir, 'database'), log: () => undefined })
const server = await useTestServer()
if (!server.redisUrl) throw new Error('Install redis-server or set REDIS_URL: scaling is measured on Redis')
const site = await startSite()
let before: number | undefined
try {
  for (const workers of values.workers.split(',').map(Number)) {
    const product = await startProduct({
      dir: join(dir, `workers-${workers}`),
      port,
      databaseUrl: database.url,
      redisUrl: `${server.redisUrl}/5000`,
      ownerIn: join(dir, 'owner'),
      env: { WORKERS: String(workers), FETCH_CONCURRENCY: values.concurrency },
    })
    const perSecond = (1000 / Number(values.wait)) * Number(values.concurrency) * workers
    await runParse(product.api, pages(200))
    const runs: { rate: number; busy: number; workerMs: number }[] = []
    for (let round = 0; round < Number(values.rounds); round++) {
      const n = Math.round(perSecond * Number(values.seconds))
      const [machine, theirs] = [busyMs(), await workersMs(workers)]
      const { seconds, ended } = await runParse(product.api, pages(n))
      if (ended !== n) throw new Error(`only ${ended} of ${n} pages became cars`)
      runs.push({
        rate: n / seconds,
        busy: (busyMs() - machine) / 1000 / seconds,
        workerMs: ((await workersMs(workers)) - theirs) / n,
      })
    }
    const rate = median(runs.map((run) => run.rate))
    const busy = median(runs.map((run) => run.busy))
    const workerMs = median(runs.map((run) => run.workerMs))
    console.log(
      `${String(workers).padStart(2)} workers  ${rate.toFixed(0).padStart(5)} pages/s` +
        `  ${before === undefined ? '     ' : `${(rate / before).toFixed(2)} ×`}` +
        `  ${busy.toFixed(2)} of ${cpus().length} cores busy, ${workerMs.toFixed(1)} ms of a worker's processor a page`,
    )
    before = rate
    const gone = once(product.process, 'exit')
    product.process.kill('SIGTERM')
    await gone
  }
} finally {
  site.process.kill('SIGTERM')
  server.release()
  await database.stop()
  rmSync(dir, { recursive: true, force: true })
}
process.exit(0)

function pages(n: number): string[] {
  const run = Date.now().toString(36)
  return Array.from({ length: n }, (_, i) => `${site.url}/big/mix/${i}?wait=${values.wait}&run=${run}`)
}

/** How long the machine's cores have been busy in all, with whatever, in milliseconds. */
function busyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.sys + times.nice + times.irq, 0)
}

/** How long the workers' processes have been on a core, as they tell it themselves, in milliseconds. */
async function workersMs(workers: number): Promise<number> {
  const told = await Promise.all(
    Array.from({ length: workers }, async (_, n) => {
      const text = await fetch(`http://127.0.0.1:${port + 9 + n}/metrics`).then((reply) => reply.text())
      return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1])
    }),
  )
  return told.reduce((sum, seconds) => sum + seconds, 0) * 1000
}
