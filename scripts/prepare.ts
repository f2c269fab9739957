// After an install: the dashboard is built once, so that `npm start` only has to start.
import { existsSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
if (existsSync(`${root}/dashboard/vite.config.ts`)) {
  execFileSync('npm', ['run', 'build', '-w', 'dashboard'], { cwd: root, stdio: 'inherit' })
}
