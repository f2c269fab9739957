import type { Context } from '@cartie/db/context'
import type { DeliveryError } from '@cartie/db/services/delivery/ending'
import type { HookMessage } from '@cartie/shared/integrations/hook-body'
import type { CallService } from './call-service.ts'
import type { ServiceAnswer } from './refusal.ts'

/** An event, and what is at hand to tell it. */
export interface Telling {
  ctx: Context
  /** Its id is the same in every try and every copy. */
  message: HookMessage
  /** A try before this one, or the delivery that this one repeats, may have arrived. */
  mayBeThere: boolean
  /** The form of its type as it was saved. */
  config: unknown
  /** What the service gave. */
  secret: string
  /** Makes one call within the time of this try. */
  call: CallService
}

/** What a service made of an event. Every refusal is thrown as a `Refusal`. */
export type Told = { kind: 'taken'; answer: ServiceAnswer } | { kind: 'skipped'; why: DeliveryError }

/** Why nothing is told of what is gone. */
export const skippedDeleted: DeliveryError = {
  code: 'skipped_deleted',
  message: 'It was deleted before it was told',
}

/** A system that takes what it is told in its own way: one file each in `integrations/`. */
export interface Service {
  tell: (telling: Telling) => Promise<Told>
  /** Proves by calls that leave nothing behind that events would be taken. */
  test: (telling: Telling) => Promise<ServiceAnswer>
}
