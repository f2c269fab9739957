import { integerOf, listOf, objectOf, textOf, type JsonObject } from './json-fields.ts'
import { normalizePhone } from './phone.ts'

/** What a message carries besides its text. Files are Telegram's own ids: they are sent again without an upload. */
export interface MessageContent {
  files?: {
    kind: string
    fileId: string
    /** The same for every bot and every time, but good for no call. */
    uniqueId?: string
    name?: string
    mimeType?: string
    width?: number
    height?: number
  }[]
  /** The photos of one album share it. */
  albumId?: string
  contact?: { phone: string; name: string; userId?: number }
  location?: { latitude: number; longitude: number }
  /** Where it was said first; `date` in seconds since 1970. */
  forward?: { name: string; chatId?: string; username?: string; messageId?: number; date?: number }
  /** `hasPhoto`: of the message under which it was pressed, absent where Telegram no longer shows that. */
  callback?: { id: string; data: string; messageId?: number; hasPhoto?: boolean }
  /** Who wrote it, where that is not the chat itself. */
  from?: { id: number; name: string }
  replyTo?: number
}

export interface TelegramMessage {
  /** Null for what has no number of its own, such as a pressed button. */
  messageId: number | null
  /** `text`, `photo`, `album`, `video`, `document`, `contact`, `location`, `callback`, `service`, … */
  kind: string
  text: string
  content: MessageContent
  /** Seconds since 1970, UTC; null where Telegram told no sensible time. */
  date: number | null
  /** The same of its last change; null: none. */
  editedAt: number | null
  /** The E.164 number that the sender shared as their own. */
  ownPhone: string | null
  /** The supergroup that a group has become. */
  migratedTo: string | null
  /** The group that this supergroup was. */
  migratedFrom: string | null
}

const maxText = 8192
const latestDate = 4_102_444_800
/** In pixels of the longer side. */
const largestPhoto = 1280
const fileKinds = ['video', 'animation', 'document', 'audio', 'voice', 'video_note', 'sticker'] as const
const serviceMarks = [
  'new_chat_members',
  'left_chat_member',
  'new_chat_title',
  'group_chat_created',
  'supergroup_chat_created',
  'channel_chat_created',
  'migrate_to_chat_id',
  'migrate_from_chat_id',
  'pinned_message',
] as const

/** Reads a message of the Bot API. What is missing or of another type counts as absent; nothing throws. */
export function readMessage(message: JsonObject): TelegramMessage {
  const text = textOf(message.text, maxText) || textOf(message.caption, maxText)
  const albumId = textOf(message.media_group_id, 100)
  const files = filesOf(message)
  const contact = contactOf(message.contact)
  const location = locationOf(message)
  const forward = forwardOf(message.forward_origin)
  const from = personOf(message.from)
  const chatId = integerOf(objectOf(message.chat)?.id)
  const replyTo = integerOf(objectOf(message.reply_to_message)?.message_id)
  const migratedTo = integerOf(message.migrate_to_chat_id)
  const migratedFrom = integerOf(message.migrate_from_chat_id)
  return {
    messageId: integerOf(message.message_id) ?? null,
    kind: kindOf(message, files, text),
    text,
    content: {
      ...(files.length ? { files } : {}),
      ...(albumId ? { albumId } : {}),
      ...(contact ? { contact } : {}),
      ...(location ? { location } : {}),
      ...(forward ? { forward } : {}),
      ...(from && from.id !== chatId ? { from: { id: from.id, name: from.name } } : {}),
      ...(replyTo === undefined ? {} : { replyTo }),
    },
    date: timeOf(message.date),
    editedAt: timeOf(message.edit_date),
    ownPhone: contact && contact.userId === from?.id ? (normalizePhone(contact.phone) ?? null) : null,
    migratedTo: migratedTo === undefined ? null : String(migratedTo),
    migratedFrom: migratedFrom === undefined ? null : String(migratedFrom),
  }
}

function timeOf(value: unknown): number | null {
  const time = integerOf(value)
  return time !== undefined && time > 0 && time < latestDate ? time : null
}

export interface TelegramPerson {
  id: number
  name: string
  username: string | null
  /** The language of their Telegram, as in ISO 639-1. */
  language: string | null
  isBot: boolean
}

/** Reads a user of the Bot API; undefined where there is none. */
export function personOf(value: unknown): TelegramPerson | undefined {
  const user = objectOf(value)
  const id = integerOf(user?.id)
  if (!user || id === undefined) return undefined
  const username = textOf(user.username, 64)
  const name = [user.first_name, user.last_name]
    .map((part) => textOf(part, 100).trim())
    .join(' ')
    .trim()
  return {
    id,
    name: name || username || String(id),
    username: username || null,
    language: /^[a-z]{2,3}(?=-|$)/.exec(textOf(user.language_code, 20).toLowerCase())?.[0] ?? null,
    isBot: user.is_bot === true,
  }
}

function kindOf(message: JsonObject, files: MessageContent['files'] & {}, text: string): string {
  if (textOf(message.media_group_id, 100)) return 'album'
  if (files[0]) return files[0].kind
  for (const kind of ['contact', 'location', 'poll', 'dice'] as const)
    if (objectOf(message[kind])) return kind
  if (serviceMarks.some((mark) => message[mark] !== undefined)) return 'service'
  return text ? 'text' : 'other'
}

function filesOf(message: JsonObject): MessageContent['files'] & {} {
  // Sizes of one photo, the largest last: no screen of ours needs more than the largest common one.
  const sizes = listOf(message.photo).flatMap((size) => fileOf('photo', size))
  const photo =
    sizes.findLast((size) => Math.max(size.width ?? 0, size.height ?? 0) <= largestPhoto) ?? sizes[0]
  if (photo) return [photo]
  // An animation also comes as a document, for clients that know no better.
  const kind = fileKinds.find((k) => fileOf(k, message[k]).length)
  return kind ? fileOf(kind, message[kind]) : []
}

function fileOf(kind: string, value: unknown): MessageContent['files'] & {} {
  const file = objectOf(value)
  const fileId = textOf(file?.file_id, 300)
  if (!file || !fileId) return []
  const uniqueId = textOf(file.file_unique_id, 100)
  const name = textOf(file.file_name, 200)
  const mimeType = textOf(file.mime_type, 100)
  const [width, height] = [integerOf(file.width), integerOf(file.height)]
  return [
    {
      kind,
      fileId,
      ...(uniqueId ? { uniqueId } : {}),
      ...(name ? { name } : {}),
      ...(mimeType ? { mimeType } : {}),
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
    },
  ]
}

function contactOf(value: unknown): MessageContent['contact'] {
  const contact = objectOf(value)
  const phone = textOf(contact?.phone_number, 40)
  if (!contact || !phone) return undefined
  const userId = integerOf(contact.user_id)
  const name = [contact.first_name, contact.last_name]
    .map((part) => textOf(part, 100))
    .join(' ')
    .trim()
  return { phone, name, ...(userId === undefined ? {} : { userId }) }
}

function locationOf(message: JsonObject): MessageContent['location'] {
  const { latitude, longitude } = objectOf(message.location) ?? {}
  return typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : undefined
}

/** Where a forwarded message comes from: a person, somebody hidden, a group or a channel. */
function forwardOf(value: unknown): MessageContent['forward'] {
  const origin = objectOf(value)
  if (!origin) return undefined
  const chat = objectOf(origin.chat) ?? objectOf(origin.sender_chat)
  const person = personOf(origin.sender_user)
  const chatId = integerOf(chat?.id)
  const username = textOf(chat?.username, 64) || person?.username
  const messageId = integerOf(origin.message_id)
  const date = timeOf(origin.date)
  return {
    name: textOf(chat?.title, 200) || person?.name || textOf(origin.sender_user_name, 200),
    ...(chatId === undefined ? {} : { chatId: String(chatId) }),
    ...(username ? { username } : {}),
    ...(messageId === undefined ? {} : { messageId }),
    ...(date === null ? {} : { date }),
  }
}
