import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

/** Whom a server process runs as; absent: as we are. */
export interface ServerUser {
  uid: number
  gid: number
}

/**
 * Postgres refuses to run as root. For root: the owner of an existing cluster, else the user `postgres`, who
 * is made if missing. For anyone else: nobody in particular. Throws when that user can't be made.
 */
export function serverUser(clusterDir: string): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  if (existsSync(clusterDir)) {
    const { uid, gid } = statSync(clusterDir)
    if (uid !== 0) return { uid, gid }
  }
  const known = lookUp()
  if (known) return known
  try {
    execFileSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'],
      {
        stdio: 'pipe',
      },
    )
  } catch (error) {
    throw new Error(
      'Postgres does not run as root, and the user "postgres" could not be made. ' +
        'Make it (useradd --system postgres), start Cartie as an ordinary user, or set DATABASE_URL.',
      { cause: error },
    )
  }
  const made = lookUp()
  if (!made) throw new Error('The user "postgres" was made but can not be found.')
  return made
}

function lookUp(): ServerUser | null {
  const ask = (flag: string) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
  const uid = ask('-u')
  const gid = ask('-g')
  if (uid.status !== 0 || gid.status !== 0) return null
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

/** Whether that user can walk into the directory: every parent has to let them through. */
export function canEnter(dir: string, user: ServerUser | undefined): boolean {
  if (!user) return true
  return spawnSync('/bin/sh', ['-c', 'cd -- "$0"', dir], { ...user, cwd: '/', stdio: 'ignore' }).status === 0
}
