import { readUpdate, type TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import type { TalkEvent } from '@cartie/shared/scenario/event'
import { TalkEvent as TalkEventSchema } from '@cartie/shared/scenario/event'

/** A waiting event of a chat's lane. */
export interface InboxRow {
  id: string
  kind: string
  payload: unknown
}

/** What one or more inbox events mean to the talk; null: nothing that a scenario hears of. */
export interface Heard {
  ids: string[]
  event: TalkEvent | null
  /** Those of Telegram among them: one, or those of an album. */
  updates: TelegramUpdate[]
}

/** Turns a lane's events, in their order, into what a talk hears: the photos of one album become one message. */
export function readEvents(rows: readonly InboxRow[]): Heard[] {
  const heard: Heard[] = []
  let album: string | undefined
  for (const { id, kind, payload } of rows) {
    const update = kind === 'update' ? (readUpdate(payload) ?? null) : null
    const event = update ? eventOf(update) : (TalkEventSchema.safeParse(payload).data ?? null)
    const albumId = update?.message?.content.albumId
    const last = heard.at(-1)
    if (
      update &&
      last &&
      albumId !== undefined &&
      albumId === album &&
      last.updates[0]?.kind === update.kind
    ) {
      last.ids.push(id)
      last.updates.push(update)
      if (event?.type === 'message' && last.event?.type === 'message') {
        last.event.photos = [...(last.event.photos ?? []), ...(event.photos ?? [])]
        if (event.text) last.event.text ??= event.text
      }
    } else heard.push({ ids: [id], event, updates: update ? [update] : [] })
    album = albumId
  }
  return heard
}

function eventOf({ kind, chat, sender, message }: TelegramUpdate): TalkEvent | null {
  if (chat?.kind !== 'private' || !sender || !message) return null
  const from = {
    id: String(sender.id),
    name: sender.name,
    ...(sender.username === null ? {} : { username: sender.username }),
    ...(sender.language === null ? {} : { languageCode: sender.language }),
  }
  const { callback, contact, files, location } = message.content
  if (kind === 'callback_query') {
    if (!callback) return null
    const { id, data, messageId } = callback
    return {
      type: 'callback',
      from,
      callbackId: id,
      data,
      ...(messageId === undefined ? {} : { messageId }),
    }
  }
  if (kind !== 'message' || message.kind === 'service') return null
  const photos = (files ?? []).filter((file) => file.kind === 'photo').map((file) => file.fileId)
  return {
    type: 'message',
    from,
    ...(message.text ? { text: message.text } : {}),
    ...(contact
      ? {
          contact: {
            phone: contact.phone,
            name: contact.name,
            ...(contact.userId === undefined ? {} : { userId: String(contact.userId) }),
          },
        }
      : {}),
    ...(photos.length ? { photos } : {}),
    ...(location ? { location } : {}),
  }
}
