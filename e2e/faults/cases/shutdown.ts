import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { carPaths, must, until, type Fault } from '../fault.ts'
import { carPage } from '../origin.ts'
import { inspect, none } from '../tally.ts'
import { startProxy } from '../tcp-proxy.ts'
import type { Program } from '../world.ts'

const drainMs = 4000

interface Ended {
  code: number | null
  signal: string | null
  ms: number
}

/** Tells a process to end, once or twice, and waits for it. */
async function terminate(child: ChildProcess, times = 1): Promise<Ended> {
  const asked = performance.now()
  const gone = once(child, 'exit') as Promise<[number | null, string | null]>
  for (let i = 0; i < times; i++) {
    child.kill('SIGTERM')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const [code, signal] = await gone
  return { code, signal, ms: performance.now() - asked }
}

function mustBeInTime(what: string, end: Ended, withinMs: number): void {
  must(end.signal !== 'SIGKILL', `${what} had to be killed`)
  must(end.ms <= withinMs, `${what} took ${Math.round(end.ms)} ms to end`)
}

export const faults: Fault[] = [
  {
    id: 'Q15',
    title: 'SIGTERM with 8 jobs in hand: ends with 0 in time, all is read exactly once, nothing stalls',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      const worker = await world.startWorker()
      world.origin.answer(/^\/car\//, (request, response) => {
        const page = carPage(Number(request.url!.slice(5)))
        setTimeout(() => response.writeHead(200, { 'content-type': 'text/html' }).end(page), 400)
      })
      const parses = []
      for (let n = 0; n < 8; n++) parses.push(await world.accept(carPaths(15_000 + n * 100, 5)))
      await until('8 jobs are in hand', async () => {
        const [row] = await world.sql<[{ n: number }]>`
          select count(distinct parse_id)::int as n from parse_items where status <> 'queued'`
        return row.n >= 5
      })
      const end = await terminate(worker)
      must(end.code === 0, `it ended with ${end.code ?? end.signal}`)
      mustBeInTime('the worker', end, drainMs + 500)
      const [held] = await world.sql<[{ n: number }]>`
        select count(*)::int as n from parse_items where status = 'running'`
      must(held.n === 0, `${held.n} items were left in the hands of the worker that ended`)
      await world.startWorker()
      for (const { id } of parses) must((await world.ended(id)).counts.saved === 5, 'a link was not saved')
      const hits = Map.groupBy(world.origin.hits, (h) => h.path)
      const again = [...hits].filter(([, seen]) => seen.length > 1)
      must(again.length === 0, `${again.length} pages were asked for twice`)
      must(!world.logs().includes('job stalled'), 'a job stalled')
      return inspect(
        world,
        parses.map((p) => p.id),
      )
    },
  },
  {
    id: 'Q16',
    title: 'SIGTERM while everything behind is cut off, twice, and at every moment of the start: never hangs',
    onEachBackend: true,
    async run(world) {
      const database = await startProxy(world.databaseUrl)
      const redis = world.redisUrl ? await startProxy(world.redisUrl) : undefined
      const env = {
        DATABASE_URL: database.url,
        DRAIN_MS: '1500',
        ...(redis ? { REDIS_URL: redis.url } : {}),
      }
      const limitMs = 1500 + 2000
      try {
        const [api, worker, second] = await Promise.all([
          world.startApi(env),
          world.startWorker(env),
          world.startWorker(env),
        ])
        world.origin.answer(/^\/car\//, () => undefined)
        await world.accept(carPaths(16_000, 30))
        await world.origin.seen(/^\/car\//, 8)
        for (const proxy of [database, redis]) proxy?.blackhole()
        const ends = await Promise.all([terminate(api, 2), terminate(worker, 2), terminate(second)])
        for (const end of ends) mustBeInTime('a process cut off', end, limitMs)
        // A process that starts while nothing answers, and one that is told to end while it starts.
        const starting: [Program, number][] = [
          ['workers', 100],
          ['workers', 900],
          ['api', 100],
          ['api', 900],
        ]
        await Promise.all(
          starting.map(async ([program, afterMs]) => {
            const child = world.launch(program, env)
            await new Promise((resolve) => setTimeout(resolve, afterMs))
            mustBeInTime(`${program} told after ${afterMs} ms`, await terminate(child), limitMs)
          }),
        )
      } finally {
        database.close()
        redis?.close()
      }
      return none()
    },
  },
]
