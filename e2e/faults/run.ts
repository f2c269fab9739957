import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { useTestServer } from '@cartie/db/testing/test-server'
import type { Fault } from './fault.ts'
import { none, sum, type Tally } from './tally.ts'
import { createWorld, type Backend } from './world.ts'

// `npm run faults [-- q01 p02 …] [--backend redis] [--verbose]`: hurts a whole Cartie in every listed way, on both queue backends.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { backend: { type: 'string' }, verbose: { type: 'boolean' } },
})
/** What the processes complained of, and whatever is no log line. */
const troubles = (log: string): string =>
  log
    .split('\n')
    .filter((line) => !/^\{"level":[123]0,/.test(line))
    .slice(-30)
    .join('\n')

const folder = new URL('cases/', import.meta.url)
const files = readdirSync(folder)
  .filter((f) => f.endsWith('.ts'))
  .sort()
const faults = (
  await Promise.all(files.map(async (f) => (await import(new URL(f, folder).href)) as { faults: Fault[] }))
).flatMap((m) => m.faults)
const wanted = positionals.map((p) => p.toUpperCase())
const server = await useTestServer()
if (!server.redisUrl) console.log('NOT RUN on Redis: install redis-server or set REDIS_URL')
const backends = (['postgres', 'redis'] as Backend[]).filter(
  (b) => (b === 'postgres' || server.redisUrl) && (values.backend ?? b) === b,
)

const tallies: Tally[] = []
let ran = 0
let broken = 0
for (const backend of backends) {
  for (const fault of faults) {
    if (wanted.length && !fault.id.split('+').some((id) => wanted.includes(id))) continue
    if (!fault.onEachBackend && backend !== backends[0]) continue
    ran++
    const started = performance.now()
    const world = await createWorld(server, backend)
    try {
      const tally = await fault.run(world)
      tallies.push(tally)
      const bad = Object.entries(tally).filter(([, n]) => n > 0)
      say(bad.length ? 'BROKEN' : 'ok', bad.map(([k, n]) => `${k} ${n}`).join(', '))
      if (bad.length) broken++
    } catch (error) {
      broken++
      say('BROKEN', error instanceof Error ? error.message : String(error))
      if (values.verbose) console.log(troubles(world.logs()))
    } finally {
      await world.close()
    }
    function say(state: string, detail: string) {
      const s = ((performance.now() - started) / 1000).toFixed(1)
      console.log(
        `${state.padEnd(6)} ${fault.id.padEnd(7)} ${backend.padEnd(8)} ${s.padStart(5)} s  ${fault.title}${detail ? `\n         ${detail}` : ''}`,
      )
    }
  }
}
const all = tallies.length ? sum(tallies) : none()
console.log(`${ran} faults, ${broken} broken`)
console.log(`LOST ${all.lost} DOUBLE ${all.double} SILENT ${all.silent} LEAK ${all.leak} CONN ${all.conn}`)
server.release()
process.exit(broken ? 1 : 0)
