import { carPaths, must, type Fault } from '../fault.ts'
import { inspect } from '../tally.ts'
import { kill } from '../world.ts'

const slow = (ms: number) => (_: unknown, response: import('node:http').ServerResponse) => {
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
    title: 'a worker is killed every 700 ms for 15 s: nothing is lost, nothing stays failed',
    onEachBackend: true,
    async run(world) {
      await world.startApi()
      world.origin.answer(/^\/slow\//, slow(400))
      const parses = [
        await world.accept(carPaths(2000, 400)),
        await world.accept(Array.from({ length: 100 }, (_, i) => `/slow/${i}`)),
      ]
      const until = Date.now() + 15_000
      while (Date.now() < until) {
        const worker = await world.startWorker()
        await new Promise((resolve) => setTimeout(resolve, 700))
        await kill(worker)
      }
      await world.startWorker()
      const ends = await Promise.all(parses.map((p) => world.ended(p.id, 40_000)))
      must(ends[0]!.counts.saved === 400, `saved ${ends[0]!.counts.saved} of 400`)
      must(ends[1]!.counts.gone + ends[1]!.counts.failed === 100, 'a slow page has no end')
      return inspect(
        world,
        parses.map((p) => p.id),
      )
    },
  },
]
