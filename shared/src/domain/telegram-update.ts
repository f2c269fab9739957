import { integerOf, listOf, objectOf, textOf, type JsonObject } from './json-fields.ts'
import { personOf, readMessage, type TelegramMessage, type TelegramPerson } from './telegram-message.ts'

/** The updates that Cartie asks Telegram for. */
export const updateKinds = [
  'message',
  'edited_message',
  'channel_post',
  'edited_channel_post',
  'callback_query',
  'my_chat_member',
] as const
export type UpdateKind = (typeof updateKinds)[number]

export const chatKinds = ['private', 'group', 'supergroup', 'channel'] as const
export type ChatKind = (typeof chatKinds)[number]

export interface TelegramChat {
  id: string
  kind: ChatKind
  title: string
  username: string | null
}

/** One update of the Bot API, as far as Cartie reads it. */
export interface TelegramUpdate {
  updateId: number
  /** `other` for a kind that nobody asked for. */
  kind: UpdateKind | 'other'
  /** The chat whose lane it belongs to; null where there is none, as for a poll. */
  chat: TelegramChat | null
  sender: TelegramPerson | null
  /** What was written, or the button that was pressed. */
  message: TelegramMessage | null
  /** What the bot itself has become in the chat. */
  membership: { member: boolean; canPost: boolean } | null
}

/** Reads an update. Undefined where it has no number; nothing that it may hold makes this throw. */
export function readUpdate(value: unknown): TelegramUpdate | undefined {
  const update = objectOf(value)
  const updateId = integerOf(update?.update_id)
  if (!update || updateId === undefined || updateId < 0) return undefined
  const kind = updateKinds.find((k) => objectOf(update[k])) ?? 'other'
  const body = kind === 'other' ? bodyOf(update) : objectOf(update[kind])
  const pressed = kind === 'callback_query' ? objectOf(body?.message) : undefined
  const sender = personOf(body?.from) ?? null
  const chat =
    chatOf((pressed ?? body)?.chat) ?? (kind === 'callback_query' && sender ? privateChat(sender) : null)
  return {
    updateId,
    kind: chat ? kind : 'other',
    chat,
    sender,
    message: body && chat ? messageOf(kind, body) : null,
    membership: kind === 'my_chat_member' && chat ? membershipOf(body?.new_chat_member, chat) : null,
  }
}

/** What an unknown kind of update holds: its first object. */
const bodyOf = (update: JsonObject) => Object.values(update).map(objectOf).find(Boolean)

function messageOf(kind: TelegramUpdate['kind'], body: JsonObject): TelegramMessage | null {
  if (kind === 'callback_query') return pressOf(body)
  return kind === 'my_chat_member' || kind === 'other' ? null : readMessage(body)
}

function chatOf(value: unknown): TelegramChat | null {
  const chat = objectOf(value)
  const id = integerOf(chat?.id)
  const kind = chatKinds.find((k) => k === chat?.type)
  if (!chat || id === undefined || !kind) return null
  const username = textOf(chat.username, 64) || null
  const name = [chat.first_name, chat.last_name]
    .map((part) => textOf(part, 100).trim())
    .join(' ')
    .trim()
  return {
    id: String(id),
    kind,
    title: textOf(chat.title, 200).trim() || name || username || String(id),
    username,
  }
}

const privateChat = ({ id, name, username }: TelegramPerson): TelegramChat => ({
  id: String(id),
  kind: 'private',
  title: name,
  username,
})

/** A pressed button as a message: its text is what stood on the button. */
function pressOf(query: JsonObject): TelegramMessage {
  const data = textOf(query.data, 256)
  const message = objectOf(query.message)
  const messageId = integerOf(message?.message_id)
  const hasPhoto = Array.isArray(message?.photo) || (typeof message?.text === 'string' ? false : undefined)
  const from = personOf(query.from)
  return {
    messageId: null,
    kind: 'callback',
    text: labelOf(message, data) || data,
    content: {
      callback: {
        id: textOf(query.id, 100),
        data,
        ...(messageId === undefined ? {} : { messageId }),
        ...(hasPhoto === undefined ? {} : { hasPhoto }),
      },
      ...(from && from.id !== integerOf(objectOf(message?.chat)?.id)
        ? { from: { id: from.id, name: from.name } }
        : {}),
    },
    date: null,
    editedAt: null,
    ownPhone: null,
    migratedTo: null,
    migratedFrom: null,
  }
}

function labelOf(message: JsonObject | undefined, data: string): string {
  const rows = listOf(objectOf(message?.reply_markup)?.inline_keyboard)
  const button = rows
    .flatMap(listOf)
    .map(objectOf)
    .find((b) => b?.callback_data === data)
  return textOf(button?.text, 256)
}

function membershipOf(value: unknown, chat: TelegramChat): TelegramUpdate['membership'] {
  const member = objectOf(value)
  if (!member) return null
  const status = textOf(member.status, 20)
  const isAdmin = status === 'creator' || status === 'administrator'
  const isRestricted = status === 'restricted'
  const canPost =
    chat.kind === 'channel'
      ? status === 'creator' || (isAdmin && member.can_post_messages === true)
      : isAdmin || status === 'member' || (isRestricted && member.can_send_messages === true)
  return { member: isAdmin || status === 'member' || (isRestricted && member.is_member === true), canPost }
}
