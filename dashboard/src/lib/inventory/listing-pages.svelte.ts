import type { CarListing } from '@cartie/shared/schemas/listing'
import type { Filters, ListingSort } from './filter.ts'

export interface ListingPage {
  data: CarListing[]
  nextCursor: string | null
}
export interface PageRequest {
  filters: Filters
  sort: ListingSort
  cursor: string | undefined
  limit: number
  signal: AbortSignal
}
export interface PageSources {
  page: (request: PageRequest) => Promise<ListingPage>
  one: (id: string) => Promise<CarListing>
}

const pageSize = 100
/** More changed cars than this are not fetched one by one: the list says that it is out of date. */
const mostFetched = 12

/** The loaded part of the inventory under one set of filters: pages that follow as one scrolls. */
export class ListingPages {
  rows = $state.raw<CarListing[]>([])
  phase = $state<'loading' | 'ready' | 'failed'>('loading')
  /** Whether the next page is on its way, or could not be had. */
  next = $state<'idle' | 'loading' | 'failed'>('idle')
  error = $state.raw<unknown>(undefined)
  /** Cars were changed elsewhere in a way that the loaded rows do not show. */
  stale = $state(false)
  ended = $derived.by(() => this.phase === 'ready' && this.#cursor === undefined)

  #cursor = $state<string | undefined>(undefined)
  #sources: PageSources
  #wanted: { filters: Filters; sort: ListingSort } = { filters: {}, sort: 'newest' }
  #abort = new AbortController()

  constructor(sources: PageSources) {
    this.#sources = sources
  }

  /** Loads the first page. With `quiet` the rows on screen stay until the new ones are there. */
  async load(filters: Filters, sort: ListingSort, quiet = false): Promise<void> {
    this.#abort.abort()
    this.#abort = new AbortController()
    const { signal } = this.#abort
    this.#wanted = { filters, sort }
    this.next = 'idle'
    if (!quiet) {
      this.phase = 'loading'
      this.rows = []
      this.#cursor = undefined
    }
    try {
      const page = await this.#sources.page({ filters, sort, cursor: undefined, limit: pageSize, signal })
      if (signal.aborted) return
      this.rows = page.data
      this.#cursor = page.nextCursor ?? undefined
      this.phase = 'ready'
      this.stale = false
    } catch (error) {
      if (signal.aborted) return
      this.error = error
      if (quiet) this.stale = true
      else this.phase = 'failed'
    }
  }

  /** Loads the page after the last row; nothing if there is none or it is on its way. */
  async more(): Promise<void> {
    if (this.phase !== 'ready' || this.next === 'loading' || this.#cursor === undefined) return
    const { signal } = this.#abort
    this.next = 'loading'
    try {
      const page = await this.#sources.page({
        ...this.#wanted,
        cursor: this.#cursor,
        limit: pageSize,
        signal,
      })
      if (signal.aborted) return
      const known = new Set(this.rows.map((row) => row.id))
      this.rows = [...this.rows, ...page.data.filter((row) => !known.has(row.id))]
      this.#cursor = page.nextCursor ?? undefined
      this.next = 'idle'
    } catch (error) {
      if (signal.aborted) return
      this.error = error
      this.next = 'failed'
    }
  }

  /** Puts a newer state of a car in its place; a car that is not in the list changes nothing. */
  put(car: CarListing): void {
    const at = this.rows.findIndex((row) => row.id === car.id)
    const row = this.rows[at]
    if (row && row.version <= car.version) this.rows = this.rows.with(at, car)
  }

  /** Shows other states of cars at once, before the server is asked again. */
  setStatus(statusOf: ReadonlyMap<string, CarListing['status']>): void {
    this.rows = this.rows.map((row) => {
      const status = statusOf.get(row.id)
      return status ? { ...row, status } : row
    })
  }

  /** Takes cars out of the list and returns what puts them back where they were. */
  remove(ids: ReadonlySet<string>): () => void {
    const before = this.rows
    this.rows = before.filter((row) => !ids.has(row.id))
    return () => {
      const now = new Map(this.rows.map((row) => [row.id, row]))
      const old = new Set(before.map((row) => row.id))
      this.rows = [
        ...before.map((row) => now.get(row.id) ?? row),
        ...this.rows.filter((row) => !old.has(row.id)),
      ]
    }
  }

  /** Follows changes made elsewhere: the rows on screen are fetched anew, in their places. */
  async follow(ids: readonly string[]): Promise<void> {
    const shown = ids.filter((id) => this.rows.some((row) => row.id === id))
    if (shown.length > mostFetched) {
      this.stale = true
      return
    }
    const cars = await Promise.allSettled(shown.map((id) => this.#sources.one(id)))
    for (const car of cars) if (car.status === 'fulfilled') this.put(car.value)
  }
}
