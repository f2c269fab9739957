import { mediaIdOf } from '@cartie/shared/domain/media-path'
import type { ChatMessage } from '@cartie/shared/schemas/chat'
import type { Delivery } from '@cartie/shared/schemas/delivery'
import { m } from '#lib/paraglide/messages.js'
import type { Tone } from '#lib/ui/tone.ts'

const kinds: Record<string, () => string> = {
  photo: m.inbox_kind_photo,
  album: m.inbox_kind_album,
  video: m.inbox_kind_video,
  animation: m.inbox_kind_video,
  video_note: m.inbox_kind_video,
  document: m.inbox_kind_document,
  audio: m.inbox_kind_audio,
  voice: m.inbox_kind_voice,
  sticker: m.inbox_kind_sticker,
  contact: m.inbox_kind_contact,
  location: m.inbox_kind_location,
  service: m.inbox_kind_service,
}

/** What a message is besides its text; undefined where that says all. */
export const kindWord = ({ kind }: ChatMessage): string | undefined =>
  kind === 'text' || kind === 'callback' ? undefined : (kinds[kind] ?? m.inbox_kind_other)()

/** The texts of the buttons that stood under a message. */
export function buttonsOf({ content }: ChatMessage): string[] {
  const { buttons } = content
  return Array.isArray(buttons) ? buttons.filter((one) => typeof one === 'string') : []
}

/** The addresses of photos that we sent. */
export function photosOf({ content }: ChatMessage): string[] {
  const { photos } = content
  return Array.isArray(photos)
    ? photos
        .filter((one) => typeof one === 'string')
        .filter((one) => one.startsWith('https:') || mediaIdOf(one) !== undefined)
    : []
}

const receiptWords: Partial<Record<NonNullable<Delivery['receipt']>, () => string>> = {
  delivered: m.inbox_delivery_delivered,
  read: m.inbox_delivery_read,
}

/** How far a message that was sent has come, where its channel tells. */
export const receiptWord = (delivery: Delivery | undefined): string | undefined =>
  delivery?.state === 'sent' && delivery.receipt ? receiptWords[delivery.receipt]?.() : undefined

/** Where a message that left stands, in words. */
export const deliveryLook: Record<Delivery['state'], { word: () => string; tone: Tone }> = {
  pending: { word: m.inbox_delivery_pending, tone: 'plain' },
  sending: { word: m.inbox_delivery_sending, tone: 'plain' },
  sent: { word: m.inbox_delivery_sent, tone: 'ok' },
  failed: { word: m.inbox_delivery_failed, tone: 'bad' },
  unknown: { word: m.inbox_delivery_unknown, tone: 'warn' },
  held: { word: m.inbox_delivery_held, tone: 'warn' },
  cancelled: { word: m.inbox_delivery_cancelled, tone: 'plain' },
  skipped: { word: m.deliveries_state_skipped, tone: 'plain' },
}
