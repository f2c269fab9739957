import { ApiError, tooManyRequests } from './api-error.ts'

/** What happens to a call instead of the usual. */
export type Effect =
  /** The call is carried out, and the connection breaks before the answer. */
  | { kind: 'drop' }
  /** The connection breaks before anything is carried out. */
  | { kind: 'reset' }
  /** The call is carried out, and answered so much later. */
  | { kind: 'late'; ms: number }
  /** The call is refused with this error and not carried out. */
  | { kind: 'error'; error: ApiError }
  /** Something in between answers instead, with no JSON of Telegram's. */
  | { kind: 'body'; status: number; body: string }

export interface FaultTarget {
  /** All methods where it is missing. */
  method?: string
  botId?: number
  chatId?: number | string
  /** So many matching calls go well first. */
  after?: number
  /** So many are hit then: 1 where it is missing. */
  times?: number
}

interface Rule extends FaultTarget {
  effect: Effect
  passed: number
  hit: number
}

/** The faults that a test asked for. */
export class Faults {
  #rules: Rule[] = []

  /** Sets a fault; the result lifts it. */
  add(target: FaultTarget, effect: Effect): () => void {
    const rule = { ...target, effect, passed: 0, hit: 0 }
    this.#rules.push(rule)
    return () => void (this.#rules = this.#rules.filter((other) => other !== rule))
  }

  /** After `n` calls of the method went well, the next one is carried out and its answer lost. */
  dropAfter(method: string, n: number): () => void {
    return this.add({ method, after: n }, { kind: 'drop' })
  }

  /** Answers the next matching calls with 500. */
  fail(target: FaultTarget): () => void {
    return this.add(target, { kind: 'error', error: new ApiError(500, 'Internal Server Error') })
  }

  /** Answers the next matching calls with 429 and this `retry_after`. */
  flood(target: FaultTarget, retryAfterSeconds: number): () => void {
    return this.add(target, { kind: 'error', error: tooManyRequests(retryAfterSeconds) })
  }

  clear(): void {
    this.#rules = []
  }

  /** The fault that hits this call, if one does; asking counts. */
  take(call: { method: string; botId: number; chatId: string }): Effect | undefined {
    const rule = this.#rules.find(
      ({ method, botId, chatId }) =>
        (method === undefined || method.toLowerCase() === call.method.toLowerCase()) &&
        (botId === undefined || botId === call.botId) &&
        (chatId === undefined || String(chatId) === call.chatId),
    )
    if (!rule) return undefined
    if (rule.passed < (rule.after ?? 0)) {
      rule.passed++
      return undefined
    }
    if (++rule.hit >= (rule.times ?? 1)) this.#rules = this.#rules.filter((other) => other !== rule)
    return rule.effect
  }
}
