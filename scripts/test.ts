// `npm test`: every test that this machine can run, and plainly which it can't.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { freshDashboard } from './dashboard-build.ts'
import { root } from './root.ts'
import { findChromium, hasRedis } from './test-needs.ts'

const Result = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

const hasBrowser = findChromium() !== null
const missing = [
  ...(hasRedis() ? [] : ['queue guarantees on Redis: install redis-server or set REDIS_URL']),
  ...(hasBrowser ? [] : ['browser tests: install chromium or set CHROMIUM']),
]
const requireAll = process.env.CARTIE_REQUIRE_ALL === '1'
if (missing.length && requireAll) {
  for (const line of missing) console.error(`CAN NOT RUN ${line}`)
  console.log('0 passed, 1 failed')
  process.exit(1)
}

// Once for all, and not in a test's time.
if (process.argv.length === 2) await freshDashboard()

const dir = mkdtempSync(join(tmpdir(), 'cartie-results-'))
const resultFile = join(dir, 'result.json')
const projects = hasBrowser ? [] : ['--project', 'unit', '--project', 'integration']
const child = spawn(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    ...projects,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${resultFile}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
)
// Ctrl-C reaches vitest too, which ends what it started; this process waits for it.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => child.kill('SIGTERM'))
const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? 1)))

const { passed, failed, skipped } = sums(code)
rmSync(dir, { recursive: true, force: true })
if (skipped) console.log(`${skipped} skipped`)
for (const line of missing) console.log(`NOT RUN: ${line}`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : code

function sums(exitCode: number): { passed: number; failed: number; skipped: number } {
  let parsed
  try {
    parsed = Result.parse(JSON.parse(readFileSync(resultFile, 'utf8')))
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
  // A file that does not even load has no tests to fail: it counts as one.
  const broken = parsed.testResults.filter((f) => f.status === 'failed' && !f.assertionResults.length).length
  const failed = parsed.numFailedTests + broken
  const wrong = !parsed.success || exitCode !== 0
  return {
    passed: parsed.numPassedTests,
    failed: failed || (wrong ? 1 : 0),
    skipped: parsed.numPendingTests,
  }
}
