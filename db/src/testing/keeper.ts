// Keeps the servers of the tests running while somebody uses them. Started by useTestServer.
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { startEmbedded } from '../embedded.ts'
import { lockDataDir } from '../embedded/data-dir-lock.ts'
import { freePort } from '../embedded/free-port.ts'
import { commandOf, processIdentity } from '../embedded/process-identity.ts'
import { hasUsers, readLastState, testRedisDatabases, testServerDir, writeState } from './test-server.ts'

const lingerMs = 10_000
const dataDir = join(testServerDir, 'data')
const redisDir = join(testServerDir, 'redis')

// Nothing here outlives a test run, so nothing has to survive a power cut.
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
}

process.title = 'cartie test servers'
lockDataDir(dataDir)
endLeftRedis()
const server = await startEmbedded({ dataDir, log: console.log, settings }).catch(async (error: unknown) => {
  // The machine may have gone down in the middle of a run: tests can always begin afresh.
  console.log(error)
  rmSync(dataDir, { recursive: true, force: true })
  return startEmbedded({ dataDir, log: console.log, settings })
})
await dropLeftDatabases()
const redis = await startRedis()
const state = {
  keeperPid: process.pid,
  keeperIdentity: processIdentity(process.pid) ?? '',
  databaseUrl: server.url,
  redisUrl: redis?.url ?? null,
  redisPid: redis?.child.pid ?? null,
}
writeState(state)
server.onExit(() => {
  writeState(null)
  redis?.child.kill('SIGKILL')
  process.exit(1)
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end())

for (let idleSince = Date.now(); ; await delay(250)) {
  if (hasUsers()) idleSince = Date.now()
  else if (Date.now() - idleSince > lingerMs) {
    // First say that it ends, then look once more: who came in between has read the old state.
    writeState(null)
    if (!hasUsers()) break
    writeState(state)
  }
}
await end()

async function end(): Promise<never> {
  writeState(null)
  redis?.child.kill('SIGKILL')
  await server.stop(3_000)
  process.exit(0)
}

async function dropLeftDatabases(): Promise<void> {
  const sql = postgres(server.url, { max: 1, onnotice: () => undefined })
  try {
    const left = await sql<{ datname: string }[]>`
      select datname from pg_database where datname like 'cartie_test_%' and not exists (
        select from pg_stat_activity a where a.datname = pg_database.datname)`
    for (const { datname } of left) await sql.unsafe(`drop database ${datname}`).catch(() => undefined)
  } finally {
    await sql.end()
  }
}

function endLeftRedis(): void {
  const pid = readLastState()?.redisPid
  if (pid && commandOf(pid).includes('redis-server')) process.kill(pid, 'SIGKILL')
}

/** A private, forgetful Redis, or null where no redis-server is installed. */
async function startRedis(): Promise<{ url: string; child: ChildProcess } | null> {
  mkdirSync(redisDir, { recursive: true })
  const port = await freePort(16_379)
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn(
    'redis-server',
    [...flags, '--databases', String(testRedisDatabases), '--dir', redisDir],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  )
  return new Promise((resolve) => {
    child.once('error', () => resolve(null))
    child.once('exit', () => resolve(null))
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('eady to accept connections')) resolve({ url: `redis://127.0.0.1:${port}`, child })
    })
  })
}
