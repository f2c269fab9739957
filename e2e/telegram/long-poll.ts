import type { Update } from './bot-api.ts'
import { ApiError } from './api-error.ts'
import type { Clock } from './clock.ts'
import { Log } from './log.ts'
import type { UpdateQueue } from './update-queue.ts'

export interface PollOptions {
  offset: number
  limit: number
  timeoutMs: number
  /** Calls back when the one who asked has hung up. */
  whenGone: (run: () => void) => void
}

const otherPoller =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'

/** The one request of a bot that may wait for updates. */
export class LongPoll {
  readonly #queue: UpdateQueue
  readonly #clock: Clock
  readonly #begun = new Log<'begun'>()
  #end: ((error: ApiError) => void) | undefined

  constructor(queue: UpdateQueue, clock: Clock) {
    this.#queue = queue
    this.#clock = clock
  }

  /** Answers with what waits; with nothing there, when something comes or when the time is over. */
  get({ offset, limit, timeoutMs, whenGone }: PollOptions): Promise<Update[]> {
    this.#confirm(offset)
    this.stop(otherPoller)
    const take = (): Update[] =>
      this.#queue
        .waiting()
        .slice(0, limit)
        .map(({ id, content }) => ({ update_id: id, ...content }))
    const there = take()
    if (there.length || timeoutMs === 0) return Promise.resolve(there)
    return new Promise((resolve, reject) => {
      const leave = () => {
        stopListening()
        stopClock()
        if (this.#end === end) this.#end = undefined
      }
      const end = (error: ApiError) => {
        leave()
        reject(error)
      }
      const answer = (updates: Update[]) => {
        leave()
        resolve(updates)
      }
      const stopListening = this.#queue.listen(() => {
        const updates = take()
        if (updates.length) answer(updates)
      })
      const stopClock = this.#clock.after(timeoutMs, () => answer([]))
      whenGone(() => answer([]))
      this.#end = end
      this.#begun.append('begun')
    })
  }

  /** Resolves once a request waits. */
  async waiting(): Promise<void> {
    if (!this.#end) await this.#begun.waitFor(() => true, { from: this.#begun.entries.length })
  }

  /** Ends the request that waits, with a conflict. */
  stop(description: string): void {
    this.#end?.(new ApiError(409, description))
  }

  /** An offset confirms everything before it; a negative one leaves that many of the last. */
  #confirm(offset: number): void {
    const ids = this.#queue.waiting().map(({ id }) => id)
    const confirmed = offset < 0 ? ids.slice(0, offset) : ids.filter((id) => id < offset)
    for (const id of confirmed) this.#queue.confirm(id)
  }
}
