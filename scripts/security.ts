// `npm run security`: what an attacker would look for first. `--static` leaves out what the tests run anyway;
// `--url https://…` asks a running installation instead of starting one; `--keep` writes down what was learnt of patterns.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './root.ts'
import { advisories } from './security/advisories.ts'
import type { Outcome, SecurityCheck } from './security/check.ts'
import { headersOf } from './security/headers.ts'
import { lockfile } from './security/lockfile.ts'
import { patterns } from './security/patterns.ts'
import { sbom } from './security/sbom.ts'
import { secretsInHistory, secretsInTree } from './security/secrets.ts'

const { values } = parseArgs({
  options: {
    static: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
    url: { type: 'string' },
  },
})

/** Every route with requests made from its contract and spoilt: no 5xx, and each reply as it promises. */
const fuzz: SecurityCheck = {
  name: 'fuzz',
  run: async () => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs')
    const args = [vitest, 'run', '--project', 'integration', 'api/src/fuzz.test.ts']
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)))
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return code === 0
      ? { state: 'ok', said: [] }
      : { state: 'failed', said: said.trim().split('\n').slice(-40) }
  },
}

const quick = [lockfile, sbom, secretsInTree, secretsInHistory, patterns, advisories]
const checks = values.static ? quick : [...quick, fuzz, headersOf(values.url)]
const ended: Record<Outcome['state'], string[]> = { ok: [], failed: [], 'not run': [] }
for (const { name, run } of checks) {
  const started = performance.now()
  const outcome = await run().catch((error: unknown): Outcome => ({ state: 'failed', said: [String(error)] }))
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6)
  console.log(`${outcome.state.toUpperCase().padEnd(7)} ${name.padEnd(11)}${seconds} s`)
  for (const line of outcome.said) console.log(`        ${line}`)
  ended[outcome.state].push(name)
}
for (const name of ended['not run']) console.log(`NOT RUN: ${name}`)
console.log(`${ended.ok.length} passed, ${ended.failed.length} failed, ${ended['not run'].length} not run`)
process.exitCode = ended.failed.length ? 1 : 0
