import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, readlinkSync } from 'node:fs'
import { commandOf } from '@cartie/db/embedded/process-identity'

/** Who listens on a port of this machine: pid and command line; null where we may not know. */
export function portOwner(port: number): { pid: number; command: string } | null {
  const pid = process.platform === 'linux' ? linuxOwner(port) : lsofOwner(port)
  return pid === null ? null : { pid, command: commandOf(pid) }
}

function linuxOwner(port: number): number | null {
  const sockets = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => listeners(file, port)))
  if (!sockets.size) return null
  for (const pid of list('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    for (const fd of list(`/proc/${pid}/fd`)) {
      if (sockets.has(linkOf(`/proc/${pid}/fd/${fd}`))) return Number(pid)
    }
  }
  return null
}

/** The sockets in state 0A (listening) on that port, as their links under /proc name them. */
function listeners(file: string, port: number): string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  let table: string
  try {
    table = readFileSync(file, 'latin1')
  } catch {
    return []
  }
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(`:${hex}`) && columns[3] === '0A')
    .map((columns) => `socket:[${columns[9]}]`)
}

function list(dir: string): string[] {
  try {
    return readdirSync(dir)
  } catch {
    return []
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}

function lsofOwner(port: number): number | null {
  const found = spawnSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { encoding: 'utf8' })
  const pid = Number.parseInt(found.stdout ?? '', 10)
  return Number.isInteger(pid) ? pid : null
}
