import { setTimeout as delay } from 'node:timers/promises'
import type { Supervised } from './supervise.ts'

/**
 * Ends the programs in the given order, each when the one before has ended or has used up its share of the
 * time; whatever still runs after `drainMs` is killed. Resolves when all have ended.
 */
export async function stopInOrder(programs: readonly Supervised[], drainMs: number): Promise<void> {
  const start = Date.now()
  const ends: Promise<void>[] = []
  for (const [i, program] of programs.entries()) {
    const end = program.stop('SIGTERM')
    ends.push(end)
    // The last of them, the workers, keep at least as long as all before them together.
    const shareEndsMs = (drainMs * (i + 1)) / (2 * programs.length)
    await within(end, shareEndsMs - (Date.now() - start))
  }
  const all = Promise.all(ends)
  if (await within(all, drainMs - (Date.now() - start))) return
  await Promise.all(programs.map((program) => program.stop('SIGKILL')))
}

async function within(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const timeout = new AbortController()
  try {
    return await Promise.race([
      promise.then(() => true),
      delay(Math.max(0, ms), false, { signal: timeout.signal }),
    ])
  } finally {
    timeout.abort()
  }
}
