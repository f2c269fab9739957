import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import type { z } from 'zod'
import { createClient } from '@cartie/shared/client'
import { getParse, startParse } from '@cartie/shared/endpoints/parses'
import type { Parse, ParseInput } from '@cartie/shared/schemas/parse'
import { createDb } from '@cartie/db/client'
import { seed } from '@cartie/db/seed/seed'
import { testDatabase } from '@cartie/db/testing/test-database'
import { freshDashboard } from '../../scripts/dashboard-build.ts'
import { startTelegramServer, type TelegramServer } from '../telegram/server.ts'
import { freePorts } from './free-ports.ts'
import { startSite, type Site } from './site.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** A whole Cartie as a dealer runs it: front door, API and all workers, on a database and a Telegram of its own. */
export interface Cartie {
  url: string
  email: string
  password: string
  apiKey: string
  api: ReturnType<typeof createClient>
  /** The superuser's connection, to prepare what no page can. */
  sql: postgres.Sql
  site: Site
  telegram: TelegramServer
  /** Runs an import to its end behind the pages' back, as if a minute after those before: it reads all anew. */
  parse: (input: z.input<typeof ParseInput>) => Promise<Parse>
  /** Kills one of its processes without a warning and starts it again, as a supervisor does. */
  kill: (program: Program) => Promise<void>
  /** Kills one of its processes for good. */
  stop: (program: Program) => Promise<void>
  close: () => Promise<void>
}

const programs = {
  dashboard: 'dashboard/server.ts',
  api: 'api/src/main.ts',
  workers: 'workers/src/main.ts',
} as const
export type Program = keyof typeof programs

/**
 * Starts one; the dashboard is built first where its build is older than its sources.
 * @param more environment beside the usual, such as TELEGRAM_API_URL
 */
export async function startCartie(more: Record<string, string> = {}): Promise<Cartie> {
  await freshDashboard()
  const [database, site, telegram, port] = await Promise.all([
    testDatabase(),
    startSite(),
    startTelegramServer(),
    freePorts(),
  ])
  const db = createDb({ url: database.appUrl, pool: 1 })
  const seeded = await seed(db)
  await db.close()
  if (!seeded.created) throw new Error('the test database was not empty')
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    PORT: String(port),
    API_PORT: String(port + 1),
    DATABASE_URL: database.adminUrl,
    CARTIE_SECRET: database.secret,
    FETCH_RATE_PER_HOST: '0',
    FETCH_ALLOW_PRIVATE: '127.0.0.1',
    RATES_URL: 'off',
    FETCH_REROUTE: `photos.example.com=${site.url}`,
    RATE_LIMIT: '100000',
    TELEGRAM_API_URL: telegram.url,
    SWEEP_MS: '500',
    LOG_LEVEL: 'warn',
    ...more,
  }
  const start = (program: Program) => startProgram(programs[program], env)
  const children = new Map<Program, ChildProcess>()
  const names = Object.keys(programs) as Program[]
  await Promise.all(names.map(async (name) => children.set(name, await start(name))))
  const url = `http://127.0.0.1:${port}`
  const api = createClient({ url, apiKey: seeded.apiKey })
  const sql = postgres(database.adminUrl, { max: 1, onnotice: () => undefined })
  return {
    url,
    email: seeded.email,
    password: seeded.password,
    apiKey: seeded.apiKey,
    api,
    sql,
    site,
    telegram,
    async parse(input) {
      await sql`update parse_items set finished_at = finished_at - interval '1 minute'`
      let parse = (await api(startParse, { body: input })) as Parse
      while (parse.status === 'queued' || parse.status === 'running') {
        await new Promise((resolve) => setTimeout(resolve, 40))
        parse = await api(getParse, { params: { id: parse.id } })
      }
      return parse
    },
    async kill(program) {
      await end(children.get(program)!)
      children.set(program, await start(program))
    },
    stop: (program) => end(children.get(program)!),
    async close() {
      await Promise.all(children.values().map(end))
      await Promise.all([site.close(), telegram.close(), sql.end({ timeout: 2 })])
      await database.drop()
    },
  }
}

async function startProgram(file: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = fork(`${root}/${file}`, { cwd: root, env, silent: true, execArgv: [] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)))
  }
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error(`${file} ended before it was ready:\n${said}`)
    }),
  ])
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
