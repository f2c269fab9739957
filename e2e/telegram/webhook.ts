import type { Clock } from './clock.ts'
import { Params, readParams } from './params.ts'
import type { QueuedUpdate, UpdateQueue } from './update-queue.ts'
import { createWebhookPoster, type WebhookPoster, type WebhookReply } from './webhook-post.ts'

export interface WebhookSettings {
  url: string
  secretToken: string
  maxConnections: number
}

/** How one delivery went. */
export interface Attempt {
  updateId: number
  /** 1 for the first. */
  attempt: number
  status: number
  ms: number
  error: string | undefined
}

export interface WebhookSurroundings {
  queue: UpdateQueue
  clock: Clock
  /** What a second of waiting lasts here: 1 is a second. */
  retryScale: number
  timeoutMs: number
  /** How many times an update is posted at once; more than 1 is a fault. */
  copies: () => number
  onAttempt: (attempt: Attempt) => void
  /** An answer may itself carry a call of a method. */
  onReply: (params: Params) => void
  /** The address said for 23 hours that it is gone. */
  onGone: () => void
}

interface Lane {
  updates: QueuedUpdate[]
  fails: number
  delaySeconds: number
}

const goneAfterMs = 23 * 3_600_000

/** Brings a bot's updates to its webhook by Telegram's rules: a lane's in order, lanes side by side, until a 2xx. */
export class Webhook {
  readonly settings: WebhookSettings
  lastError: { date: number; message: string } | undefined
  readonly #around: WebhookSurroundings
  readonly #poster: WebhookPoster
  readonly #lanes = new Map<string, Lane>()
  readonly #ready: Lane[] = []
  readonly #stopListening: () => void
  #goneSince: number | undefined
  #busy = 0
  #stopped = false

  constructor(settings: WebhookSettings, around: WebhookSurroundings) {
    this.settings = settings
    this.#around = around
    this.#poster = createWebhookPoster(settings.url, {
      secretToken: settings.secretToken,
      timeoutMs: around.timeoutMs,
    })
    around.queue.startOver()
    this.#stopListening = around.queue.listen(() => this.#collect())
    this.#collect()
  }

  stop(): void {
    this.#stopped = true
    this.#stopListening()
    this.#poster.close()
  }

  /** Posts bodies past the queue and all at once; returns the statuses. */
  async post(bodies: readonly string[]): Promise<number[]> {
    const replies = await Promise.all(bodies.map((body) => this.#poster.post(body)))
    return replies.map((reply) => reply.status)
  }

  #collect(): void {
    for (const update of this.#around.queue.takeFresh()) {
      const lane = this.#lanes.get(update.lane)
      if (lane) lane.updates.push(update)
      else {
        const created = { updates: [update], fails: 0, delaySeconds: 1 }
        this.#lanes.set(update.lane, created)
        this.#ready.push(created)
      }
    }
    this.#send()
  }

  #send(): void {
    while (!this.#stopped && this.#busy < this.settings.maxConnections) {
      const lane = this.#ready.shift()
      if (!lane) return
      const [update] = lane.updates
      if (update && this.#around.queue.has(update.id)) void this.#deliver(lane, update)
      else this.#next(lane)
    }
  }

  async #deliver(lane: Lane, update: QueuedUpdate): Promise<void> {
    this.#busy++
    const { clock, copies, onAttempt } = this.#around
    const started = clock.now()
    const attempt = lane.fails + 1
    const posts = Array.from({ length: copies() }, async () => {
      const reply = await this.#poster.post(JSON.stringify({ update_id: update.id, ...update.content }))
      return { ...reply, ms: clock.now() - started }
    })
    const replies = await Promise.all(posts)
    this.#busy--
    if (this.#stopped) return
    const failed = replies.find((reply) => complaint(reply) !== undefined)
    if (failed) this.#failed(lane, update, failed)
    else this.#done(lane, update, replies)
    for (const reply of replies)
      onAttempt({ updateId: update.id, attempt, status: reply.status, ms: reply.ms, error: complaint(reply) })
    this.#send()
  }

  #done(lane: Lane, update: QueuedUpdate, replies: readonly WebhookReply[]): void {
    this.#goneSince = undefined
    this.#around.queue.confirm(update.id)
    for (const reply of replies) this.#around.onReply(paramsOf(reply.body))
    this.#next(lane)
  }

  /** Retry-After is honoured; otherwise at once, then after 2, 4, 8 … seconds, at most a random 60 to 120. */
  #failed(lane: Lane, update: QueuedUpdate, reply: WebhookReply): void {
    const { clock, queue, retryScale } = this.#around
    this.lastError = { date: Math.floor(clock.now() / 1000), message: complaint(reply) ?? '' }
    if (reply.status !== 410) this.#goneSince = undefined
    else if (clock.now() > (this.#goneSince ??= clock.now()) + goneAfterMs) return this.#around.onGone()
    let seconds = reply.retryAfter
    if (seconds === 0 && lane.fails > 0) {
      lane.delaySeconds = Math.min(lane.delaySeconds * 2, 60 + 60 * Math.random())
      seconds = lane.delaySeconds
    }
    lane.fails++
    if (clock.now() + seconds * 1000 > update.expiresAt) {
      queue.confirm(update.id)
      return this.#next(lane)
    }
    clock.after(seconds * 1000 * retryScale, () => {
      this.#ready.push(lane)
      this.#send()
    })
  }

  #next(lane: Lane): void {
    const done = lane.updates.shift()
    lane.fails = 0
    lane.delaySeconds = 1
    if (lane.updates.length) this.#ready.push(lane)
    else if (done) this.#lanes.delete(done.lane)
  }
}

function paramsOf(body: string): Params {
  try {
    return readParams(new URLSearchParams(), 'application/json', Buffer.from(body))
  } catch {
    return new Params({})
  }
}

function complaint({ status, reason }: WebhookReply): string | undefined {
  if (status >= 200 && status < 300) return undefined
  return status === 0 ? reason : `Wrong response from the webhook: ${status} ${reason}`
}
