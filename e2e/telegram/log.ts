/** A list that only grows, and whose coming entries can be awaited. */
export class Log<T> {
  readonly entries: T[] = []
  readonly #listeners = new Set<(entry: T) => void>()

  append(entry: T): void {
    this.entries.push(entry)
    for (const listener of [...this.#listeners]) listener(entry)
  }

  /** Calls `listener` with every coming entry; the result ends that. */
  listen(listener: (entry: T) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /**
   * Resolves with the `times`-th entry that matches, counted from the index `from`; entries that are there already
   * count. Rejects when that takes longer than `withinMs`, two sweeps and a poll of a machine that is busy.
   */
  waitFor<S extends T>(match: (entry: T) => entry is S, more?: WaitOptions): Promise<S>
  waitFor(match: (entry: T) => boolean, more?: WaitOptions): Promise<T>
  waitFor(
    match: (entry: T) => boolean,
    { from = 0, times = 1, withinMs = 30_000 }: WaitOptions = {},
  ): Promise<T> {
    let left = times
    for (const entry of this.entries.slice(from))
      if (match(entry) && --left === 0) return Promise.resolve(entry)
    return new Promise((resolve, reject) => {
      const stop = this.listen((entry) => {
        if (!match(entry) || --left > 0) return
        clearTimeout(timer)
        stop()
        resolve(entry)
      })
      const timer = setTimeout(() => {
        stop()
        reject(new Error(`waited ${withinMs} ms for ${left} more; the last: ${this.#tail()}`))
      }, withinMs)
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
