import type { Chat } from './bot-api.ts'
import { tooManyRequests } from './api-error.ts'
import type { Clock } from './clock.ts'

export interface FloodRules {
  /** Messages that a chat takes at once before it takes one a second. */
  chatBurst: number
  /** Messages a minute in a group or channel. */
  groupPerMinute: number
  /** Messages a second of a bot. */
  botPerSecond: number
  /** What a second lasts for these rules: 1 is a second. `retry_after` stays in whole seconds. */
  scale: number
}

/** About what Telegram does: it promises no figures but these. */
export const telegramFloodRules: FloodRules = { chatBurst: 3, groupPerMinute: 20, botPerSecond: 30, scale: 1 }

/** Counts one bot's messages against the rules. */
export class FloodLimits {
  readonly #clock: Clock
  readonly #rules: FloodRules
  readonly #sent = new Map<number, number[]>()
  readonly #closedUntil = new Map<number | 'bot', number>()
  #recent: number[] = []

  constructor(clock: Clock, rules: FloodRules) {
    this.#clock = clock
    this.#rules = rules
  }

  /** Books `count` messages to a chat, at once. Throws 429 where the chat or the bot has to wait, and books nothing. */
  spend(chat: Chat, count: number): void {
    const now = this.#clock.now()
    const { chatBurst, groupPerMinute, botPerSecond, scale } = this.#rules
    const second = 1000 * scale
    for (const who of ['bot', chat.id] as const) {
      const until = this.#closedUntil.get(who) ?? 0
      if (until > now) throw tooManyRequests(Math.ceil((until - now) / 1000))
    }
    const since = (times: number[], ms: number) => times.filter((at) => at > now - ms)
    this.#recent = since(this.#recent, second)
    if (this.#recent.length + count > botPerSecond)
      this.#close('bot', (this.#recent[0] ?? now) + second - now)

    const [most, window] =
      chat.type === 'private' ? [chatBurst, chatBurst * second] : [groupPerMinute, 60 * second]
    const sent = since(this.#sent.get(chat.id) ?? [], window)
    if (sent.length + count > most) this.#close(chat.id, (sent[0] ?? now) + window - now)
    for (let i = 0; i < count; i++) {
      sent.push(now)
      this.#recent.push(now)
    }
    this.#sent.set(chat.id, sent)
  }

  #close(who: number | 'bot', ms: number): never {
    const seconds = Math.max(1, Math.ceil(ms / 1000))
    this.#closedUntil.set(who, this.#clock.now() + seconds * 1000)
    throw tooManyRequests(seconds)
  }
}
