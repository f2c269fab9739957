// `npm start`: all of Cartie on this machine, from one process that watches the others.
import { availableParallelism } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { isPortFree } from '@cartie/db/embedded/free-port'
import { lockDataDir } from '@cartie/db/embedded/data-dir-lock'
import { readConfig } from '@cartie/shared/config'
import { queueNames } from '@cartie/shared/job'
import { credentialsFile, ownSecret, readCredentials, writeCredentials } from './credentials.ts'
import { freshDashboard } from './dashboard-build.ts'
import { portOwner } from './port-owner.ts'
import { prepareDatabase } from './prepare-database.ts'
import { root } from './root.ts'
import { startDatabase, type OwnDatabase } from './start-database.ts'
import { createStartLog } from './start-log.ts'
import { smallHeap, smallMemory } from './small-memory.ts'
import { stopInOrder } from './stop-in-order.ts'
import { supervise, type Supervised } from './supervise.ts'

process.title = 'cartie'
// A reader that went away (`npm start | head`) is no reason to stop.
process.stdout.on('error', () => undefined)

const config = orExplain(() => readConfig(process.env))
const dataDir = resolve(config.dataDir)
const log = createStartLog(join(dataDir, 'logs', 'cartie.log'), process.stdout.isTTY)
const stopping = new AbortController()
const programs: Supervised[] = []
let database: Promise<OwnDatabase> | undefined

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => onSignal())

try {
  const given = checkSecret()
  lockDataDir(dataDir)
  await requirePort(config.port, 'PORT')
  const apiPort = await chooseApiPort()

  // Before there is a database: one without its secret is one whose secret is lost.
  const secret = given ?? ownSecret(dataDir)

  const dashboard = prepareDashboard()
  dashboard.catch(() => undefined)
  const databaseUrl = config.databaseUrl ?? (await startOwnDatabase())
  const email = await openDatabase(databaseUrl, secret)
  await dashboard
  stopping.signal.throwIfAborted()

  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    CARTIE_SECRET: secret,
    API_PORT: String(apiPort),
    NODE_ENV: 'production',
    ...smallMemory(dataDir),
  }
  const run = (name: string, ...args: string[]) => runWith({}, name, ...args)
  const runWith = (more: Record<string, string>, name: string, ...args: string[]) =>
    programs.push(
      supervise({ name, args, cwd: root, env: { ...env, ...more } }, { note: log.note, output: log.output }),
    )
  // In the order in which they stop: first the door, last what finishes its work.
  run('dashboard', 'dashboard/server.ts')
  run('api', ...smallHeap, 'api/src/main.ts')
  // A worker reads pages on one core.
  const workers = config.workers ?? Math.min(2, availableParallelism())
  for (let n = 0; n < workers; n++) {
    const port = { WORKER_PORT: config.workerPort ? String(config.workerPort + n) : '' }
    runWith(port, n ? `workers ${n + 1}` : 'workers', ...smallHeap, 'workers/src/main.ts', ...queueNames)
  }
  await Promise.all(programs.map((program) => program.ready))
  stopping.signal.throwIfAborted()
  printBanner(email)
} catch (error) {
  if (!stopping.signal.aborted) {
    explain(error)
    await shutDown(1)
  }
}

function checkSecret(): string | undefined {
  if (!config.databaseUrl || config.secret) return config.secret
  throw new Error(
    'With a DATABASE_URL, set CARTIE_SECRET too: it encrypts tokens in that database, and every process needs the same.\n' +
      "Make one: node -e \"console.log(require('crypto').randomBytes(32).toString('base64url'))\"",
  )
}

async function requirePort(port: number, name: string): Promise<void> {
  if (await isPortFree(port, name === 'PORT' ? config.host : config.apiHost)) return
  const owner = portOwner(port)
  const who = owner ? `by process ${owner.pid} (${owner.command})` : 'by another program'
  throw new Error(
    `Port ${port} is taken ${who}.\nEnd it, or choose another port: ${name}=${port + 100} npm start`,
  )
}

/** The API hides behind the dashboard: unless its port was asked for, the next free one will do. */
async function chooseApiPort(): Promise<number> {
  if (process.env.API_PORT) await requirePort(config.apiPort, 'API_PORT')
  for (let port = config.apiPort; port < config.apiPort + 50; port++) {
    if (await isPortFree(port, config.apiHost)) return port
  }
  throw new Error(`No free port for the API from ${config.apiPort} on. Name one: API_PORT=… npm start`)
}

async function prepareDashboard(): Promise<void> {
  await freshDashboard(() => log.note('Building the dashboard (its sources are newer than its build)…'))
}

async function startOwnDatabase(): Promise<string> {
  database = startDatabase(dataDir, log.note, stopping.signal)
  return (await database).url
}

/** Migrates and seeds; keeps the first login, and the address in it up to date. Returns the owner's email. */
async function openDatabase(url: string, secret: string): Promise<string> {
  const seeded = await prepareDatabase({
    adminUrl: url,
    secret,
    keep: ({ email, password, apiKey }) =>
      writeCredentials(dataDir, { url: config.publicUrl, email, password, apiKey }),
    restored: config.restored,
    note: log.note,
  }).catch((error: unknown) => {
    const which = config.databaseUrl ? `of DATABASE_URL (${URL.parse(url)?.host})` : 'in DATA_DIR'
    throw new Error(`The database ${which} could not be opened.`, { cause: error })
  })
  const kept = readCredentials(dataDir)
  if (kept && kept.url !== config.publicUrl) writeCredentials(dataDir, { ...kept, url: config.publicUrl })
  return kept?.email ?? seeded.email
}

function printBanner(email: string): void {
  const seconds = ((Date.now() - performance.timeOrigin) / 1000).toFixed(1)
  const near = relative(process.cwd(), credentialsFile(dataDir))
  const file = near.startsWith('..') ? credentialsFile(dataDir) : near
  const known = readCredentials(dataDir) !== null
  console.log(
    [
      '',
      `  Cartie is ready in ${seconds} s`,
      '',
      `  Open      ${config.publicUrl}`,
      `  Log in    ${email}`,
      known ? `  Password  in ${file}, with the API key` : '  Password  the one that you chose',
      '  Stop      Ctrl-C',
      '',
    ].join('\n'),
  )
}

function onSignal(): void {
  if (!stopping.signal.aborted) {
    stopping.abort()
    log.note('Stopping: running work is finished first. Ctrl-C again stops at once.')
    void shutDown(0)
    return
  }
  for (const program of programs) void program.stop('SIGKILL')
  void endDatabase(600).finally(() => process.exit(130))
}

/** Ends everything in order within DRAIN_MS and a second for Postgres, then this process. */
async function shutDown(code: number): Promise<never> {
  stopping.abort()
  await stopInOrder(programs, config.drainMs)
  await endDatabase(1_500)
  if (code === 0) log.note('Stopped.')
  process.exit(code)
}

async function endDatabase(withinMs: number): Promise<void> {
  // A start that failed or was broken off has nothing to stop.
  const own = await database?.catch(() => undefined)
  await own?.stop(withinMs)
}

function orExplain<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    explain(error)
    process.exit(1)
  }
}

function explain(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  const cause = error instanceof Error && error.cause instanceof Error ? `\n(${error.cause.message})` : ''
  console.error(`\nCartie did not start.\n${message}${cause}\n`)
}
