interface Waiting<Item, Result> {
  item: Item
  done: (result: Result) => void
  failed: (error: unknown) => void
}

export interface BatchOptions {
  /** The most items of one run: 100 if absent. */
  most?: number
  /** Whether an error is everybody's, so that trying one by one is of no use: nobody's if absent. */
  concernsAll?: (error: unknown) => boolean
  /**
   * Calls what it is given once all that comes at this moment is there: at the end of the running task if absent; a
   * server gives `setImmediate`, for what its sockets bring at once.
   */
  soon?: (begin: () => void) => void
}

/**
 * Does together, per key, what comes at once or while others of it are being done: one run for many under load, and no
 * waiting without it. `run` gives a result for each item, in their order. An item that spoils its batch fails alone: a run that
 * fails must leave nothing behind. Returns what does one item; it rejects with what its run threw.
 */
export function inBatches<Item, Result>(
  run: (key: string, items: Item[]) => Promise<readonly Result[]>,
  { most = 100, concernsAll = () => false, soon = queueMicrotask }: BatchOptions = {},
): (key: string, item: Item) => Promise<Result> {
  const waiting = new Map<string, Waiting<Item, Result>[]>()

  async function runAll(key: string, batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(
        key,
        batch.map((w) => w.item),
      )
      batch.forEach((w, i) => w.done(results[i] as Result))
    } catch (error) {
      if (batch.length > 1 && !concernsAll(error)) for (const one of batch) await runAll(key, [one])
      else for (const { failed } of batch) failed(error)
    }
  }

  async function drain(key: string, lane: Waiting<Item, Result>[]): Promise<void> {
    while (lane.length) await runAll(key, lane.splice(0, most))
    waiting.delete(key)
  }

  return (key, item) =>
    new Promise((done, failed) => {
      const lane = waiting.get(key)
      if (lane) return void lane.push({ item, done, failed })
      const fresh = [{ item, done, failed }]
      waiting.set(key, fresh)
      soon(() => void drain(key, fresh))
    })
}
