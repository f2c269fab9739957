import { untrack } from 'svelte'

export interface Page<T> {
  data: T[]
  nextCursor: string | null
}
/** A page with the cursor that brought it. */
interface ReadPage<T> extends Page<T> {
  cursor: string | undefined
}
type Fetch<T> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>

/** A keyset-paged list of which pages may be fetched anew in their places, so that no row jumps. */
export class Pages<T extends { id: string }> {
  phase = $state<'loading' | 'ready' | 'failed'>('loading')
  more = $state<'idle' | 'loading' | 'failed'>('idle')
  error = $state.raw<unknown>(undefined)
  // A row that moved between two fetches is in two pages, and stands where it was met first.
  rows = $derived.by(() => [
    ...new Map(this.#pages.flatMap((page) => page.data.map((row) => [row.id, row] as const))).values(),
  ])
  ended = $derived.by(() => this.phase === 'ready' && this.#pages.at(-1)?.nextCursor === null)

  #pages = $state.raw<ReadPage<T>[]>([])
  #fetch: Fetch<T>
  #abort = new AbortController()
  #refreshing = false
  #put = new Set<string>()
  #readings = new Set<Map<string, T>>()
  #reloading: Promise<void> | undefined
  #waiting: Promise<void> | undefined

  constructor(fetch: Fetch<T>) {
    this.#fetch = fetch
  }

  /**
   * Begins anew with the first page. `quiet` reads as many rows as there are and leaves these until the new ones are
   * there, so that who has come far down the list stays there; what fails then leaves all as it was. Never throws.
   */
  async load(quiet = false): Promise<void> {
    // An effect that loads does not depend on how the load goes.
    if (quiet && untrack(() => this.phase === 'ready')) return this.#reload()
    const signal = this.#begin()
    this.phase = 'loading'
    this.#pages = []
    this.#put.clear()
    try {
      const page = await this.#fetch(undefined, signal)
      if (signal.aborted) return
      this.#pages = [{ ...page, cursor: undefined }]
      this.phase = 'ready'
    } catch (error) {
      if (signal.aborted) return
      this.error = error
      this.phase = 'failed'
    }
  }

  /** Gives up what is under way. */
  #begin(): AbortSignal {
    this.#abort.abort()
    this.#abort = new AbortController()
    this.#refreshing = false
    this.more = 'idle'
    return this.#abort.signal
  }

  /** One reload at a time, and one that waits for it: events in bursts would give up a long one again and again. */
  #reload(): Promise<void> {
    this.#waiting ??= (this.#reloading ?? Promise.resolve()).then(() => {
      this.#waiting = undefined
      this.#reloading = this.#readAnew().catch(() => undefined)
      return this.#reloading
    })
    return this.#waiting
  }

  async #readAnew(): Promise<void> {
    if (this.phase !== 'ready') return
    const signal = this.#abort.signal.aborted ? this.#begin() : this.#abort.signal
    const pages = await this.#newest(() => this.#readAll(this.rows.length, signal))
    if (signal.aborted) return
    this.#begin()
    this.#pages = pages
  }

  /** The first pages, up to so many rows. */
  async #readAll(count: number, signal: AbortSignal): Promise<ReadPage<T>[]> {
    const pages: ReadPage<T>[] = []
    let cursor: string | undefined
    let read = 0
    do {
      const page = await this.#fetch(cursor, signal)
      if (signal.aborted) return pages
      pages.push({ ...page, cursor })
      read += page.data.length
      cursor = page.nextCursor ?? undefined
    } while (cursor && read < count)
    return pages
  }

  /** Adds the page after the last one, where there is one and none is on its way. Never throws. */
  async next(): Promise<void> {
    const cursor = this.#pages.at(-1)?.nextCursor
    if (this.phase !== 'ready' || this.more === 'loading' || !cursor) return
    const { signal } = this.#abort
    this.more = 'loading'
    try {
      const page = await this.#fetch(cursor, signal)
      if (signal.aborted) return
      this.#pages = [...this.#pages, { ...page, cursor }]
      this.more = 'idle'
    } catch (error) {
      if (signal.aborted) return
      this.error = error
      this.more = 'failed'
    }
  }

  /**
   * Fetches anew, in their places, the pages of the rows from `first` to `last` that `isOpen` finds unfinished, and
   * the last page of an ended list, which may have grown. What fails stays as it was, and so does a row that was put
   * here and that the list's filter finds no more: who has just decided about it still looks at it.
   */
  async refresh(first: number, last: number, isOpen: (row: T) => boolean): Promise<void> {
    if (this.phase !== 'ready' || this.#refreshing) return
    const { signal } = this.#abort
    this.#refreshing = true
    let start = 0
    for (const page of this.#pages) {
      const end = start + page.data.length
      const isSeen = start <= last && end > first
      const mayGrow = page.nextCursor === null
      if (mayGrow || (isSeen && page.data.some(isOpen))) await this.#renew(page.cursor, signal)
      start = end
      if (signal.aborted) return
    }
    this.#refreshing = false
  }

  async #renew(cursor: string | undefined, signal: AbortSignal): Promise<void> {
    const [fresh] = await this.#newest(async () => [await this.#fetch(cursor, signal)]).catch(() => [])
    if (!fresh || signal.aborted) return
    this.#pages = this.#pages.map((page) =>
      page.cursor === cursor ? { ...fresh, data: this.#withPut(page.data, fresh.data), cursor } : page,
    )
  }

  /** Reads pages; a row that is put meanwhile is newer than what they bring. */
  async #newest<P extends Page<T>>(read: () => Promise<P[]>): Promise<P[]> {
    const put = new Map<string, T>()
    this.#readings.add(put)
    try {
      const pages = await read()
      return pages.map((page) => ({ ...page, data: page.data.map((row) => put.get(row.id) ?? row) }))
    } finally {
      this.#readings.delete(put)
    }
  }

  #withPut(known: T[], fresh: T[]): T[] {
    const there = new Set(fresh.map((row) => row.id))
    const data = [...fresh]
    for (const [at, row] of known.entries()) {
      if (this.#put.has(row.id) && !there.has(row.id)) data.splice(at, 0, row)
    }
    return data
  }

  /** Puts a newer state of a row in its place. */
  put(row: T): void {
    this.#put.add(row.id)
    for (const reading of this.#readings) reading.set(row.id, row)
    this.#pages = this.#pages.map((page) =>
      page.data.some((known) => known.id === row.id)
        ? { ...page, data: page.data.map((known) => (known.id === row.id ? row : known)) }
        : page,
    )
  }

  stop(): void {
    this.#abort.abort()
  }
}
