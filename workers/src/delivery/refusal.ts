import type { DeliveryError } from '@cartie/db/services/delivery/ending'

export interface ServiceAnswer {
  status: number
  body: string
  /** The body read as JSON; undefined where it is none. */
  json: unknown
  /** For how long it asks to be left alone, in milliseconds; 0 where it asks for nothing. */
  afterMs: number
}

interface RefusalMore {
  answer?: ServiceAnswer
  /** No later try can help. */
  forGood?: boolean
  /** It asks to be left alone for so many milliseconds. */
  afterMs?: number
  /** The call may have been done. */
  unsure?: boolean
}

/** Why a service did not take an event, in a code that the dashboard has words for. */
export class Refusal extends Error implements DeliveryError, RefusalMore {
  override name = 'Refusal'
  readonly code: string
  readonly answer?: ServiceAnswer
  readonly forGood?: boolean
  readonly afterMs?: number
  readonly unsure?: boolean

  constructor(code: string, message: string, more: RefusalMore = {}) {
    super(message)
    this.code = code
    Object.assign(this, more)
  }
}
