import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Binaries } from './binaries.ts'
import { findBinaries } from './binaries.ts'
import type { ServerUser } from './server-user.ts'
import { canEnter, serverUser } from './server-user.ts'

/** Where the rows lie, which programs serve them, as whom, and the password of the superuser. */
export interface Cluster {
  dir: string
  binaries: Binaries
  user: ServerUser | undefined
  password: string
}

/**
 * Finds the cluster of `dataDir`, or makes it (1.5 to 4 s). It is built aside and moved in place when whole,
 * so that a killed start leaves nothing half made. `note` hears what a person should know.
 */
export async function openCluster(
  dataDir: string,
  note: (line: string) => void,
  signal?: AbortSignal,
): Promise<Cluster> {
  const base = resolve(dataDir)
  const user = serverUser(join(base, 'postgres'))
  const place = reachablePlace(base, user, note)
  const dir = join(place, 'postgres')
  const binaries = findBinaries(user, place)
  const passwordFile = join(base, 'postgres-password')

  if (existsSync(join(dir, 'PG_VERSION'))) {
    const major = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim()
    if (major !== binaries.version.split('.')[0]) {
      throw new Error(
        `The data in ${dir} is of Postgres ${major}, the installed programs are ${binaries.version}.`,
      )
    }
    if (!existsSync(passwordFile)) {
      throw new Error(
        `${passwordFile} is missing: without it nobody can open ${dir}. Restore it from a backup.`,
      )
    }
    return { dir, binaries, user, password: readFileSync(passwordFile, 'utf8').trim() }
  }
  if (existsSync(dir)) throw new Error(`${dir} is there but holds no database. Move it away and start again.`)

  const password = randomBytes(24).toString('base64url')
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  await initialise({ dir, binaries, user, password }, signal)
  return { dir, binaries, user, password }
}

async function initialise({ dir, binaries, user, password }: Cluster, signal?: AbortSignal): Promise<void> {
  const draft = `${dir}.new`
  const pwfile = `${dir}.pwfile`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(pwfile, password, { mode: 0o600 })
  if (user) for (const path of [draft, pwfile]) chownSync(path, user.uid, user.gid)
  try {
    await promisify(execFile)(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        `--pwfile=${pwfile}`,
        '--username=postgres',
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
      ],
      { ...user, cwd: '/', ...(signal ? { signal } : {}) },
    )
    renameSync(draft, dir)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : ''
    throw new Error(`The database could not be made in ${dir}.\n${said.trim()}`, { cause: error })
  } finally {
    rmSync(pwfile, { force: true })
  }
}

/**
 * DATA_DIR itself, unless we are root and it lies where the server's user can't walk (a checkout under /root):
 * then a directory of its own under /var/lib/cartie, remembered in DATA_DIR.
 */
function reachablePlace(base: string, user: ServerUser | undefined, note: (line: string) => void): string {
  const pointer = join(base, 'postgres-location')
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim()
  if (canEnter(base, user) || letThrough(base, user)) return base
  if (existsSync(join(base, 'postgres'))) {
    throw new Error(
      `The user that owns the data (uid ${user?.uid}) may no longer enter ${base}. Let it through every parent directory (chmod o+x).`,
    )
  }
  const place = join('/var/lib/cartie', randomBytes(6).toString('hex'))
  mkdirSync(place, { recursive: true, mode: 0o755 })
  writeFileSync(pointer, `${place}\n`, { mode: 0o600 })
  note(`The user that runs Postgres may not enter ${base}, so its files lie in ${place}.`)
  return place
}

/** DATA_DIR is ours to open: others may then walk through it, but neither list it nor read its files. */
function letThrough(base: string, user: ServerUser | undefined): boolean {
  if (!canEnter(dirname(base), user)) return false
  chmodSync(base, (statSync(base).mode & 0o777) | 0o011)
  return canEnter(base, user)
}
