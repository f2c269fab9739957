import { telegramLane } from '@cartie/shared/domain/delivery-lane'
import { mediaIdOf } from '@cartie/shared/domain/media-path'
import type { TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { NewDelivery } from '../delivery/enqueue.ts'
import type { CarWithPost } from './load-cars.ts'
import type { PostChannel } from './find-channel.ts'

const isFetched = (photo: string) => /^https?:/i.test(photo) || mediaIdOf(photo) !== undefined

/** The photo of a post; undefined where there is none that can be sent. */
export const photoOf = ({ photo }: Pick<CarWithPost, 'photo'>): string | undefined =>
  photo !== null && isFetched(photo) ? photo : undefined

const keyboard = (username: string | null) =>
  username === null
    ? {}
    : { reply_markup: { inline_keyboard: [[{ text: '💬', url: `https://t.me/${username}` }]] } }

/** The message that tells of a car. */
export function postRequest(
  { chatId: chat_id, username }: PostChannel,
  text: string,
  photo: string | undefined,
): TelegramRequest {
  const more = { chat_id, ...keyboard(username) }
  return photo === undefined
    ? { method: 'sendMessage', params: { ...more, text, link_preview_options: { is_disabled: true } } }
    : {
        method: 'sendPhoto',
        params: { ...more, photo: 'attach://photo', caption: text },
        files: { photo: { key: photo, url: photo } },
      }
}

/** The change of a message that was sent; one of a car that can't be bought loses its button. */
export function editDelivery(
  integrationId: string,
  { id: listingId, post }: CarWithPost,
  { text, username }: { text: string; username: string | null },
): NewDelivery[] {
  if (!post || post.messageId === null) return []
  const { botId, chatId: chat_id, messageId: message_id, hasPhoto } = post
  return [
    {
      lane: telegramLane(botId, chat_id),
      botId,
      integrationId,
      request: {
        method: hasPhoto ? 'editMessageCaption' : 'editMessageText',
        params: {
          chat_id,
          message_id,
          ...(hasPhoto ? { caption: text } : { text, link_preview_options: { is_disabled: true } }),
          ...keyboard(username),
        },
      },
      priority: 'notice',
      policy: 'repeat',
      dedupKey: `car-post-edit:${integrationId}:${listingId}:${post.editDeliveryId ?? 'first'}`,
    },
  ]
}
