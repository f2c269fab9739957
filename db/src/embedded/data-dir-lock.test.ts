import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockDataDir } from './data-dir-lock.ts'
import { processIdentity } from './process-identity.ts'

let dir: string
const file = () => join(dir, 'cartie.lock')

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cartie-lock-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function leave(holder: { pid: number; identity: string | null; host?: string }): void {
  const lock = { host: hostname(), since: '2026-01-01T00:00:00Z', ...holder }
  writeFileSync(file(), JSON.stringify({ ...lock, identity: lock.identity ?? '' }))
}
const holderPid = () => (JSON.parse(readFileSync(file(), 'utf8')) as { pid: number }).pid

describe('the lock of a data directory', () => {
  test('is taken once by a process, however often it asks, and goes when it is released', () => {
    const release = lockDataDir(dir)
    expect(lockDataDir(dir)).toBe(release)
    expect(holderPid()).toBe(process.pid)
    release()
    expect(() => readFileSync(file())).toThrow()
  })

  test('is refused while another process that runs holds it', () => {
    leave({ pid: process.ppid, identity: processIdentity(process.ppid) })
    expect(() => lockDataDir(dir)).toThrow(`process ${process.ppid}`)
  })

  test('is taken over from a process that has ended', () => {
    leave({ pid: 2 ** 22 + 1, identity: 'gone' })
    lockDataDir(dir)()
  })

  test('is taken over when its pid belongs to a later process', () => {
    leave({ pid: process.ppid, identity: 'an earlier process' })
    const release = lockDataDir(dir)
    expect(holderPid()).toBe(process.pid)
    release()
  })

  test('of another machine holds while it beats, and not for ever', () => {
    leave({ pid: 1, identity: 'elsewhere', host: 'another' })
    expect(() => lockDataDir(dir)).toThrow('another')
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(file(), longAgo, longAgo)
    lockDataDir(dir)()
  })

  test('half written by a killed process does not lock anybody out', () => {
    writeFileSync(file(), '{"pid":')
    lockDataDir(dir)()
  })
})
