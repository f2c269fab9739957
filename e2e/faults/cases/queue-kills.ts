import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { retryParse } from '@cartie/shared/endpoints/parses'
import { deadlyPath } from '@cartie/workers/fetch/harmful'
import { carPaths, logLines, must, until, type Fault } from '../fault.ts'
import { keepRunning } from '../keep-running.ts'
import { carPage } from '../origin.ts'
import { inspect } from '../tally.ts'
import { kill } from '../world.ts'

const slow = (ms: number) => (_: unknown, response: ServerResponse) => {
  setTimeout(() => response.writeHead(404).end('gone'), ms)
}

export const faults: Fault[] = [
  {
    id: 'Q01',
    title: 'a worker is killed while it reads: 200 links are all read once, within seconds',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      const first = await world.startWorker()
      const parse = await world.accept(carPaths(1000, 200))
      await world.origin.seen(/^\/car\//)
      await kill(first)
      const killed = Date.now()
      await world.startWorker()
      const end = await world.ended(parse.id)
      must(end.counts.saved === 200, `saved ${end.counts.saved} of 200`)
      must(Date.now() - killed < 8000, `recovered only after ${Date.now() - killed} ms`)
      return inspect(world, [parse.id])
    },
  },
  {
    id: 'Q02',
    title:
      'a worker is killed every 700 ms for 15 s: nothing is lost, what is set aside is read when it is asked for again',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      world.origin.answer(/^\/slow\//, slow(400))
      const parses = [
        await world.accept(carPaths(2000, 400)),
        await world.accept(Array.from({ length: 100 }, (_, i) => `/slow/${i}`)),
      ]
      const end = Date.now() + 15_000
      while (Date.now() < end) {
        const worker = await world.startWorker()
        await new Promise((resolve) => setTimeout(resolve, 700))
        await kill(worker)
      }
      await world.startWorker()
      const ends = await Promise.all(parses.map((p) => world.ended(p.id, 40_000)))
      const [cars] = parses
      const unlucky = await world.sql<{ reason: string }[]>`
        select reason from parse_items where parse_id = ${cars!.id} and status = 'failed'`
      must(
        unlucky.length <= 8 && unlucky.every(({ reason }) => reason === 'repeatedly_crashed'),
        `failed: ${unlucky.map(({ reason }) => reason).join(', ')}`,
      )
      // Five workers died one after the other with these in their hands: that is shown, and asking again reads them.
      if (unlucky.length) await world.api(retryParse, { params: { id: cars!.id } })
      const { counts } = await world.ended(cars!.id, 40_000)
      must(counts.saved === 400, `saved ${counts.saved} of 400`)
      must(ends[1]!.counts.gone + ends[1]!.counts.failed === 100, 'a slow page has no end')
      return inspect(
        world,
        parses.map((p) => p.id),
      )
    },
  },
  {
    id: 'Q03',
    title:
      'a worker is frozen past its lease and thaws while another reads: what it brings late changes nothing',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      const visits = new Map<string, number>()
      const held: (() => void)[] = []
      world.origin.answer(/^\/car\//, (request, response) => {
        const path = request.url ?? ''
        const visit = (visits.get(path) ?? 0) + 1
        visits.set(path, visit)
        const page = carPage(Number(path.slice(5)), { price: visit === 1 ? 1000 : 2000 })
        const send = () => response.writeHead(200, { 'content-type': 'text/html' }).end(page)
        // The first answer waits in the frozen worker's sockets, the second until the first worker is done.
        if (visit === 1) setTimeout(send, 500)
        else held.push(send)
      })
      const patient = { FETCH_TIMEOUT_MS: '20000' }
      const first = await world.startWorker(patient)
      const parse = await world.accept(carPaths(3000, 8))
      await world.origin.seen(/^\/car\//, 8)
      first.kill('SIGSTOP')
      await world.startWorker(patient)
      await world.origin.seen(/^\/car\//, 16)
      const before = logLines(world, first.pid, 'job').length
      first.kill('SIGCONT')
      await until('the thawed worker ends its job', () => logLines(world, first.pid, 'job').length > before)
      const [early] = await world.sql<[{ n: number }]>`select count(*)::int as n from car_listings`
      must(early.n === 0, `${early.n} cars were written by the worker that had lost its lease`)
      for (const send of held) send()
      const end = await world.ended(parse.id)
      must(end.counts.saved === 8, `saved ${JSON.stringify(end.counts)}`)
      const [stale] = await world.sql<[{ n: number }]>`
        select count(*)::int as n from car_listings where price_minor <> 200000`
      must(stale.n === 0, `${stale.n} cars have what the stale worker saw`)
      return inspect(world, [parse.id])
    },
  },
  {
    id: 'Q05',
    title: 'a page ends every worker that opens it: set aside after 5, its 50 neighbours saved within 20 s',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      const paths = carPaths(5000, 50)
      paths.splice(25, 0, deadlyPath)
      const stop = keepRunning(() => world.startWorker({ FAULT_JOBS: '1' }))
      try {
        const parse = await world.accept(paths)
        const began = Date.now()
        await until(
          '50 neighbours are saved',
          async () => {
            const [row] = await world.sql<[{ n: number }]>`select count(*)::int as n from car_listings`
            return row.n === 50
          },
          20_000,
        )
        must(Date.now() - began < 20_000, 'the neighbours took longer than 20 s')
        const end = await world.ended(parse.id, 40_000)
        const [poison] = await world.sql`
          select reason, attempts from parse_items where parse_id = ${parse.id} and status = 'failed'`
        must(end.counts.failed === 1 && end.counts.saved === 50, JSON.stringify(end.counts))
        must(poison?.reason === 'repeatedly_crashed', `its reason is ${poison?.reason}`)
        must(poison.attempts === 5, `it was tried ${poison.attempts} times`)
        return await inspect(world, [parse.id])
      } finally {
        stop()
      }
    },
  },
  {
    id: 'Q09+A02',
    title:
      'the API is killed between commit and wake-up: read within 5 s, and the repeat finds the same parse',
    onEachBackend: true,
    async run(world) {
      await world.startWorker()
      const api = await world.startApi({ CRASH_AT: 'after_commit' })
      const gone = once(api, 'exit')
      const more = { idempotencyKey: 'one-and-only' }
      const answered = await world.accept(carPaths(9000, 10), more).then(
        () => true,
        () => false,
      )
      must(!answered, 'the API answered although it was to die before')
      await gone
      const rows = await world.sql<{ id: string }[]>`select id from parses`
      must(rows.length === 1, `${rows.length} parses were committed`)
      await world.startApi()
      const again = await world.accept(carPaths(9000, 10), more)
      must(again.id === rows[0]!.id, 'the repeat started another parse')
      const end = await world.ended(again.id, 6000)
      must(end.counts.saved === 10, JSON.stringify(end.counts))
      const [took] = await world.sql<[{ ms: number }]>`
        select extract(epoch from finished_at - created_at)::float8 * 1000 as ms from parses`
      must(took.ms <= 5000, `it ended ${Math.round(took.ms)} ms after its commit`)
      const [count] = await world.sql<[{ n: number }]>`select count(*)::int as n from parses`
      must(count.n === 1, `${count.n} parses stand`)
      return inspect(world, [again.id])
    },
  },
]
