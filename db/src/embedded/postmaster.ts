import { readFileSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import postgres from 'postgres'
import { commandOf, isAlive } from './process-identity.ts'

/** What the server says of itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number
  port: number
  ready: boolean
}

/** Reads `postmaster.pid` of a cluster: null when there is none, or it is half written. */
export function readPostmaster(clusterDir: string): Postmaster | null {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!Number.isInteger(pid) || pid < 2) return null
    return { pid, port: Number(lines[3]) || 0, ready: lines[7]?.trim() === 'ready' }
  } catch {
    return null
  }
}

/**
 * The server that an earlier, killed supervisor left on this cluster, or null. It counts only when it answers
 * to our password and names our directory; a pid that now belongs to another program is left alone.
 * Throws when a server of this cluster is there but can't be used.
 */
export async function findOrphan(
  clusterDir: string,
  password: string,
  waitMs = 30_000,
): Promise<Postmaster | null> {
  const until = Date.now() + waitMs
  for (;;) {
    const found = readPostmaster(clusterDir)
    // Postgres itself clears a file that a dead server left.
    if (!found || !isAlive(found.pid)) return null
    if (!servesCluster(found.pid, clusterDir)) {
      rmSync(join(clusterDir, 'postmaster.pid'), { force: true })
      return null
    }
    // It may be starting, recovering or stopping: each ends by itself.
    if (found.ready && (await answers(found.port, password, clusterDir))) return found
    if (Date.now() > until) {
      throw new Error(
        `A Postgres (process ${found.pid}) works on ${clusterDir} but does not answer. End it: kill -INT ${found.pid}`,
      )
    }
    await delay(100)
  }
}

// A server keeps the command line that it was started with, whatever directory that names.
const servesCluster = (pid: number, clusterDir: string): boolean =>
  process.platform === 'win32' || commandOf(pid).includes(clusterDir)

/** Whether a server that knows the password serves that directory on the port. Throws on a wrong password. */
async function answers(port: number, password: string, clusterDir: string): Promise<boolean> {
  const sql = postgres(superuserUrl(port, password, 'postgres'), { max: 1, connect_timeout: 3 })
  try {
    const [row] = await sql<{ data_directory: string }[]>`show data_directory`
    return row !== undefined && realpathSync(row.data_directory) === realpathSync(clusterDir)
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code === '28P01') {
      throw new Error(
        `The server on ${clusterDir} refuses the password that is kept beside it. Restore that file.`,
        {
          cause: error,
        },
      )
    }
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}

export const superuserUrl = (port: number, password: string, database: string): string =>
  `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
