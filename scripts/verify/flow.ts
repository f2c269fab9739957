import type { Stage } from './stage.ts'

/** One way through the product, played from one end to the other. */
export interface Flow {
  name: string
  /** What helps where it fails. */
  cure: string
  /** Returns what was played instead of the real thing, if so. Throws Skipped, or whatever went wrong. */
  play: (stage: Stage) => Promise<string | void>
}

/** Thrown by a flow that can't be played here; it counts as neither well nor failed. */
export class Skipped extends Error {}

const lookMs = 150

/** Looks until what is seen holds, and returns it. Throws with `what` when time is over or the signal aborts. */
export async function until<T>(
  { signal, withinMs }: Pick<Stage, 'signal' | 'withinMs'>,
  what: string,
  look: () => Promise<T>,
  holds: (seen: T) => boolean,
): Promise<T> {
  for (const end = performance.now() + withinMs; ; await pause(signal)) {
    const seen = await look()
    if (holds(seen)) return seen
    if (performance.now() > end) throw new Error(`${what}: not within ${withinMs / 1000} s`)
  }
}

const pause = async (signal: AbortSignal) => {
  await new Promise((resolve) => setTimeout(resolve, lookMs))
  signal.throwIfAborted()
}
