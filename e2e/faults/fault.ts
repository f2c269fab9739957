import type { Tally } from './tally.ts'
import type { World } from './world.ts'

/** One fault: what is done to a whole Cartie, and what must still hold. */
export interface Fault {
  /** Its number in the list of faults that Cartie must survive. */
  id: string
  title: string
  /** Whether it depends on where the queues live; if not, one backend is enough. */
  onEachBackend: boolean
  /** Hurts the world and returns what it counted; throws where a promise besides the tally is broken. */
  run: (world: World) => Promise<Tally>
}

/** Throws with what was expected and seen. */
export function must(ok: boolean, what: string): asserts ok {
  if (!ok) throw new Error(what)
}

export const carPaths = (from: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => `/car/${from + i}`)
