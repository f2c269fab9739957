interface Waiter<T> {
  sees: (entry: T) => void
}

/** A list that only grows, and whose coming entries can be awaited. */
export class Log<T> {
  readonly entries: T[] = []
  readonly #waiters = new Set<Waiter<T>>()

  append(entry: T): void {
    this.entries.push(entry)
    for (const waiter of [...this.#waiters]) waiter.sees(entry)
  }

  /**
   * Resolves with the `times`-th entry that matches, counted from the index `from`; entries that are there already
   * count. Rejects when that takes longer than `withinMs`.
   */
  waitFor<S extends T>(match: (entry: T) => entry is S, more?: WaitOptions): Promise<S>
  waitFor(match: (entry: T) => boolean, more?: WaitOptions): Promise<T>
  waitFor(
    match: (entry: T) => boolean,
    { from = 0, times = 1, withinMs = 10_000 }: WaitOptions = {},
  ): Promise<T> {
    let left = times
    for (const entry of this.entries.slice(from))
      if (match(entry) && --left === 0) return Promise.resolve(entry)
    return new Promise((resolve, reject) => {
      const waiter: Waiter<T> = {
        sees: (entry) => {
          if (!match(entry) || --left > 0) return
          clearTimeout(timer)
          this.#waiters.delete(waiter)
          resolve(entry)
        },
      }
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter)
        reject(new Error(`waited ${withinMs} ms for ${left} more; the last: ${this.#tail()}`))
      }, withinMs)
      this.#waiters.add(waiter)
    })
  }

  #tail(): string {
    return this.entries
      .slice(-5)
      .map((entry) => JSON.stringify(entry).slice(0, 300))
      .join('\n')
  }
}

export interface WaitOptions {
  from?: number
  times?: number
  withinMs?: number
}
