import { AppError } from '@cartie/shared/errors'
import { createSlots, type Slots } from '@cartie/shared/slots'

/** Does the work of a key in its turn; throws `unavailable` where too many wait already. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>

const refuse = () =>
  new AppError('unavailable', 'The server is busy. Try again in a moment.', { retryAfterS: 1 })

/**
 * Of each key `atOnce` works run at a time and `waiting` more wait, in order: whoever floods one key waits for itself
 * alone, and leaves the others their connections to the database.
 */
export function createTurns(atOnce: number, waiting: number): InTurn {
  const lanes = new Map<string, Slots>()
  return async (key, work) => {
    const lane = lanes.get(key) ?? createSlots(atOnce, { waiting, refuse })
    lanes.set(key, lane)
    try {
      return await lane.run(work)
    } finally {
      if (lane.inUse === 0) lanes.delete(key)
    }
  }
}
