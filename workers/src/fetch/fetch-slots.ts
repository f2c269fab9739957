/** Lets at most `size` fetches run at once; the others wait in order. */
export interface FetchSlots {
  /** Resolves to the function that gives the slot back; undefined means that a slot was free at once. */
  acquire(): Promise<void> | undefined
  release(): void
  readonly inUse: number
}

export function createFetchSlots(size: number): FetchSlots {
  let inUse = 0
  const waiting: (() => void)[] = []
  return {
    acquire() {
      if (inUse < size) {
        inUse++
        return undefined
      }
      return new Promise((resolve) => waiting.push(resolve))
    },
    release() {
      const next = waiting.shift()
      if (next) next()
      else inUse--
    },
    get inUse() {
      return inUse
    },
  }
}
