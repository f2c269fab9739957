import { throttle } from '#lib/import/throttle.ts'
import { Pages } from '#lib/pages.svelte.ts'
import { Resource } from '#lib/resource.svelte.ts'
import { growBoard, putOnBoard, type Stages, type View } from './board-stages.ts'

/** Events come in bursts: the page follows them at most this often. */
const followEveryMs = 1000

interface Page<Row> {
  data: Row[]
  nextCursor: string | null
}

/** How the rows are asked for. A board shows all stages, and nothing that is deleted. */
interface Fetches<Row, Status extends string, Filters, Sort, Facets> {
  page: (
    filters: Filters,
    more: { sort: Sort; limit: number; cursor?: string },
    signal: AbortSignal,
  ) => Promise<Page<Row>>
  board: (filters: Filters, signal: AbortSignal) => Promise<Stages<Status, Row>>
  /** The next rows of one stage of the board. */
  stage: (filters: Filters, more: { status: Status; limit: number; cursor: string }) => Promise<Page<Row>>
  facets: (filters: Filters, signal: AbortSignal) => Promise<Facets>
}

/** Rows that stand in stages, as a page shows them: the table, the board, and the counts. */
export class StagedRows<
  Row extends { id: string; status: Status },
  Status extends string,
  Filters extends { status?: string | undefined; deleted?: string | undefined },
  Sort,
  Facets,
> {
  readonly pages: Pages<Row>
  readonly board: Resource<Stages<Status, Row>>
  readonly facets: Resource<Facets>
  #fetches: Fetches<Row, Status, Filters, Sort, Facets>
  #filters: Filters
  #sort: Sort
  #view: View = 'table'
  #changes = 0
  #more = throttle(() => this.refresh(), followEveryMs)

  constructor(fetches: Fetches<Row, Status, Filters, Sort, Facets>, first: { filters: Filters; sort: Sort }) {
    this.#fetches = fetches
    this.#filters = first.filters
    this.#sort = first.sort
    this.pages = new Pages<Row>((cursor, signal) =>
      fetches.page(this.#filters, { sort: this.#sort, limit: 100, ...(cursor ? { cursor } : {}) }, signal),
    )
    this.board = new Resource((signal) => fetches.board(this.#onBoard(), signal))
    this.facets = new Resource((signal) => fetches.facets({ ...this.#filters, status: undefined }, signal))
  }

  /** Shows the rows under other filters. */
  show(filters: Filters, sort: Sort, view: View): void {
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

  /** Fetches the next rows of a column of the board. */
  async moreOf(status: Status): Promise<void> {
    const before = this.board.data
    const cursor = before?.columns.find((one) => one.status === status)?.nextCursor
    if (!before || !cursor) return
    const page = await this.#fetches.stage(this.#onBoard(), { status, limit: 50, cursor })
    if (this.board.data === before) this.board.data = growBoard(before, status, page)
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

  /** Shows a newer state of a row at once, in the table and in its column. */
  put(row: Row): void {
    this.pages.put(row)
    if (this.board.data) this.board.data = putOnBoard(this.board.data, row)
  }

  /**
   * Follows what happens elsewhere; returns what ends it.
   * @param listen calls back for whatever may change the rows; returns what ends each listening
   */
  followBy(listen: (changed: () => void) => (() => void)[]): () => void {
    const ends = listen(this.#more.ask)
    return () => {
      for (const end of ends) end()
      this.#more.stop()
      this.pages.stop()
    }
  }

  #onBoard(): Filters {
    return { ...this.#filters, status: undefined, deleted: undefined }
  }
}
