import type { UpdateContent, UpdateKind } from './bot-api.ts'
import type { Clock } from './clock.ts'

export interface QueuedUpdate {
  id: number
  content: UpdateContent
  /** Updates of one lane reach a webhook one after the other. */
  lane: string
  expiresAt: number
}

/** What a bot gets that named nothing: the kinds that must be asked for are left out. */
export const defaultUpdates: readonly UpdateKind[] = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'callback_query',
  'my_chat_member',
]

/** A bot's updates that nobody confirmed yet. */
export class UpdateQueue {
  readonly #clock: Clock
  readonly #waiting = new Map<number, QueuedUpdate>()
  #fresh: QueuedUpdate[] = []
  #held = false
  #listeners = new Set<() => void>()
  /** The id of the next update; a test may let it jump. */
  nextId = 100_000_001
  allowed: readonly UpdateKind[] = defaultUpdates

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Adds an update that lives for `seconds`, if its kind is wanted. */
  add(kind: UpdateKind, content: UpdateContent, lane: string, seconds = 86_400): void {
    if (!this.allowed.includes(kind)) return
    const queued = { id: this.nextId++, content, lane, expiresAt: this.#clock.now() + seconds * 1000 }
    this.#waiting.set(queued.id, queued)
    this.#fresh.push(queued)
    this.#tell()
  }

  /** Calls `listener` whenever there may be something new; the result ends that. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** All that waits, in the order in which it is given out. */
  waiting(): QueuedUpdate[] {
    this.#expire()
    return this.#held ? [] : [...this.#waiting.values()]
  }

  get size(): number {
    this.#expire()
    return this.#waiting.size
  }

  /** What was added since the last call of this. */
  takeFresh(): QueuedUpdate[] {
    if (this.#held) return []
    const fresh = this.#fresh
    this.#fresh = []
    return fresh
  }

  /** Everything that waits is fresh again: another one takes over. */
  startOver(): void {
    this.#fresh = [...this.#waiting.values()]
  }

  /** Whether nobody confirmed it and its time is not over. */
  has(id: number): boolean {
    return (this.#waiting.get(id)?.expiresAt ?? 0) > this.#clock.now()
  }

  confirm(id: number): void {
    this.#waiting.delete(id)
  }

  clear(): void {
    this.#waiting.clear()
    this.#fresh = []
  }

  /** Keeps everything back until `release`. */
  hold(): void {
    this.#held = true
  }

  /** Gives out what was kept back, in the order that `order` makes of it. */
  release(order: (updates: QueuedUpdate[]) => QueuedUpdate[] = (updates) => updates): void {
    this.#held = false
    const fresh = new Set(this.#fresh)
    const ordered = order([...this.#waiting.values()])
    this.#waiting.clear()
    for (const update of ordered) this.#waiting.set(update.id, update)
    this.#fresh = ordered.filter((update) => fresh.has(update))
    this.#tell()
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  #expire(): void {
    const now = this.#clock.now()
    for (const [id, update] of this.#waiting) if (update.expiresAt <= now) this.#waiting.delete(id)
  }
}
