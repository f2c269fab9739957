import { boardRequests, facetRequests, getRequest, listRequests } from '@cartie/shared/endpoints/requests'
import { listMembers } from '@cartie/shared/endpoints/workspace'
import type { RequestStatus } from '@cartie/shared/domain/request-status'
import type { B2bRequest } from '@cartie/shared/schemas/request'
import { call } from '#lib/api.ts'
import { throttle } from '#lib/import/throttle.ts'
import { live } from '#lib/live.svelte.ts'
import { Pages } from '#lib/pages.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import { Resource } from '#lib/resource.svelte.ts'
import { growBoard, putOnBoard } from '#lib/ui/board-stages.ts'
import type { Filters, RequestSort, View } from './filter.ts'

/** Events come in bursts: the page follows them at most this often. */
const followEveryMs = 1000

/** The facts of the page of requests: the table, the board, the counts, and who works here. */
export class Requests {
  readonly pages = new Pages<B2bRequest>((cursor, signal) =>
    call(listRequests, {
      query: { ...this.#filters, sort: this.#sort, limit: 100, ...(cursor ? { cursor } : {}) },
      signal,
    }),
  )
  readonly board = new Resource((signal) => call(boardRequests, { query: this.#allStages(), signal }))
  readonly facets = new Resource((signal) =>
    call(facetRequests, {
      query: { ...this.#allStages(), ...(this.#filters.deleted ? { deleted: this.#filters.deleted } : {}) },
      signal,
    }),
  )
  readonly people = new Resource((signal) => call(listMembers, { signal }))
  /** The request that is to end, and how: somebody is asked whether and whom to tell. */
  ending = $state.raw<{ request: B2bRequest; to: 'WON' | 'LOST' }>()

  #filters: Filters = {}
  #sort: RequestSort = 'newest'
  #view: View = 'table'
  #changes = 0
  #more = throttle(() => this.refresh(), followEveryMs)

  /** Shows the requests under other filters. */
  show(filters: Filters, sort: RequestSort, view: View): void {
    this.#filters = filters
    this.#sort = sort
    this.#view = view
    if (view === 'board') {
      this.board.data = undefined
      void this.board.load()
    } else void this.pages.load()
    void this.facets.load()
  }

  /** Fetches anew in place: what is on screen stays until the new is there. */
  refresh(): void {
    if (this.paused) return
    if (this.#view === 'board') void this.board.load()
    else void this.pages.load(true)
    void this.facets.load()
  }

  /** Fetches the next requests of a column of the board. */
  async moreOf(status: RequestStatus): Promise<void> {
    const before = this.board.data
    const column = before?.columns.find((one) => one.status === status)
    if (!before || !column?.nextCursor) return
    const query = {
      ...this.#allStages(),
      status,
      sort: 'newest',
      limit: 50,
      cursor: column.nextCursor,
    } as const
    const page = await call(listRequests, { query })
    if (this.board.data !== before) return
    this.board.data = growBoard(before, status, page)
  }

  /**
   * Fetches nothing until a change of our own is through, for that would show the state before it, and gives up what is
   * being fetched. Returns what ends this and fetches anew.
   */
  pause(): () => void {
    this.#changes++
    this.board.stop()
    return () => {
      this.#changes--
      this.refresh()
    }
  }

  /** Whether a change of our own is on its way: what the server says may be older. */
  get paused(): boolean {
    return this.#changes > 0
  }

  /** Shows a newer state of a request at once, in the table and in its column. */
  put(request: B2bRequest): void {
    this.pages.put(request)
    if (this.board.data) this.board.data = putOnBoard(this.board.data, request)
  }

  /** A member's name; words for nobody and for who is gone. */
  nameOf(userId: string | null): string {
    if (userId === null) return m.requests_nobody()
    return this.people.data?.data.find((person) => person.id === userId)?.name ?? m.requests_gone_member()
  }

  /** Follows what happens elsewhere; returns what ends it. */
  follow(): () => void {
    const names = [
      'request.created',
      'request.changed',
      'request.status_changed',
      'request.assigned',
      'request.deleted',
      'request.restored',
      'request.matched',
      'variant.submitted',
      'variant.status_changed',
    ] as const
    const ends = [...names.map((name) => live.on(name, this.#more.ask)), live.onAgain(this.#more.ask)]
    return () => {
      for (const end of ends) end()
      this.#more.stop()
      this.pages.stop()
    }
  }

  #allStages(): Omit<Filters, 'status' | 'deleted'> {
    const { status: _, deleted: __, ...rest } = this.#filters
    return rest
  }
}

/** One request as the panel shows it. */
export const readRequest = (id: string, signal: AbortSignal) => call(getRequest, { params: { id }, signal })
