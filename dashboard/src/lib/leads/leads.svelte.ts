import { listBots } from '@cartie/shared/endpoints/bots'
import { boardLeads, facetLeads, getLead, listLeads } from '@cartie/shared/endpoints/leads'
import { listMembers } from '@cartie/shared/endpoints/workspace'
import type { LeadStatus } from '@cartie/shared/domain/lead-status'
import type { Lead } from '@cartie/shared/schemas/lead'
import { call } from '#lib/api.ts'
import { throttle } from '#lib/import/throttle.ts'
import { live } from '#lib/live.svelte.ts'
import { Pages } from '#lib/pages.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import { Resource } from '#lib/resource.svelte.ts'
import { growBoard, putOnBoard } from '#lib/ui/board-stages.ts'
import type { Filters, LeadSort, View } from './filter.ts'

/** Events come in bursts: the page follows them at most this often. */
const followEveryMs = 1000

/** The facts of the leads page: the table, the board, the counts, and who works here. */
export class Leads {
  readonly pages = new Pages<Lead>((cursor, signal) =>
    call(listLeads, {
      query: { ...this.#filters, sort: this.#sort, limit: 100, ...(cursor ? { cursor } : {}) },
      signal,
    }),
  )
  readonly board = new Resource((signal) => call(boardLeads, { query: this.#allStages(), signal }))
  readonly facets = new Resource((signal) =>
    call(facetLeads, {
      query: { ...this.#allStages(), ...(this.#filters.deleted ? { deleted: this.#filters.deleted } : {}) },
      signal,
    }),
  )
  readonly people = new Resource((signal) => call(listMembers, { signal }))
  readonly bots = new Resource((signal) => call(listBots, { query: {}, signal }))

  #filters: Filters = {}
  #sort: LeadSort = 'newest'
  #view: View = 'table'
  #changes = 0
  #more = throttle(() => this.refresh(), followEveryMs)

  /** Shows the leads under other filters. */
  show(filters: Filters, sort: LeadSort, view: View): void {
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

  /** Fetches the next leads of a column of the board. */
  async moreOf(status: LeadStatus): Promise<void> {
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
    const page = await call(listLeads, { query })
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

  /** Shows a newer state of a lead at once, in the table and in its column. */
  put(lead: Lead): void {
    this.pages.put(lead)
    if (this.board.data) this.board.data = putOnBoard(this.board.data, lead)
  }

  /** A member's name; words for nobody and for who is gone. */
  nameOf(userId: string | null): string {
    if (userId === null) return m.leads_nobody()
    return this.people.data?.data.find((person) => person.id === userId)?.name ?? m.leads_gone_member()
  }

  /** Follows what happens elsewhere; returns what ends it. */
  follow(): () => void {
    const names = [
      'lead.created',
      'lead.merged',
      'lead.changed',
      'lead.status_changed',
      'lead.assigned',
      'lead.deleted',
      'lead.restored',
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

/** One lead as the panel shows it. */
export const readLead = (id: string, signal: AbortSignal) => call(getLead, { params: { id }, signal })
