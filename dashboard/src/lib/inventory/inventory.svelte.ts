import type { z } from 'zod'
import type { ListingBulk, ListingFacets } from '@cartie/shared/schemas/listing'
import { bulkListings, facetListings, getListing, listListings } from '@cartie/shared/endpoints/listings'
import { call } from '#lib/api.ts'
import { isAbort } from '#lib/is-abort.ts'
import { idempotencyKey } from '#lib/import/idempotency-key.ts'
import { live } from '#lib/live.svelte.ts'
import type { Filters, ListingSort } from './filter.ts'
import { ListingPages } from './listing-pages.svelte.ts'
import { Selection } from './selection.svelte.ts'
import { bulkCalls, undoCalls, type UndoRow } from './undo.ts'

export type Facets = z.infer<typeof ListingFacets>
type Action = ListingBulk['action']

/** Events come in bursts while an import runs: the list follows them at most this often. */
const followEveryMs = 2000
/** The news of a change of our own comes back within this time, and is on screen already. */
const ownMs = 5000

/** The inventory page's facts: the loaded rows, the counts, the selection, and what can be done to them. */
export class Inventory {
  readonly pages = new ListingPages({
    page: ({ filters, sort, cursor, limit, signal }) =>
      call(listListings, { query: { ...filters, sort, limit, ...(cursor ? { cursor } : {}) }, signal }),
    one: (id) => call(getListing, { params: { id } }),
  })
  readonly selection = new Selection()
  facets = $state.raw<Facets | undefined>(undefined)
  /** Cars under these filters that came since the list was loaded. */
  fresh = $state(0)

  #filters: Filters = {}
  #sort: ListingSort = 'newest'
  #facetAbort = new AbortController()
  #known = 0
  #touched = new Set<string>()
  #counts = false
  #own = { ids: new Set<string>(), at: 0 }
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Shows the inventory under other filters. */
  show(filters: Filters, sort: ListingSort): void {
    const sameFilters = JSON.stringify(filters) === JSON.stringify(this.#filters) && this.facets !== undefined
    this.#filters = filters
    this.#sort = sort
    this.fresh = 0
    void this.pages.load(filters, sort)
    if (!sameFilters) this.facets = undefined
    void this.#count(true)
  }

  /** Loads the list anew in place, with what came since. */
  refresh(): void {
    this.fresh = 0
    void this.pages.load(this.#filters, this.#sort, true)
    void this.#count(true)
  }

  /** Counts anew, after a change that the list shows already. */
  recount(): void {
    void this.#count(true)
  }

  async #count(settle: boolean): Promise<void> {
    this.#facetAbort.abort()
    this.#facetAbort = new AbortController()
    const { signal } = this.#facetAbort
    try {
      const facets = await call(facetListings, { query: this.#filters, signal })
      this.facets = facets
      if (settle) this.#known = facets.total
      else if (this.pages.phase === 'ready' && this.pages.rows.length === 0 && facets.total > 0)
        this.refresh()
      else this.fresh = Math.max(0, facets.total - this.#known)
    } catch (error) {
      // The list itself tells of a failure; without counts only the counts are missing.
      if (!isAbort(error)) this.facets ??= undefined
    }
  }

  /** Applies one change to cars, on screen at once. Returns what undoes it, or throws what the API refused. */
  async apply(
    ids: readonly string[],
    action: Action,
  ): Promise<{ changed: number; undo: () => Promise<void> }> {
    const gone = action.kind === 'status' ? undefined : this.pages.remove(new Set(ids))
    const before: UndoRow[] = []
    let changed = 0
    this.#mine(ids)
    try {
      for (const body of bulkCalls(ids, action)) {
        const reply = await call(bulkListings, { body, idempotencyKey: idempotencyKey() })
        before.push(...reply.undo)
        changed += reply.changed
      }
    } catch (error) {
      gone?.()
      throw error
    } finally {
      if (action.kind !== 'status') for (const id of ids) this.selection.ids.delete(id)
      else this.pages.setStatus(new Map(before.map(({ id }) => [id, action.status])))
      void this.#count(true)
    }
    return {
      changed,
      undo: async () => {
        this.#mine(ids)
        for (const body of undoCalls(action, before)) {
          await call(bulkListings, { body, idempotencyKey: idempotencyKey() })
        }
        gone?.()
        this.pages.setStatus(new Map(before.map(({ id, status }) => [id, status])))
        void this.#count(true)
      },
    }
  }

  #mine(ids: readonly string[]): void {
    this.#own = { ids: new Set(ids), at: Date.now() }
  }

  /** Follows what happens elsewhere; returns what ends it. */
  follow(): () => void {
    const changed = ({ listingIds }: { listingIds: string[] }) => {
      const own = Date.now() - this.#own.at < ownMs ? this.#own.ids : undefined
      for (const id of listingIds) if (!own?.has(id)) this.#touched.add(id)
      this.#soon()
    }
    const counted = () => {
      this.#counts = true
      this.#soon()
    }
    const ends = [
      live.on('listing.changed', changed),
      live.on('listing.created', counted),
      live.on('listing.restored', counted),
      live.on('listing.deleted', counted),
      live.onAgain(counted),
    ]
    return () => {
      clearTimeout(this.#timer)
      this.#timer = undefined
      for (const end of ends) end()
    }
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      const ids = [...this.#touched]
      this.#touched.clear()
      if (ids.length > 0) void this.pages.follow(ids)
      if (this.#counts) void this.#count(false)
      this.#counts = false
    }, followEveryMs)
  }
}
