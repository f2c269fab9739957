import type { Logger } from 'pino'

/** A task of the sweeper: finds what is pending and wakes it. */
export interface Sweep {
  name: string
  everyMs: number
  run: () => Promise<unknown>
}

/**
 * Repeats tasks, each at its own pace and never twice at once; they begin one after the other, so that their questions
 * do not come to the database all at the same moment. Returns the function that ends it.
 */
export function startSweeper(sweeps: readonly Sweep[], log: Logger): () => void {
  let stopped = false
  const timers = new Map<Sweep, NodeJS.Timeout>()
  const again = (sweep: Sweep, part = 1) => {
    if (stopped) return
    timers.set(
      sweep,
      setTimeout(() => void once(sweep), sweep.everyMs * part),
    )
  }
  async function once(sweep: Sweep) {
    try {
      await sweep.run()
    } catch (error) {
      log.warn({ err: error, sweep: sweep.name }, 'sweep failed')
    }
    again(sweep)
  }
  for (const [n, sweep] of sweeps.entries()) again(sweep, (n + 1) / sweeps.length)
  return () => {
    stopped = true
    for (const timer of timers.values()) clearTimeout(timer)
  }
}
