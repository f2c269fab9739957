/** The server's time: instants in milliseconds since 1970, and calls at a later one. */
export interface Clock {
  now: () => number
  /** Calls `run` once, `ms` from now; the result takes the call back. */
  after: (ms: number, run: () => void) => () => void
}

/** The machine's time, with parts of a millisecond. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** A time that stands still until a test moves it on. */
export interface ManualClock extends Clock {
  /** Moves on by `ms` and makes every call that fell due, in order. */
  advance: (ms: number) => void
}

/** Starts at `start`, in milliseconds since 1970. */
export function createManualClock(start = Date.UTC(2026, 0, 1)): ManualClock {
  let now = start
  const due = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    after(ms, run) {
      const call = { at: now + ms, run }
      due.add(call)
      return () => void due.delete(call)
    },
    advance(ms) {
      const end = now + ms
      for (;;) {
        const [next] = [...due].filter((call) => call.at <= end).sort((a, b) => a.at - b.at)
        if (!next) break
        due.delete(next)
        now = Math.max(now, next.at)
        next.run()
      }
      now = end
    },
  }
}
