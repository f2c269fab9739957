import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { processIdentity } from './process-identity.ts'

const Holder = z.object({ pid: z.number(), identity: z.string(), host: z.string(), since: z.string() })
type Holder = z.infer<typeof Holder>

const beatMs = 5_000
/** A lock of another machine, whose processes we can't see, counts as left behind after this silence. */
const foreignSilenceMs = 30_000

const held = new Map<string, () => void>()

/**
 * Makes this process the only one that works in `dataDir` (made if missing) until the returned function is
 * called or the process ends. A lock that a dead process left is taken over; taking it twice is one lock.
 * Throws an Error naming the process that holds it.
 */
export function lockDataDir(dataDir: string): () => void {
  const file = join(dataDir, 'cartie.lock')
  const mine = held.get(file)
  if (mine) return mine
  // Root's servers run as another user, who must be able to walk through this directory to their own.
  mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  take(file)

  const beat = setInterval(() => touch(file), beatMs).unref()
  const release = () => {
    if (!held.delete(file)) return
    clearInterval(beat)
    process.off('exit', release)
    if (readHolder(file)?.pid === process.pid) rmSync(file, { force: true })
  }
  held.set(file, release)
  process.on('exit', release)
  return release
}

function take(file: string): void {
  const me: Holder = {
    pid: process.pid,
    identity: processIdentity(process.pid) ?? '',
    host: hostname(),
    since: new Date().toISOString(),
  }
  const draft = `${file}.${process.pid}`
  try {
    writeFileSync(draft, JSON.stringify(me), { mode: 0o600 })
  } catch (error) {
    const message = `${dirname(file)} can't be written to. It may belong to another user: start as that user, or set DATA_DIR.`
    throw new Error(message, { cause: error })
  }
  try {
    for (let tries = 0; tries < 20; tries++) {
      // A link appears with its whole content or not at all, and never replaces what is there.
      if (tryLink(draft, file)) return
      const holder = readHolder(file)
      if (holder && isHeld(holder, file)) {
        throw new Error(
          `Cartie already runs on this data: process ${holder.pid} on ${holder.host} since ${holder.since}. ` +
            `Stop it first, or give this one its own DATA_DIR.`,
        )
      }
      setAside(file, holder)
    }
    throw new Error(`The lock ${file} can't be taken: others keep taking it.`)
  } finally {
    rmSync(draft, { force: true })
  }
}

function isHeld(holder: Holder, file: string): boolean {
  if (holder.host !== hostname()) return Date.now() - modifiedMs(file) < foreignSilenceMs
  return processIdentity(holder.pid) === holder.identity
}

/** Removes the lock that was read as stale, and nothing else: a newer one that came between is put back. */
function setAside(file: string, stale: Holder | null): void {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  const moved = readHolder(aside)
  if (moved && (moved.pid !== stale?.pid || moved.since !== stale.since)) tryLink(aside, file)
  rmSync(aside, { force: true })
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function readHolder(file: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

function modifiedMs(file: string): number {
  try {
    return statSync(file).mtimeMs
  } catch {
    return 0
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {
    // Someone removed the lock by hand: the next start will find none, which is what they asked for.
  }
}
