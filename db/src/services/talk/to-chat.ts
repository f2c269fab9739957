import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import type { NewDelivery } from '../delivery/enqueue.ts'

interface ChatOfBot {
  botId: string
  chatId: string
}

/** What a bot says or does in a chat at once; twice is better than never. */
export const toChat = (
  { botId, chatId }: ChatOfBot,
  method: string,
  params: Record<string, unknown>,
): NewDelivery => ({
  lane: telegramLane(botId, chatId),
  botId,
  request: { method, params: { chat_id: chatId, ...params } },
  priority: 'answer',
  policy: 'repeat',
})

/** Ends the turning of a pressed button, with a word if there is one. */
export const answerPress = (
  { botId, chatId }: ChatOfBot,
  callbackId: string,
  text?: string,
): NewDelivery => ({
  lane: telegramLane(botId, chatId),
  botId,
  request: {
    method: 'answerCallbackQuery',
    params: { callback_query_id: callbackId, ...(text ? { text } : {}) },
  },
  priority: 'answer',
  policy: 'repeat',
})
