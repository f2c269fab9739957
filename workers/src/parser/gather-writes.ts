interface Waiting<T> {
  item: T
  done: () => void
  failed: (error: unknown) => void
}

interface Batch<T> {
  waiting: Waiting<T>[]
  timer: NodeJS.Timeout
}

/**
 * Writes together, per key, what several readers bring: up to `most` at once, or what came within `waitMs` of the
 * first. The writes of one key follow each other, so that they don't wait for each other's locks; what spoils its
 * write fails alone, so one that fails must leave nothing behind. `add` resolves when its item is written and rejects
 * with what that threw; `flush` waits for no more company.
 */
export function gatherWrites<T>(
  write: (items: readonly T[]) => Promise<unknown>,
  { most, waitMs }: { most: number; waitMs: number },
): { add: (key: string, item: T) => Promise<void>; flush: (key: string) => void } {
  const gathering = new Map<string, Batch<T>>()
  const writing = new Map<string, Promise<void>>()

  async function writeAll(batch: readonly Waiting<T>[]): Promise<void> {
    try {
      await write(batch.map(({ item }) => item))
      for (const { done } of batch) done()
    } catch (error) {
      if (batch.length > 1) for (const one of batch) await writeAll([one])
      else for (const { failed } of batch) failed(error)
    }
  }

  function flush(key: string): void {
    const batch = gathering.get(key)
    if (!batch) return
    gathering.delete(key)
    clearTimeout(batch.timer)
    const turn = (writing.get(key) ?? Promise.resolve()).then(() => writeAll(batch.waiting))
    writing.set(key, turn)
    void turn.then(() => writing.get(key) === turn && writing.delete(key))
  }

  function add(key: string, item: T): Promise<void> {
    return new Promise((done, failed) => {
      let batch = gathering.get(key)
      if (!batch) {
        batch = { waiting: [], timer: setTimeout(flush, waitMs, key) }
        gathering.set(key, batch)
      }
      batch.waiting.push({ item, done, failed })
      if (batch.waiting.length >= most) flush(key)
    })
  }
  return { add, flush }
}
