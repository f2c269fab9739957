import { pino } from 'pino'
import { drawTelegramLink } from '@cartie/db/services/invitation/draw-telegram-link'
import type { Context } from '@cartie/db/context'
import { withTx } from '@cartie/db/client'
import { enqueueDeliveries, type NewDelivery } from '@cartie/db/services/delivery/enqueue'
import type { TestChat } from '@cartie/db/testing/test-chat'
import type { DeliveryState } from '@cartie/shared/domain/delivery-state'
import { telegramLaneParts } from '@cartie/shared/domain/delivery-lane'
import type { LaneLimits } from '@cartie/shared/domain/telegram-limits'
import type { TelegramCall } from '../../telegram/telegram-answer.ts'
import type { DeliveryOptions } from '../advance-lane.ts'
import { registerChannels } from '../channel.ts'
import { telegramChannel } from '../integrations/telegram.ts'
import type { TelegramParts } from '../telegram-parts.ts'

/** Tools of a job that nobody stops. */
export const quietTools = () => ({
  signal: new AbortController().signal,
  draining: () => false,
  log: pino({ level: 'silent' }),
})

/** No pace at all, but pauses of the bot. */
export const unhurried = (lane: string): LaneLimits => ({
  shared: { lane: `telegram:${telegramLaneParts(lane)?.botId}` },
})

/** Deliveries that go to a given other side. */
export const deliveriesTo = (
  call: TelegramCall,
  more: Partial<TelegramParts> & { leaseMs?: number } = {},
): DeliveryOptions => ({
  leaseMs: more.leaseMs ?? 30_000,
  channels: registerChannels([
    telegramChannel({
      call,
      openToken: () => '1:token',
      loadFile: () => Promise.reject(new Error('This test has no files')),
      drawLink: drawTelegramLink,
      ...more,
    }),
  ]),
})

export const textTo = (chat: TestChat, text: string, more: Partial<NewDelivery> = {}): NewDelivery => ({
  lane: chat.lane,
  botId: chat.botId,
  sessionId: chat.sessionId,
  request: { method: 'sendMessage', params: { chat_id: chat.chatId, text } },
  priority: 'answer',
  ...more,
})

/** Writes texts to a chat without ringing; returns their ids. */
export const write = async (ctx: Context, chat: TestChat, texts: string[], more: Partial<NewDelivery> = {}) =>
  (
    await enqueueDeliveries(
      ctx,
      texts.map((t) => textTo(chat, t, more)),
      { wake: false },
    )
  ).map((r) => r.id)

export interface Stand {
  id: string
  text: string
  lane: string
  state: DeliveryState
  error: { code: string; message: string } | null
  attempts: number
  run_in_ms: number
}

/** Where every delivery of the workspace stands, in the order in which they were written. */
export const stands = (ctx: Context): Promise<Stand[]> =>
  withTx(
    ctx,
    ({ sql }) => sql<Stand[]>`
      select id, request->'params'->>'text' as text, lane, state, error, attempts,
        extract(epoch from run_at - clock_timestamp())::float8 * 1000 as run_in_ms
      from deliveries order by seq`,
  )
