// `npm run verify`: everything that must hold before a change goes in; the checks first, then the tests.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { freshDashboard } from './dashboard-build.ts'
import { migrationDrift } from './migration-drift.ts'
import { root } from './root.ts'

interface Outcome {
  ok: boolean
  said: string
}
interface Check {
  name: string
  run: () => Promise<Outcome>
}

const script = (path: string, ...args: string[]) => command(process.execPath, [join(root, path), ...args])

// The long ones first, so that the short ones fill the gaps.
const checks: Check[] = [
  { name: 'lint', run: () => script('node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0') },
  { name: 'dashboard', run: checkDashboard },
  {
    name: 'format',
    run: () => script('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
  },
  { name: 'types', run: () => script('node_modules/@typescript/native/bin/tsc', '-p', '.') },
  { name: 'unused', run: () => script('node_modules/knip/bin/knip.js', '--no-progress') },
  {
    name: 'walls',
    run: () =>
      script(
        'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
        '--config=.dependency-cruiser.cjs',
        ...['shared', 'db', 'api', 'workers', 'dashboard', 'scripts'],
      ),
  },
  { name: 'migrations', run: checkMigrations },
  // What of `npm run security` the tests don't do anyway.
  { name: 'security', run: checkSecurity },
  { name: 'compose', run: checkCompose },
]

const failed = await runAll(checks, Math.max(2, availableParallelism()))
if (failed.length) {
  for (const { name, said } of failed) console.log(`\n── ${name} ──\n${said.trim()}`)
  console.log(`\nFailed: ${failed.map((check) => check.name).join(', ')}. The tests did not run.`)
  console.log(`0 passed, ${failed.length} failed`)
  process.exit(1)
}
const tests = spawn('npm', ['test', '--silent'], {
  cwd: root,
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.on('SIGINT', () => undefined)
tests.once('close', (code) => process.exit(code ?? 1))

async function runAll(all: readonly Check[], atOnce: number): Promise<{ name: string; said: string }[]> {
  const failures: { name: string; said: string }[] = []
  const rest = [...all]
  const lane = async () => {
    for (let check = rest.shift(); check; check = rest.shift()) {
      const start = performance.now()
      const { ok, said } = await check.run().catch((error: unknown) => ({ ok: false, said: String(error) }))
      const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6)
      console.log(`${ok ? 'ok    ' : 'FAILED'} ${check.name.padEnd(11)}${seconds} s`)
      if (!ok) failures.push({ name: check.name, said })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return failures
}

function command(program: string, args: readonly string[]): Promise<Outcome> {
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NO_UPDATE_NOTIFIER: '1', DO_NOT_TRACK: '1' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ ok: false, said: error.message }))
    child.once('close', (code) => resolve({ ok: code === 0, said }))
  })
}

/** Its types and templates, and that it builds; an install that just built it is not repeated. */
async function checkDashboard(): Promise<Outcome> {
  const turbo = 'node_modules/turbo/bin/turbo'
  const checked = await script(turbo, 'run', 'check', '--filter=@cartie/dashboard', '--output-logs=new-only')
  if (checked.ok) await freshDashboard()
  return checked
}

/** What could not run is said, not only where something fails. */
async function checkSecurity(): Promise<Outcome> {
  const outcome = await script('scripts/security.ts', '--static')
  for (const line of outcome.said.split('\n')) if (line.startsWith('NOT RUN:')) console.log(line)
  return outcome
}

async function checkMigrations(): Promise<Outcome> {
  const drift = await migrationDrift()
  return { ok: drift === '', said: `The schema says more than the migrations do:\n${drift}` }
}

/** The file is tested by itself; where docker compose is at hand, it has the last word. */
async function checkCompose(): Promise<Outcome> {
  const there = await command('docker', ['compose', 'version'])
  if (!there.ok) return { ok: true, said: '' }
  const placeholders = {
    CARTIE_SECRET: 'x'.repeat(32),
    POSTGRES_PASSWORD: 'x',
    PUBLIC_URL: 'http://localhost',
  }
  const assignments = Object.entries(placeholders).map(([name, value]) => `${name}=${value}`)
  return command('env', [...assignments, 'docker', 'compose', 'config', '--quiet'])
}
