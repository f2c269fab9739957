import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { lockFile } from '@cartie/db/embedded/lock-file'
import { root } from './root.ts'

const sources = [
  'dashboard/src',
  'dashboard/static',
  'dashboard/messages',
  'dashboard/vite.config.ts',
  'shared/src',
]
const result = join(root, 'dashboard/build/handler.js')
const lock = join(root, 'dashboard/build.lock')
/** What this process itself has under way. */
let fresh: Promise<void> | undefined

/**
 * Builds the dashboard where it never was, or where a source is newer than the result; of several processes that ask
 * at once one builds, and the others wait for it. `onBuild` is called before a build.
 * Throws an Error with what the build printed when it fails.
 */
export function freshDashboard(onBuild?: () => void): Promise<void> {
  fresh ??= makeFresh(onBuild).finally(() => (fresh = undefined))
  return fresh
}

async function makeFresh(onBuild?: () => void): Promise<void> {
  while (isStale()) {
    const taken = lockFile(lock)
    if (typeof taken !== 'function') {
      await pause(200)
      continue
    }
    try {
      // Who held it before may have built it since it was looked at.
      if (!isStale()) return
      onBuild?.()
      await build()
    } finally {
      taken()
    }
  }
}

function isStale(): boolean {
  if (!existsSync(result)) return true
  const builtAt = statSync(result).mtimeMs
  return sources.some((source) => newest(join(root, source)) > builtAt)
}

function newest(path: string): number {
  if (!existsSync(path)) return 0
  const stat = statSync(path)
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && !entry.parentPath.includes('paraglide') && !/\.test\.ts$/.test(entry.name),
    )
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0)
}

async function build(): Promise<void> {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, 'build'], {
    cwd: join(root, 'dashboard'),
    // Whoever builds it: with a test's or a developer's NODE_ENV it would be twice as large.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`The dashboard could not be built:\n${said.slice(-4000)}`)
}
