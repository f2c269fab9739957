import { AppError } from '@cartie/shared/errors'

/** Does the work of a key in its turn; throws `unavailable` where too many wait already. */
export type InTurn = <T>(key: string, work: () => Promise<T>) => Promise<T>

/**
 * Of each key `atOnce` works run at a time and `waiting` more wait, in order: whoever floods one key waits for itself
 * alone, and leaves the others their connections to the database.
 */
export function createTurns(atOnce: number, waiting: number): InTurn {
  const lanes = new Map<string, { running: number; queue: (() => void)[] }>()
  return async (key, work) => {
    const lane = lanes.get(key) ?? { running: 0, queue: [] }
    lanes.set(key, lane)
    if (lane.running < atOnce) lane.running++
    else if (lane.queue.length < waiting) await new Promise<void>((resolve) => lane.queue.push(resolve))
    else throw new AppError('unavailable', 'The server is busy. Try again in a moment.', { retryAfterS: 1 })
    try {
      return await work()
    } finally {
      const next = lane.queue.shift()
      if (next) next()
      else if (--lane.running === 0) lanes.delete(key)
    }
  }
}
