import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { isAlive, processIdentity } from '../embedded/process-identity.ts'

const State = z.object({
  keeperPid: z.number(),
  keeperIdentity: z.string(),
  /** The superuser's address of a database that no test writes to. */
  databaseUrl: z.string(),
  /** Absent where no redis-server is installed. */
  redisUrl: z.string().nullable(),
  redisPid: z.number().nullable(),
})
export type TestServerState = z.infer<typeof State>

export interface TestServer {
  databaseUrl: string
  redisUrl: string | null
  release: () => void
}

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const checkoutName = createHash('sha256').update(checkout).digest('hex').slice(0, 10)

/** So many that a test file does not meet the leavings of an earlier one. */
export const testRedisDatabases = 10_000

/** Where the servers of this checkout's tests live, one set for a user. */
export const testServerDir = join(tmpdir(), `cartie-test-${process.getuid?.() ?? 'user'}-${checkoutName}`)
const usersDir = join(testServerDir, 'users')
const stateFile = join(testServerDir, 'state.json')

let registrations = 0

/**
 * The Postgres, and the Redis if one is installed, that all test runs of this checkout share. The first run
 * starts them, the next ones find them in milliseconds; a keeper process ends them soon after the last run
 * has released them or died. Throws with the keeper's log when they don't come up within a minute.
 */
export async function useTestServer(): Promise<TestServer> {
  mkdirSync(usersDir, { recursive: true })
  const user = join(usersDir, `${process.pid}-${registrations++}`)
  writeFileSync(user, processIdentity(process.pid) ?? '')
  const release = () => rmSync(user, { force: true })
  process.once('exit', release)
  const until = Date.now() + 60_000
  let keeper: ReturnType<typeof startKeeper> | undefined
  while (Date.now() < until) {
    const state = readState()
    if (state) return { databaseUrl: state.databaseUrl, redisUrl: state.redisUrl, release }
    if (!keeper || keeper.exitCode !== null) keeper = startKeeper()
    await delay(100)
  }
  release()
  throw new Error(
    `The servers for tests did not start:\n${readFileSync(join(testServerDir, 'keeper.log'), 'utf8')}`,
  )
}

/** What the running keeper wrote, or null when none runs. */
export function readState(): TestServerState | null {
  const state = readLastState()
  return state && processIdentity(state.keeperPid) === state.keeperIdentity ? state : null
}

/** What the last keeper wrote, running or not. */
export function readLastState(): TestServerState | null {
  try {
    return State.parse(JSON.parse(readFileSync(stateFile, 'utf8')))
  } catch {
    return null
  }
}

/** Tells everyone that the servers are there; null: that they are about to go. */
export function writeState(state: TestServerState | null): void {
  if (!state) return rmSync(stateFile, { force: true })
  writeFileSync(`${stateFile}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${stateFile}.new`, stateFile)
}

/** Whether some process still uses the servers; the marks of dead ones are swept away. */
export function hasUsers(): boolean {
  let any = false
  for (const name of readdirSync(usersDir)) {
    const pid = Number.parseInt(name, 10)
    const file = join(usersDir, name)
    if (isAlive(pid) && readText(file) === processIdentity(pid)) any = true
    else rmSync(file, { force: true })
  }
  return any
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function startKeeper() {
  const log = openSync(join(testServerDir, 'keeper.log'), 'a')
  const keeper = spawn(process.execPath, [fileURLToPath(new URL('./keeper.ts', import.meta.url))], {
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  keeper.unref()
  return keeper
}
