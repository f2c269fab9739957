import { toPayload } from '@cartie/shared/scenario/telegram'

/** The address in Telegram under which a car is offered for a request; null without a bot that has a name. */
export const offerLink = (username: string | null, requestId: string): string | null =>
  username === null ? null : `https://t.me/${username}?start=${toPayload(`offer_${requestId}`)}`
