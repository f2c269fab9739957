import { createSlots, type Slots } from '@cartie/shared/slots'

/** Lets at most so many fetches run at once, in all and on one origin; the others wait in order. */
export interface FetchSlots {
  /** Undefined means that a slot was free at once; else resolves when it is this fetch's turn. */
  acquire(origin: string): Promise<void> | undefined
  release(origin: string): void
}

/**
 * A fetch that waits for its origin holds nothing of the others.
 * @param inAll fetches at once over all origins
 * @param perOrigin of these, on one origin
 */
export function createFetchSlots(inAll: number, perOrigin: number): FetchSlots {
  const total = createSlots(inAll)
  const origins = new Map<string, Slots>()
  return {
    acquire(origin) {
      const own = origins.get(origin) ?? createSlots(perOrigin)
      origins.set(origin, own)
      const turn = own.acquire()
      return turn ? turn.then(() => total.acquire()) : total.acquire()
    },
    release(origin) {
      total.release()
      const own = origins.get(origin)
      own?.release()
      if (own?.inUse === 0) origins.delete(origin)
    },
  }
}
