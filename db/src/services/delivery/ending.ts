/** Why a delivery did not arrive, in a code and in the other side's words. */
export interface DeliveryError {
  code: string
  message: string
}

/** What the other side said of a message that it took. */
export interface SentResult {
  messageId?: number
  /** All numbers, where one call wrote several messages. */
  messageIds?: number[]
  /** WhatsApp's name of it. */
  externalId?: string
  /** Of an event: the answer's status and the beginning of its body. */
  status?: number
  body?: string
}

/** How one try ended. */
export type Ending =
  /** `error`: what of it was left out, and why. */
  | { kind: 'sent'; result: SentResult; files?: { key: string; fileId: string }[]; error?: DeliveryError }
  /** `result`: the answer that refused it. `stops`: the other side is dead, or wants no more. */
  | {
      kind: 'failed'
      error: DeliveryError
      blocked?: boolean
      result?: SentResult
      stops?: 'dead' | 'gone'
    }
  /** There was nothing to say to this receiver. */
  | { kind: 'skipped'; error: DeliveryError }
  /** It may have arrived. */
  | { kind: 'unknown'; error: DeliveryError }
  /** Not the message is wrong but what sends it: a person has to look. */
  | { kind: 'held'; error: DeliveryError }
  /** It surely did not arrive. */
  | {
      kind: 'again'
      afterMs: number
      error: DeliveryError
      /** The other side asked for a pause of the whole lane. */
      pauses?: boolean
      /** The chat has a new number. */
      movedTo?: string
      /** Names of files that the other side no longer knows. */
      forget?: string[]
    }
