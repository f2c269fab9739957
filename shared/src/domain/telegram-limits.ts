import { deliveryPriorities } from './delivery-state.ts'
import { telegramLaneParts } from './delivery-lane.ts'
import type { Pace } from './pace.ts'

/** What Telegram takes of one message, in UTF-16 units after its markup is read. */
export const maxTextLength = 4096
export const maxCaptionLength = 1024

/** Below Telegram's limits: about 1 a second a chat, 20 a minute a group, 30 a second a bot. */
export const telegramPaces = {
  chat: { intervalMs: 1000, burst: 3 },
  group: { intervalMs: 60_000 / 17, burst: 3 },
  bot: { intervalMs: 40, burst: 5 },
  /** Broadcasts stand in a line of their own, so that answers always find room in the bot's second. */
  broadcast: { intervalMs: 50, burst: 1 },
} as const satisfies Record<string, Pace>

/** The limits of a lane: its own, and those that it shares with others, which lanes of their own keep. */
export interface LaneLimits {
  own?: Pace
  /** A pause of this lane holds for all that share it; so does its pace. */
  shared?: { lane: string; pace?: Pace }
  /** Where those of a priority stand in line who find the shared pace used up. */
  line?: (priority: number) => { lane: string; pace: Pace }
  /** What could surely not be sent for so long fails for good; `maxDeliveryAgeMs` if absent. */
  maxAgeMs?: number
  /** Whether a call costs some of the pace. */
  isPaced?: (method: string) => boolean
}

/** The limits of a lane of Telegram. Chats with a negative number are groups and channels. */
export function telegramLimits(lane: string): LaneLimits {
  const { botId, chatId } = telegramLaneParts(lane) ?? {}
  if (botId === undefined) return {}
  const bot = `telegram:${botId}`
  return {
    own: chatId?.startsWith('-') || chatId?.startsWith('@') ? telegramPaces.group : telegramPaces.chat,
    shared: { lane: bot, pace: telegramPaces.bot },
    line: (priority) => ({
      lane: `${bot}#${priority}`,
      pace: priority === deliveryPriorities.broadcast ? telegramPaces.broadcast : telegramPaces.bot,
    }),
    isPaced,
  }
}

/** How far ahead a delivery may book a place that others share: the more it matters, the farther. */
export function bookAheadMs(priority: number): number {
  if (priority >= deliveryPriorities.answer) return 500
  return priority >= deliveryPriorities.notice ? 200 : 0
}

/** Calls that write no message into a chat cost none of its pace. */
export const isPaced = (method: string): boolean => /^(?:send(?!ChatAction)|copy|forward)/.test(method)
