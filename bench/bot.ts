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
// with the secret header: Cartie (durable, ordered, a scenario's question) in turn with grammY's webhook handler, and
// with the same handler when it keeps its updates in Postgres.

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
const telegram = await startTelegramServer({ limits: false })
const redis = values.backend.includes('redis') ? await useTestServer() : undefined
const database = await startEmbedded({ dataDir: join(dir, 'database'), log: () => undefined })
const grammy = await startGrammy('900007001:bench')
const durable = await startGrammy('900007004:bench', database.url)
let product: ChildProcess | undefined
try {
  for (const backend of values.backend.split(',')) {
    if (backend === 'redis' && !redis?.redisUrl) {
      console.log('NOT RUN on Redis: install redis-server or set REDIS_URL')
      continue
    }
    const cartie = await startCartie(backend)
    product = cartie.process
    const seconds = Number(values.seconds)
    for (const chats of values.chats.split(',').map(Number))
      await compare(backend, cartie, `closed loop, ${chats} chats`, { chats, seconds })
    const perSecond = Number(values.rate)
    await compare(backend, cartie, `${perSecond} a second, 100 chats`, { chats: 100, seconds, perSecond })
    const gone = once(product, 'exit')
    product.kill('SIGTERM')
    await gone
  }
} finally {
  product?.kill('SIGTERM')
  grammy.process.kill('SIGTERM')
  durable.process.kill('SIGTERM')
  await telegram.close()
  redis?.release()
  await database.stop()
  rmSync(dir, { recursive: true, force: true })
}
process.exit(0)

type TestedBot = ReturnType<typeof telegram.addBot>
interface Side {
  process: ChildProcess
  bot: TestedBot
}

async function startGrammy(token: string, ...databaseUrl: string[]): Promise<Side> {
  const secret = 'bench-secret'
  const bot = telegram.addBot({ token, username: `bench${databaseUrl.length}_bot` })
  const script = `${root}/bench/peers/grammy.ts`
  const child = spawn(process.execPath, [script, telegram.url, token, secret, ...databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const url = `http://127.0.0.1:${said.toString().trim().split(' ')[1]}/`
  const asked = new URLSearchParams({ url, secret_token: secret, max_connections: '100' })
  await fetch(`${telegram.url}/bot${token}/setWebhook`, { method: 'POST', body: asked })
  return { process: child, bot }
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
  return { process: started.process, bot }
}

/** Both sides in turn, each with people of its own who have begun their talk; prints medians and the pairs' ratio. */
async function compare(
  backend: string,
  cartie: Side,
  name: string,
  { chats, ...load }: Omit<BotLoad, 'people'> & { chats: number },
): Promise<void> {
  const rounds: Record<'ours' | 'theirs' | 'kept', Run>[] = []
  for (let round = 0; round < Number(values.rounds); round++) {
    const ours = await run(cartie, chats, load)
    rounds.push({ ours, theirs: await run(grammy, chats, load), kept: await run(durable, chats, load) })
  }
  const say = (side: string, runs: Run[]) => {
    const of = (value: (run: Run) => number, digits: number) => median(runs.map(value)).toFixed(digits)
    const faults = runs
      .map(({ figures: f }) => `${f.lost}/${f.doubled}/${f.disordered}/${f.refused}`)
      .join(' ')
    console.log(
      `${side.padEnd(16)} ${name.padEnd(26)} ${of((r) => r.figures.perSecond, 0).padStart(6)}/s  p50 ${of((r) => r.figures.p50Ms, 1).padStart(7)} ms  p99 ${of((r) => r.figures.p99Ms, 1).padStart(7)} ms  CPU ${of((r) => r.cpuUs, 0).padStart(5)} µs an update  lost/doubled/disordered/refused ${faults}`,
    )
  }
  const sides = [
    ['ours', `cartie ${backend}`],
    ['theirs', 'grammY'],
    ['kept', 'grammY, durable'],
  ] as const
  for (const [side, called] of sides)
    say(
      called,
      rounds.map((r) => r[side]),
    )
  for (const [side, called] of sides.slice(1)) {
    const ratio = (value: (run: Run) => number) =>
      median(rounds.map((r) => value(r.ours) / value(r[side]))).toFixed(2)
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
