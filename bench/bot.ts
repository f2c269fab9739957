import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startEmbedded } from '@cartie/db/embedded'
import { useTestServer } from '@cartie/db/testing/test-server'
import { startTelegramServer } from '../e2e/telegram/server.ts'
import { greetBot, loadBot, type BotFigures, type BotLoad } from './bot/load.ts'
import { makeBot } from './bot/make-bot.ts'
import { cpuOfTree } from './bot/cpu-seconds.ts'
import { median } from './median.ts'
import { startProduct } from './product.ts'

// `npm run bench -- bot`: from an update to its sendMessage, over a Telegram server on loopback that posts webhooks
// with the secret header: Cartie (durable, ordered, a scenario's question) in turn with grammY's webhook handler, with
// the same handler when it keeps its updates in Postgres, and with a handler that only passes them through the queue.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    chats: { type: 'string', default: '1,100,1000' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    /** Updates a second of the second measurement, over 100 chats. */
    rate: { type: 'string', default: '100' },
    backend: { type: 'string', default: 'redis,postgres' },
    port: { type: 'string', default: '4720' },
  },
})
const root = fileURLToPath(new URL('..', import.meta.url))
if (!existsSync(`${root}/bench/node_modules/grammy`)) {
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: `${root}/bench`, stdio: 'inherit' })
}
const dir = mkdtempSync(join(tmpdir(), 'cartie-bench-'))
let peers = 0
const telegram = await startTelegramServer({ limits: false })
const redis = values.backend.includes('redis') ? await useTestServer() : undefined
const database = await startEmbedded({ dataDir: join(dir, 'database'), log: () => undefined })
const grammy = await startPeer('grammY', 'grammy.ts')
const durable = await startPeer('grammY, durable', 'grammy.ts', database.url)
const children = [grammy.process, durable.process]
try {
  for (const backend of values.backend.split(',')) {
    if (backend === 'redis' && !redis?.redisUrl) {
      console.log('NOT RUN on Redis: install redis-server or set REDIS_URL')
      continue
    }
    const cartie = await startCartie(backend)
    const queues = backend === 'redis' ? `${redis?.redisUrl}/5101` : database.url
    const queued = await startPeer('the queue alone', 'queued-bot.ts', queues)
    children.push(cartie.process, queued.process)
    const sides = [cartie, grammy, durable, queued]
    const seconds = Number(values.seconds)
    for (const chats of values.chats.split(',').map(Number))
      await compare(sides, `closed loop, ${chats} chats`, { chats, seconds })
    const perSecond = Number(values.rate)
    await compare(sides, `${perSecond} a second, 100 chats`, { chats: 100, seconds, perSecond })
    queued.process.kill('SIGTERM')
    const gone = once(cartie.process, 'exit')
    cartie.process.kill('SIGTERM')
    await gone
  }
} finally {
  for (const child of children) child.kill('SIGTERM')
  await telegram.close()
  redis?.release()
  await database.stop()
  rmSync(dir, { recursive: true, force: true })
}
process.exit(0)

type TestedBot = ReturnType<typeof telegram.addBot>
interface Side {
  called: string
  process: ChildProcess
  bot: TestedBot
}

/** Starts a bot of bench/peers on a bot of the server's own; `more` are its further arguments. */
async function startPeer(called: string, script: string, ...more: string[]): Promise<Side> {
  const secret = 'bench-secret'
  const number = 900007100 + peers++
  const token = `${number}:bench`
  const bot = telegram.addBot({ token, username: `peer${number}_bot` })
  const given = [`${root}/bench/peers/${script}`, telegram.url, token, secret, ...more]
  const child = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const url = `http://127.0.0.1:${said.toString().trim().split(' ')[1]}/`
  const asked = new URLSearchParams({ url, secret_token: secret, max_connections: '100' })
  await fetch(`${telegram.url}/bot${token}/setWebhook`, { method: 'POST', body: asked })
  return { called, process: child, bot }
}

async function startCartie(backend: string): Promise<Side> {
  const started = await startProduct({
    dir: join(dir, backend),
    port: Number(values.port),
    databaseUrl: database.url,
    redisUrl: backend === 'redis' ? `${redis?.redisUrl}/5100` : undefined,
    ownerIn: join(dir, 'owner'),
    env: { TELEGRAM_API_URL: telegram.url, TELEGRAM_PACED: 'false' },
  })
  const token = `${backend === 'redis' ? 900007002 : 900007003}:AAbench_bench_bench_bench_bench_bench`
  const bot = telegram.addBot({ token, username: `cartie_${backend}_bot` })
  await makeBot(started.api, token)
  return { called: `cartie ${backend}`, process: started.process, bot }
}

/** All sides in turn, each with people of its own who have begun their talk; prints medians and the first's ratios. */
async function compare(
  sides: readonly Side[],
  name: string,
  { chats, ...load }: Omit<BotLoad, 'people'> & { chats: number },
): Promise<void> {
  const runs = new Map<Side, Run[]>(sides.map((side) => [side, []]))
  for (let round = 0; round < Number(values.rounds); round++)
    for (const side of sides) runs.get(side)?.push(await run(side, chats, load))
  const [ours = []] = runs.values()
  for (const [{ called }, all] of runs) {
    const of = (value: (run: Run) => number, digits: number) => median(all.map(value)).toFixed(digits)
    const faults = all
      .map(({ figures: f }) => `${f.lost}/${f.doubled}/${f.disordered}/${f.refused}`)
      .join(' ')
    console.log(
      `${called.padEnd(16)} ${name.padEnd(26)} ${of((r) => r.figures.perSecond, 0).padStart(6)}/s  p50 ${of((r) => r.figures.p50Ms, 1).padStart(7)} ms  p99 ${of((r) => r.figures.p99Ms, 1).padStart(7)} ms  CPU ${of((r) => r.cpuUs, 0).padStart(5)} µs an update  lost/doubled/disordered/refused ${faults}`,
    )
  }
  for (const [{ called }, theirs] of [...runs].slice(1)) {
    const ratio = (value: (run: Run) => number) =>
      median(ours.map((mine, round) => value(mine) / value(theirs[round]!))).toFixed(2)
    console.log(
      `${''.padEnd(16)} ratio cartie/${called}: updates/s ${ratio((r) => r.figures.perSecond)}, p50 ${ratio((r) => r.figures.p50Ms)}, p99 ${ratio((r) => r.figures.p99Ms)}`,
    )
  }
}

interface Run {
  figures: BotFigures
  /** Processor time of the side's own processes; Postgres and Redis are not in it. */
  cpuUs: number
}

async function run(side: Side, chats: number, load: Omit<BotLoad, 'people'>): Promise<Run> {
  const people = Array.from({ length: chats }, (_, i) => telegram.addUser({ firstName: `P${i}` }))
  await greetBot(telegram, side.bot, people)
  const before = cpuOfTree(side.process.pid ?? 0)
  const figures = await loadBot(telegram, side.bot, { people, ...load })
  const cpuUs = ((cpuOfTree(side.process.pid ?? 0) - before) / figures.updates) * 1e6
  return { figures, cpuUs }
}
