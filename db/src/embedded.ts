import { execFileSync, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import type { Cluster } from './embedded/cluster.ts'
import { openCluster } from './embedded/cluster.ts'
import { lockDataDir } from './embedded/data-dir-lock.ts'
import { freePort } from './embedded/free-port.ts'
import { findOrphan, readPostmaster, superuserUrl } from './embedded/postmaster.ts'
import { isAlive } from './embedded/process-identity.ts'

const firstPort = 15_432
const databaseName = 'cartie'
const maxLogBytes = 5_000_000

// Durability is left as Postgres has it (fsync and synchronous_commit on). The rest suits one small machine
// with many short statements, a queue whose rows live briefly, and imports of tens of thousands of rows.
const settings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  // The indexes of 200,000 cars and the rows that are read again: with half of it a saved car costs a fifth more.
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  wal_compression: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  autovacuum_naptime: '15s',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}

/** What a statement took stays with its backend for the next one, up to 2 MB: new memory is dear to touch. */
const allocator = {
  MALLOC_TRIM_THRESHOLD_: '2097152',
  MALLOC_MMAP_THRESHOLD_: '2097152',
  MALLOC_TOP_PAD_: '262144',
}

export interface EmbeddedOptions {
  /** Where everything of this installation lies; made if missing. */
  dataDir: string
  log: (line: string) => void
  /** Exactly this port, where clients already know it; else the first free one from 15432 on. */
  port?: number
  /** Server settings over ours, such as `fsync: 'off'` in tests. */
  settings?: Record<string, string>
  /** Ends a start that is under way. */
  signal?: AbortSignal
}

export interface Embedded {
  /** The superuser's address of the database `cartie`, password included. */
  url: string
  port: number
  pid: number
  /** Whether the server was already there, left by a killed start. */
  adopted: boolean
  /** Stops the server in order, and by force when that takes longer than `withinMs` (default 10 s). */
  stop: (withinMs?: number) => Promise<void>
  /** Hears when the server ends without having been stopped. */
  onExit: (fn: () => void) => void
}

/**
 * Starts the embedded Postgres of `dataDir`: makes the cluster and the database `cartie` when they are not
 * there, adopts a server that a killed start left. One process at a time owns a `dataDir`.
 * Throws an Error that says what is wrong and what helps; the last lines of the server's log are in it.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const unlock = lockDataDir(resolve(options.dataDir))
  try {
    const cluster = await openCluster(options.dataDir, options.log, options.signal)
    const orphan = await findOrphan(cluster.dir, cluster.password)
    if (orphan) options.log(`Postgres was left running (process ${orphan.pid}); using it.`)
    const server = orphan ?? (await launch(cluster, options))
    await makeDatabase(superuserUrl(server.port, cluster.password, 'postgres'))
    return supervised(server, cluster, orphan !== null, unlock)
  } catch (error) {
    unlock()
    throw error
  }
}

async function launch(cluster: Cluster, options: EmbeddedOptions): Promise<{ pid: number; port: number }> {
  const logFile = openLog(options.dataDir)
  let port = options.port ?? (await freePort(firstPort))
  for (let tries = 0; ; tries++) {
    options.signal?.throwIfAborted()
    const outcome = await launchOnce(cluster, port, logFile, options)
    if (typeof outcome === 'object') return outcome
    const portTaken = /Address already in use|could not bind/i.test(outcome)
    // Backends of a server that was killed need a moment to notice.
    const lingering = /shared memory block|lock file "postmaster.pid"/i.test(outcome)
    if (tries >= 40 || !(portTaken || lingering)) {
      throw new Error(`Postgres did not start. Its last words:\n${outcome}`)
    }
    if (portTaken && options.port === undefined) port = await freePort(port + 1)
    else await delay(250)
  }
}

/** The running server, or what its log said when it ended. */
async function launchOnce(
  cluster: Cluster,
  port: number,
  logFile: string,
  options: EmbeddedOptions,
): Promise<{ pid: number; port: number } | string> {
  const from = statSync(logFile).size
  const log = openSync(logFile, 'a')
  const flags = Object.entries({ ...settings, ...options.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  // In a session of its own: Ctrl-C reaches the supervisor alone, which stops the server last.
  const child = spawn(cluster.binaries.postgres, ['-D', cluster.dir, '-p', String(port), ...flags], {
    ...cluster.user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', ...allocator },
  })
  closeSync(log)
  const state: { ended?: string } = {}
  child.on('error', (error) => (state.ended = error.message))
  child.on('exit', (code, sig) => (state.ended ??= `(ended with ${code ?? sig})`))
  child.unref()
  for (;;) {
    if (state.ended !== undefined) return `${logTail(logFile, from)}\n${state.ended}`.trim()
    if (options.signal?.aborted) child.kill('SIGINT')
    const seen = readPostmaster(cluster.dir)
    if (seen?.ready && seen.pid === child.pid) return { pid: seen.pid, port }
    await delay(20)
  }
}

function supervised(
  server: { pid: number; port: number },
  cluster: Cluster,
  adopted: boolean,
  unlock: () => void,
): Embedded {
  const { pid, port } = server
  const listeners: (() => void)[] = []
  let stopping = false
  // Watched by its pid, for an adopted server is nobody's child.
  const watch = setInterval(() => {
    if (isAlive(pid)) return
    clearInterval(watch)
    process.off('exit', lastResort)
    if (!stopping) for (const fn of listeners) fn()
  }, 100).unref()
  const lastResort = () => signalServer(pid, cluster, 'SIGINT')
  process.on('exit', lastResort)

  const stop = async (withinMs = 10_000) => {
    stopping = true
    const steps = [
      { signal: 'SIGINT', untilMs: withinMs * 0.7 },
      { signal: 'SIGQUIT', untilMs: withinMs },
      { signal: 'SIGKILL', untilMs: withinMs + 5_000 },
    ] as const
    const start = Date.now()
    for (const step of steps) {
      if (!isAlive(pid)) break
      signalServer(pid, cluster, step.signal)
      while (isAlive(pid) && Date.now() - start < step.untilMs) await delay(20)
    }
    clearInterval(watch)
    process.off('exit', lastResort)
    unlock()
  }
  const url = superuserUrl(port, cluster.password, databaseName)
  return { url, port, pid, adopted, stop, onExit: (fn) => void listeners.push(fn) }
}

/** Signals the server if that pid still is the one that serves the cluster. */
function signalServer(pid: number, cluster: Cluster, signal: 'SIGINT' | 'SIGQUIT' | 'SIGKILL'): void {
  if (readPostmaster(cluster.dir)?.pid !== pid) return
  try {
    if (process.platform === 'win32') {
      const mode = signal === 'SIGINT' ? 'fast' : 'immediate'
      execFileSync(cluster.binaries.postgres.replace(/postgres\.exe$/, 'pg_ctl.exe'), [
        'stop',
        `--pgdata=${cluster.dir}`,
        `--mode=${mode}`,
      ])
    } else process.kill(pid, signal)
  } catch {
    // It ended in between, which is what was wanted.
  }
}

async function makeDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => undefined })
  try {
    const found = await sql`select from pg_database where datname = ${databaseName}`
    if (!found.length) await sql.unsafe(`create database ${databaseName}`)
  } finally {
    await sql.end({ timeout: 2 })
  }
}

function openLog(dataDir: string): string {
  const dir = join(resolve(dataDir), 'logs')
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const file = join(dir, 'postgres.log')
  closeSync(openSync(file, 'a', 0o600))
  if (statSync(file).size > maxLogBytes) truncateSync(file)
  return file
}

const logTail = (file: string, from: number): string =>
  readFileSync(file).subarray(from).toString('utf8').trim().split('\n').slice(-15).join('\n')
