/** At most so many at once; the others wait in order. */
export interface Slots {
  /** Undefined: a slot was free at once. Else resolves when it is one's turn, or throws what `refuse` makes. */
  acquire(): Promise<void> | undefined
  release(): void
  /** Runs `work` in a slot, which is free again however it ends. */
  run<T>(work: () => Promise<T>): Promise<T>
  readonly inUse: number
}

interface Patience {
  /** How many may wait; any number if absent. */
  waiting?: number
  /** How long one waits, in milliseconds; for ever if absent. */
  waitMs?: number
  /** The error of whoever finds too many waiting, or has waited too long. */
  refuse: () => Error
}

/** `size` slots; without patience whoever finds none waits until there is one. */
export function createSlots(size: number, patience?: Patience): Slots {
  const { waiting = Infinity, waitMs, refuse = () => new Error('No slot is free.') } = patience ?? {}
  const queue: (() => void)[] = []
  let inUse = 0

  const wait = () =>
    new Promise<void>((resolve, reject) => {
      const giveUp = () => {
        queue.splice(queue.indexOf(go), 1)
        reject(refuse())
      }
      const timer = waitMs === undefined ? undefined : setTimeout(giveUp, waitMs)
      const go = () => {
        clearTimeout(timer)
        resolve()
      }
      queue.push(go)
    })

  const slots: Slots = {
    acquire() {
      if (inUse >= size) return queue.length < waiting ? wait() : Promise.reject(refuse())
      inUse++
      return undefined
    },
    release() {
      const next = queue.shift()
      if (next) next()
      else inUse--
    },
    async run(work) {
      await slots.acquire()
      try {
        return await work()
      } finally {
        slots.release()
      }
    },
    get inUse() {
      return inUse
    },
  }
  return slots
}
