import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

const sources = [
  'dashboard/src',
  'dashboard/static',
  'dashboard/messages',
  'dashboard/vite.config.ts',
  'shared/src',
]
const result = join(root, 'dashboard/build/handler.js')

/** Whether the dashboard has to be built: it never was, or a source is newer than the result. */
export function isDashboardStale(): boolean {
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

/** Builds the dashboard. Throws an Error with what the build printed when it fails. */
export async function buildDashboard(): Promise<void> {
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
