import { telegramLimits } from '@cartie/shared/domain/telegram-limits'
import type { Channel } from '../channel.ts'
import { sendTelegram } from '../send-telegram.ts'
import type { TelegramParts } from '../telegram-parts.ts'

/** Messages of bots. */
export const telegramChannel = (parts: TelegramParts): Channel => ({
  name: 'telegram',
  limits: parts.limits ?? telegramLimits,
  send: (ctx, delivery, options) => sendTelegram(parts, ctx, delivery, options),
})
