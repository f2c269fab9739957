import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'
import { processIdentity } from './process-identity.ts'

const LockHolder = z.object({ pid: z.number(), identity: z.string(), host: z.string(), since: z.string() })
/** Who has a lock: `since` is ISO 8601, UTC. */
export type LockHolder = z.infer<typeof LockHolder>

const beatMs = 5_000
/** A lock of another machine, whose processes we can't see, counts as left behind after this silence. */
const foreignSilenceMs = 30_000

const held = new Map<string, () => void>()

/**
 * Takes a lock that is a file in a folder that is there, until the returned function is called or the process ends; a
 * lock that a dead process left is taken over, taking it twice is one lock. Returns the holder where another process
 * has it. Throws what the file system throws.
 */
export function lockFile(file: string): (() => void) | LockHolder {
  const mine = held.get(file)
  if (mine) return mine
  const holder = take(file)
  if (holder) return holder
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

/** Undefined where the lock was taken, else who has it. */
function take(file: string): LockHolder | undefined {
  const me: LockHolder = {
    pid: process.pid,
    identity: processIdentity(process.pid) ?? '',
    host: hostname(),
    since: new Date().toISOString(),
  }
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(me), { mode: 0o600 })
  try {
    for (let tries = 0; tries < 20; tries++) {
      // A link appears with its whole content or not at all, and never replaces what is there.
      if (tryLink(draft, file)) return undefined
      const holder = readHolder(file)
      if (holder && isHeld(holder, file)) return holder
      setAside(file, holder)
    }
    throw new Error(`The lock ${file} can't be taken: others keep taking it.`)
  } finally {
    rmSync(draft, { force: true })
  }
}

function isHeld(holder: LockHolder, file: string): boolean {
  if (holder.host !== hostname()) return Date.now() - modifiedMs(file) < foreignSilenceMs
  return processIdentity(holder.pid) === holder.identity
}

/** Removes the lock that was read as stale, and nothing else: a newer one that came between is put back. */
function setAside(file: string, stale: LockHolder | null): void {
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

function readHolder(file: string): LockHolder | null {
  try {
    return LockHolder.parse(JSON.parse(readFileSync(file, 'utf8')))
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
