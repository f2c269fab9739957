export interface Page<T> {
  data: T[]
  nextCursor: string | null
}
type Fetch<T> = (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>

/** A keyset-paged list of which pages may be fetched anew in their places, so that no row jumps. */
export class Pages<T extends { id: string }> {
  phase = $state<'loading' | 'ready' | 'failed'>('loading')
  more = $state<'idle' | 'loading' | 'failed'>('idle')
  error = $state.raw<unknown>(undefined)
  rows = $derived.by(() => this.#pages.flatMap((page) => page.data))
  ended = $derived.by(() => this.phase === 'ready' && this.#pages.at(-1)?.nextCursor === null)

  #pages = $state.raw<(Page<T> & { cursor: string | undefined })[]>([])
  #fetch: Fetch<T>
  #abort = new AbortController()
  #refreshing = false

  constructor(fetch: Fetch<T>) {
    this.#fetch = fetch
  }

  /** Begins anew with the first page. `quiet` leaves the rows until the new ones are there. Never throws. */
  async load(quiet = false): Promise<void> {
    this.#abort.abort()
    this.#abort = new AbortController()
    const { signal } = this.#abort
    this.#refreshing = false
    this.more = 'idle'
    if (!quiet) {
      this.phase = 'loading'
      this.#pages = []
    }
    try {
      const page = await this.#fetch(undefined, signal)
      if (signal.aborted) return
      this.#pages = [{ ...page, cursor: undefined }]
      this.phase = 'ready'
    } catch (error) {
      if (signal.aborted || quiet) return
      this.error = error
      this.phase = 'failed'
    }
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
   * the last page of an ended list, which may have grown. What fails stays as it was.
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
    const fresh = await this.#fetch(cursor, signal).catch(() => undefined)
    if (!fresh || signal.aborted) return
    this.#pages = this.#pages.map((page) => (page.cursor === cursor ? { ...fresh, cursor } : page))
  }

  /** Puts a newer state of a row in its place. */
  put(row: T): void {
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
