import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** A program on the PATH, or null. */
export function onPath(name: string): string | null {
  for (const dir of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(dir, name)
    if (dir && existsSync(file)) return file
  }
  return null
}

/** The browser for tests, as Debian and others name it; CHROMIUM names another. Null: there is none. */
export function findChromium(): string | null {
  const named = process.env.CHROMIUM
  if (named) return existsSync(named) ? named : null
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
  return names.map(onPath).find((path) => path !== null) ?? (existsSync(mac) ? mac : null)
}

/** Whether tests against Redis can run: an address is given, or a server can be started. */
export function hasRedis(): boolean {
  if (process.env.REDIS_URL) return true
  return onPath('redis-server') !== null && spawnSync('redis-server', ['--version']).status === 0
}
