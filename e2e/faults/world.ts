import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { createClient } from '@cartie/shared/client'
import { getParse, startParse } from '@cartie/shared/endpoints/parses'
import type { Parse } from '@cartie/shared/schemas/parse'
import { createDb } from '@cartie/db/client'
import { seed } from '@cartie/db/seed/seed'
import { createTestDatabase } from '@cartie/db/testing/create-database'
import type { TestServer } from '@cartie/db/testing/test-server'
import { smallHeap, smallMemory } from '../../scripts/small-memory.ts'
import { freePorts } from '../browser/free-ports.ts'
import { startOrigin, type Origin } from './origin.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

export type Backend = 'postgres' | 'redis'
export type Client = ReturnType<typeof createClient>
export type Env = Record<string, string>
export type Program = 'api' | 'workers' | 'bots'

const programs: Record<Program, [file: string, ...args: string[]]> = {
  api: ['api/src/main.ts'],
  workers: ['workers/src/main.ts', 'parser'],
  bots: ['workers/src/main.ts', 'bot-scenario', 'delivery', 'lead-capture'],
}

/** A whole Cartie of its own: database, queues, API and workers as processes that a case may hurt. */
export interface World {
  backend: Backend
  apiUrl: string
  key: string
  api: Client
  origin: Origin
  /** Where people would open it; the Origin that the API believes. */
  publicUrl: string
  /** The first workspace, and its owner's login. */
  workspaceId: string
  email: string
  password: string
  /** The superuser's connection, for the checkers. */
  sql: postgres.Sql
  /** The superuser's address, as the processes get it. */
  databaseUrl: string
  /** The unprivileged login's address. */
  appUrl: string
  secret: string
  redisUrl: string | undefined
  startApi: (env?: Env) => Promise<ChildProcess>
  startWorker: (env?: Env) => Promise<ChildProcess>
  /** Starts a worker of talks, sends and leads. */
  startBots: (env?: Env) => Promise<ChildProcess>
  /** Starts a process without waiting until it serves. */
  launch: (program: Program, env?: Env) => ChildProcess
  /** Accepts links of the origin (`/car/1` …) and returns the parse. */
  accept: (paths: readonly string[], more?: { idempotencyKey?: string }) => Promise<Parse>
  /** Resolves when the parse has ended; rejects after `withinMs`. */
  ended: (parseId: string, withinMs?: number) => Promise<Parse>
  /** What every process wrote to its log. */
  logs: () => string
  close: () => Promise<void>
}

/** Short leases and sweeps, so that a case sees a recovery within seconds. */
const quick = {
  LEASE_MS: '2000',
  QUEUE_LOCK_MS: '1500',
  SWEEP_MS: '300',
  DRAIN_MS: '4000',
  FETCH_RATE_PER_HOST: '0',
  FETCH_TIMEOUT_MS: '4000',
  RATE_LIMIT: '1000000',
  LOG_LEVEL: 'info',
}

/** The times of an installation, for cases about load: short leases would make a busy machine's work be done again. */
export const calm: Env = { LEASE_MS: '30000', QUEUE_LOCK_MS: '30000', SWEEP_MS: '2000' }

let lane = 0

/** Builds a world on one backend. Close it, or its processes stay. */
export async function createWorld(server: TestServer, backend: Backend): Promise<World> {
  const database = await createTestDatabase(server.databaseUrl)
  const redisUrl = backend === 'redis' ? `${server.redisUrl!.replace(/\/$/, '')}/${1000 + lane++}` : undefined
  const db = createDb({ url: database.appUrl, pool: 2 })
  const seeded = await seed(db)
  await db.close()
  if (!seeded.created) throw new Error('the database of a case was not empty')
  const origin = await startOrigin()
  const port = await freePorts()
  const children = new Set<ChildProcess>()
  let written = ''
  const env = {
    ...quick,
    ...smallMemory(tmpdir()),
    PATH: process.env.PATH,
    DATABASE_URL: database.adminUrl,
    CARTIE_SECRET: database.secret,
    PORT: String(port - 1),
    API_PORT: String(port),
    FETCH_ALLOW_PRIVATE: '127.0.0.1',
    RATES_URL: 'off',
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  }
  function launch(program: Program, more: Env = {}): ChildProcess {
    const [file, ...args] = programs[program]
    const child = fork(`${root}/${file}`, args, {
      env: { ...env, ...more },
      silent: true,
      execArgv: program === 'api' ? [] : smallHeap,
    })
    children.add(child)
    const keep = (chunk: Buffer) => (written += chunk.toString())
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.once('exit', () => children.delete(child))
    return child
  }
  async function start(program: Program, more?: Env): Promise<ChildProcess> {
    const child = launch(program, more)
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(([code]) => {
        throw new Error(`${program} ended with ${code} before it was ready:\n${written.slice(-2000)}`)
      }),
    ])
    return child
  }
  const apiUrl = `http://127.0.0.1:${port}`
  const key = seeded.apiKey
  const api = createClient({ url: apiUrl, apiKey: key })
  const sql = postgres(database.adminUrl, { max: 3, onnotice: () => undefined })
  const [workspace] = await sql<[{ id: string }]>`select id from workspaces`
  return {
    backend,
    apiUrl,
    key,
    api,
    origin,
    publicUrl: `http://127.0.0.1:${port - 1}`,
    workspaceId: workspace.id,
    email: seeded.email,
    password: seeded.password,
    sql,
    databaseUrl: database.adminUrl,
    appUrl: database.appUrl,
    secret: database.secret,
    redisUrl,
    startApi: (more) => start('api', more),
    startWorker: (more) => start('workers', more),
    startBots: (more) => start('bots', more),
    launch,
    accept: async (paths, more = {}) =>
      (await api(startParse, { body: { urls: paths.map((p) => origin.url + p) }, ...more })) as Parse,
    async ended(parseId, withinMs = 30_000) {
      const until = Date.now() + withinMs
      for (;;) {
        const parse = await api(getParse, { params: { id: parseId } }).catch(() => undefined)
        if (parse && ['done', 'failed', 'cancelled'].includes(parse.status)) return parse
        if (Date.now() > until)
          throw new Error(`the parse did not end in ${withinMs} ms: ${JSON.stringify(parse)}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    logs: () => written,
    async close() {
      await Promise.all(
        [...children].map(async (child) => {
          const gone = once(child, 'exit')
          child.kill('SIGKILL')
          await gone
        }),
      )
      await origin.close()
      await sql.end({ timeout: 2 })
      await database.drop()
    },
  }
}

/** Ends a process the hard way and waits until it is gone. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
