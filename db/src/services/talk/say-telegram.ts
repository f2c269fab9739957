import { mediaIdOf } from '@cartie/shared/domain/media-path'
import type { FileRef, TelegramRequest } from '@cartie/shared/domain/telegram-request'
import type { Effect } from '@cartie/shared/scenario/effect'
import { plainOfHtml } from '@cartie/shared/scenario/html'
import type { Keyboard } from '@cartie/shared/scenario/keyboard'
import type { OutMessage } from '../delivery/keep-out-messages.ts'

type Send = Extract<Effect, { type: 'send' }>

/** A keyboard as Telegram takes it. */
export function replyMarkup(keyboard: Keyboard): Record<string, unknown> {
  if (keyboard.kind === 'remove') return { remove_keyboard: true }
  if (keyboard.kind === 'reply') {
    const rows = keyboard.rows.map((row) =>
      row.map(({ text, contact }) => ({ text, ...(contact ? { request_contact: true } : {}) })),
    )
    return { keyboard: rows, resize_keyboard: true, one_time_keyboard: true }
  }
  const rows = keyboard.rows.map((row) =>
    row.map((button) =>
      'url' in button
        ? { text: button.text, url: button.url }
        : { text: button.text, callback_data: button.data },
    ),
  )
  return { inline_keyboard: rows }
}

/** What a scenario says, as a call to Telegram and as the chat shows it. */
export function sayTelegram(
  chatId: string,
  { text, photos, keyboard }: Send,
): { request: TelegramRequest; message: OutMessage } {
  const common = { chat_id: chatId, ...(keyboard ? { reply_markup: replyMarkup(keyboard) } : {}) }
  const caption = text ? { caption: text } : {}
  const { names, files } = attach(photos)
  const [first = '', ...others] = names
  const kind = others.length ? 'album' : photos.length ? 'photo' : 'text'
  const content = {
    ...(photos.length ? { photos } : {}),
    ...(keyboard && keyboard.kind !== 'remove'
      ? { buttons: keyboard.rows.flat().map((button) => button.text) }
      : {}),
  }
  return {
    request: {
      ...(files ? { files } : {}),
      ...(others.length
        ? {
            method: 'sendMediaGroup',
            params: {
              chat_id: chatId,
              media: names.map((media, n) => ({ type: 'photo', media, ...(n === 0 ? caption : {}) })),
            },
          }
        : photos.length
          ? { method: 'sendPhoto', params: { ...common, photo: first, ...caption } }
          : { method: 'sendMessage', params: { ...common, text } }),
    },
    message: { author: 'bot', kind, text: plainOfHtml(text), content },
  }
}

/** Photos as parameters: Telegram's own names as they are, addresses and photos of our own as files to upload. */
function attach(photos: readonly string[]): { names: string[]; files?: Record<string, FileRef> } {
  const files: Record<string, FileRef> = {}
  const names = photos.map((photo, n) => {
    if (!/^https?:/i.test(photo) && mediaIdOf(photo) === undefined) return photo
    files[`photo${n}`] = { key: photo, url: photo }
    return `attach://photo${n}`
  })
  return Object.keys(files).length ? { names, files } : { names }
}
