import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startTelegramServer } from '../e2e/telegram/server.ts'
import { cpuSeconds } from './bot/cpu-seconds.ts'
import { loadBot, type BotFigures } from './bot/load.ts'

// `npm run bench -- bot`: from an update to its sendMessage, over a Telegram server on loopback that posts webhooks with
// the secret header. So far the peer alone: grammY's webhook handler.

const { values } = parseArgs({
  allowPositionals: true,
  options: {
    chats: { type: 'string', default: '1,100,1000' },
    seconds: { type: 'string', default: '3' },
    /** Updates a second of the second measurement, over 100 chats. */
    rate: { type: 'string', default: '100' },
  },
})
const root = fileURLToPath(new URL('..', import.meta.url))
if (!existsSync(`${root}/bench/node_modules/grammy`)) {
  execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: `${root}/bench`, stdio: 'inherit' })
}
const [token, secret] = ['7001:bench', 'bench-secret']
const server = await startTelegramServer({ limits: false })
const bot = server.addBot({ token, username: 'bench_bot' })
const peer = spawn(process.execPath, [`${root}/bench/peers/grammy.ts`, server.url, token, secret], {
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const [said] = (await once(peer.stdout, 'data')) as [Buffer]
  const url = `http://127.0.0.1:${said.toString().trim().split(' ')[1]}/`
  const asked = new URLSearchParams({ url, secret_token: secret, max_connections: '100' })
  await fetch(`${server.url}/bot${token}/setWebhook`, { method: 'POST', body: asked })
  const seconds = Number(values.seconds)
  const people = (count: number) =>
    Array.from({ length: count }, (_, i) => server.addUser({ firstName: `P${i}` }))
  await loadBot(server, bot, { people: people(50), seconds: 1 })
  for (const chats of values.chats.split(',').map(Number))
    await measure(`closed loop, ${chats} chats`, { people: people(chats), seconds })
  await measure(`${values.rate} a second, 100 chats`, {
    people: people(100),
    seconds,
    perSecond: Number(values.rate),
  })
} finally {
  peer.kill('SIGTERM')
  await server.close()
}

async function measure(name: string, load: Parameters<typeof loadBot>[2]): Promise<void> {
  const pids = [peer.pid ?? 0, process.pid]
  const before = pids.map(cpuSeconds)
  const figures = await loadBot(server, bot, load)
  const [cpu, own] = pids.map((pid, i) => ((cpuSeconds(pid) - (before[i] ?? 0)) / figures.updates) * 1e6)
  console.log(
    `grammY  ${name.padEnd(28)}${line(figures)}  µs CPU an update ${cpu?.toFixed(0)}, server ${own?.toFixed(0)}`,
  )
}

function line(f: BotFigures): string {
  const faults = `lost ${f.lost} doubled ${f.doubled} disordered ${f.disordered} refused ${f.refused}`
  const ms = (value: number) => value.toFixed(2).padStart(8)
  return `${f.perSecond.toFixed(0).padStart(6)}/s  p50 ${ms(f.p50Ms)} ms  p99 ${ms(f.p99Ms)} ms  ${faults}`
}
