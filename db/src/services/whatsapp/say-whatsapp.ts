import { whatsappChannel, whatsappLane } from '@cartie/shared/domain/delivery-lane'
import { mediaIdOf } from '@cartie/shared/domain/media-path'
import { isOnTheInternet } from '@cartie/shared/domain/on-the-internet'
import { AppError } from '@cartie/shared/errors'
import type { NewDelivery } from '../delivery/enqueue.ts'

/** A chat of a number as it is written into. */
export interface NumberChat {
  id: string
  chatId: string
  integrationId: string | null
  /** Whether a day has not passed since the client's last word. */
  isOpen: boolean
  template: { name: string | null; language: string | null; text: string | null }
}

interface Said {
  /** Plain text. */
  text: string
  /** Addresses, or paths of photos that this installation keeps. */
  photos: readonly string[]
}

const longestCaption = 1024

/**
 * What a person writes into a chat of WhatsApp, as its deliveries: texts, photos with the text under the first one, or
 * the number's approved template. Throws `conflict` where the number is gone, where only a template may be sent, and
 * where there is none.
 */
export function sayWhatsapp(
  chat: NumberChat,
  {
    says,
    asTemplate,
    author,
    publicUrl,
  }: { says: readonly Said[]; asTemplate: boolean; author: string; publicUrl: string },
): NewDelivery[] {
  const { integrationId, isOpen, template } = chat
  if (integrationId === null)
    throw new AppError('conflict', 'The number of this chat is no longer connected.')
  const deliver = (params: { text: string } & Record<string, unknown>, photo?: string): NewDelivery => ({
    channel: whatsappChannel,
    lane: whatsappLane(integrationId, chat.chatId),
    integrationId,
    sessionId: chat.id,
    request: { method: 'messages', params: { to: chat.chatId, ...params } },
    message: {
      author,
      kind: photo === undefined ? 'text' : 'photo',
      text: params.text,
      ...(photo === undefined ? {} : { content: { photos: [photo] } }),
    },
    priority: 'answer',
  })
  if (asTemplate) {
    const { name, language, text } = template
    if (name !== null) return [deliver({ text: text ?? name, template: { name, language } })]
    throw new AppError('conflict', 'No approved template is set for this number. Set one under Integrations.')
  }
  if (!isOpen)
    throw new AppError(
      'conflict',
      'A day has passed since the client wrote last: WhatsApp takes an approved template alone.',
      { errors: [{ pointer: '/text', code: 'window_closed', message: 'Send the template instead.' }] },
    )
  return says.flatMap(({ text, photos }) => {
    const images = photos.flatMap((photo) => {
      const link = linkOf(photo, publicUrl)
      return link === undefined ? [] : [{ photo, link }]
    })
    const isCaption = images.length > 0 && text.length <= longestCaption
    return [
      ...(isCaption || !text ? [] : [deliver({ text })]),
      ...images.map(({ photo, link }, n) =>
        deliver({ text: isCaption && n === 0 ? text : '', image: link }, photo),
      ),
    ]
  })
}

/** Where WhatsApp can fetch a photo; undefined where only we can. */
function linkOf(photo: string, publicUrl: string): string | undefined {
  if (mediaIdOf(photo) === undefined) return /^https?:/i.test(photo) ? photo : undefined
  return isOnTheInternet(publicUrl) ? new URL(photo, publicUrl).href : undefined
}
