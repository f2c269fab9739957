import type { DeliveryPolicy } from '@cartie/shared/domain/delivery-state'
import type { LaneLimits } from '@cartie/shared/domain/telegram-limits'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'

/** A lane in the hands of one worker. Every later write names its fence. */
export interface LaneHold {
  lane: string
  fence: number
  /** Each write prolongs the lease by so much. */
  leaseMs: number
  limits: LaneLimits
}

/** A delivery that is committed as being sent: what becomes of the call has to be written under this fence. */
export interface SendingDelivery {
  id: string
  channel: string
  lane: string
  botId: string | null
  /** The bot's token as it is stored; null where there is no bot, or it is gone or switched off. */
  tokenCipher: string | null
  sessionId: string | null
  /** The integration that it is of. */
  integrationId: string | null
  request: TelegramRequest
  policy: DeliveryPolicy
  /** The delivery that a person sent again by this one: what it says may have arrived by that. */
  resendOf: string | null
  /** This try included. */
  attempts: number
  fence: number
}

/** What the holder of a lane has to do next. At the end the lane is released already. */
export type Step =
  | { do: 'send'; delivery: SendingDelivery }
  | { do: 'wait'; deliveryId: string; waitMs: number }
  | { do: 'end' }
