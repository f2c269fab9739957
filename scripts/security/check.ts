import { spawn } from 'node:child_process'
import { root } from '../root.ts'

/** How a check of `npm run security` ended. What could not run says so; it is never silent. */
export interface Outcome {
  state: 'ok' | 'failed' | 'not run'
  /** What was found, a line each; or why it did not run. */
  said: string[]
}

export interface SecurityCheck {
  name: string
  run: () => Promise<Outcome>
}

/** Findings as an outcome: none is well. */
export const outcomeOf = (findings: string[]): Outcome => ({
  state: findings.length ? 'failed' : 'ok',
  said: findings,
})

/** What a program of this checkout prints, whatever its exit code. Rejects where it can't be started. */
export function outputOf(program: string, args: readonly string[]): Promise<string> {
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', () => resolve(Buffer.concat(chunks).toString('utf8')))
  })
}
