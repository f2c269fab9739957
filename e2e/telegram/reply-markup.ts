import type { Chat, InlineKeyboardButton, KeyboardButton, ReplyMarkup } from './bot-api.ts'
import { badRequest } from './api-error.ts'
import { isRecord, type Params } from './params.ts'

const mostDataBytes = 64
const inlineActions = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'switch_inline_query',
  'copy_text',
  'pay',
]

/** The keyboard that a call brings for a chat, or `undefined`. Throws Telegram's error where it is broken. */
export function readReplyMarkup(params: Params, chat: Chat): ReplyMarkup | undefined {
  const value = params.json('reply_markup', 'reply keyboard markup')
  if (value === undefined) return undefined
  if (!isRecord(value)) throw badRequest('object expected as reply markup')
  const keyboard = rows(value.keyboard, 'Field "keyboard" must be an Array of Arrays', (button) =>
    readButton(button, chat),
  )
  if (keyboard.length) return { ...value, keyboard }
  const inline = rows(
    value.inline_keyboard,
    'Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    readInlineButton,
  )
  if (inline.length) return { inline_keyboard: inline }
  if (value.remove_keyboard === true) return { remove_keyboard: true }
  if (value.force_reply === true) return { force_reply: true }
  return undefined
}

function rows<T>(value: unknown, complaint: string, read: (button: unknown) => T): T[][] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw badRequest(complaint)
  return value
    .map((row: unknown) => {
      if (!Array.isArray(row)) throw badRequest(complaint)
      return row.map((button: unknown) => read(button))
    })
    .filter((row) => row.length > 0)
}

function readButton(button: unknown, chat: Chat): KeyboardButton {
  if (typeof button === 'string') return { text: button }
  const parse = "can't parse keyboard button"
  if (!isRecord(button)) throw badRequest(`${parse}: KeyboardButton must be a String or an Object`)
  if (typeof button.text !== 'string') throw badRequest(`${parse}: Can't find field "text"`)
  const asksContact = button.request_contact === true
  if (asksContact && chat.type !== 'private')
    throw badRequest('phone number can be requested in private chats only')
  return { text: button.text, ...(asksContact ? { request_contact: true } : {}) }
}

function readInlineButton(button: unknown): InlineKeyboardButton {
  const parse = "can't parse inline keyboard button"
  if (!isRecord(button)) throw badRequest(`${parse}: InlineKeyboardButton must be an Object`)
  const { text, callback_data: data, url } = button
  if (typeof text !== 'string') throw badRequest(`${parse}: Can't find field "text"`)
  if (text === '') throw badRequest(`${parse}: Text buttons are unallowed in the inline keyboard`)
  if (!inlineActions.some((action) => button[action] !== undefined))
    throw badRequest(`${parse}: Text buttons are unallowed in the inline keyboard`)
  if (typeof data === 'string' && (data === '' || Buffer.byteLength(data) > mostDataBytes))
    throw badRequest('BUTTON_DATA_INVALID')
  if (typeof url === 'string' && !/^(https?|tg):\/\/\S+$/i.test(url)) throw badRequest('BUTTON_URL_INVALID')
  return {
    text,
    ...(typeof data === 'string' ? { callback_data: data } : {}),
    ...(typeof url === 'string' ? { url } : {}),
  }
}
