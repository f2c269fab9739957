import type { Update, UpdateContent, UpdateKind, User } from './bot-api.ts'
import type { Clock } from './clock.ts'
import type { FloodLimits } from './flood-limits.ts'
import { LongPoll } from './long-poll.ts'
import { UpdateQueue, type QueuedUpdate } from './update-queue.ts'
import type { Webhook } from './webhook.ts'

export interface BotSettings {
  /** `<id>:<secret>`; the number before the colon is the bot's id. */
  token: string
  username: string
  name?: string
  /** Privacy mode off: hears everything in groups. */
  readsAllGroupMessages?: boolean
}

export interface BotCommand {
  command: string
  description: string
}

/** One bot as Telegram keeps it. */
export class Bot {
  readonly user: User
  readonly updates: UpdateQueue
  readonly poll: LongPoll
  readonly limits: FloodLimits | undefined
  readonly readsAllGroupMessages: boolean
  /** Users that blocked it. */
  readonly blockedBy = new Set<number>()
  /** By scope and language. */
  readonly commands = new Map<string, BotCommand[]>()
  /** By chat; 0 is everyone's. */
  readonly menuButtons = new Map<number, Record<string, unknown>>()
  /** The buttons that were pressed, by the query's id. */
  readonly queries = new Map<string, { answer?: { text: string; alert: boolean } }>()
  token: string
  webhook: Webhook | undefined
  /** How many times each update is posted at once; more than 1 is a fault. */
  copies = 1
  #lastMessageId = 0
  #history: QueuedUpdate[] = []

  constructor(
    { token, username, name, readsAllGroupMessages }: BotSettings,
    clock: Clock,
    limits?: FloodLimits,
  ) {
    this.token = token
    this.user = { id: Number(token.split(':')[0]), is_bot: true, first_name: name ?? username, username }
    this.readsAllGroupMessages = readsAllGroupMessages ?? false
    this.updates = new UpdateQueue(clock)
    this.poll = new LongPoll(this.updates, clock)
    this.limits = limits
  }

  get id(): number {
    return this.user.id
  }

  /** Messages of private chats are numbered per bot. */
  nextMessageId(): number {
    return ++this.#lastMessageId
  }

  /** Tells the bot; `lane` names what must stay in order. Returns the update's id, wanted or not. */
  tell(kind: UpdateKind, content: UpdateContent, lane: string, seconds?: number): number {
    const id = this.updates.nextId
    this.updates.add(kind, content, lane, seconds)
    if (this.updates.has(id)) this.#history.push({ id, content, lane, expiresAt: Infinity })
    return id
  }

  /** Every update that it was told, as it gets it. */
  get told(): Update[] {
    return this.#history.map(({ id, content }) => ({ update_id: id, ...content }))
  }

  /** Posts these updates to the webhook once more and all at once, whatever became of them; returns the statuses. */
  postAgain(...ids: number[]): Promise<number[]> {
    const known = this.told.filter((update) => ids.includes(update.update_id))
    return this.postRaw(...known.map((update) => JSON.stringify(update)))
  }

  /** Posts any bodies to the webhook with its secret, all at once, as no Telegram would; returns the statuses. */
  async postRaw(...bodies: string[]): Promise<number[]> {
    if (!this.webhook) throw new Error('the bot has no webhook')
    return this.webhook.post(bodies)
  }
}
