import type { MessageContent, TelegramMessage, TelegramPerson } from '@cartie/shared/domain/telegram-message'
import type { TelegramChat, TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { textWords } from '../../search-text.ts'

/** An update with the session of its chat. */
export interface SessionUpdate {
  sessionId: string
  chat: TelegramChat
  update: TelegramUpdate
}

export interface ContactRow {
  telegram_user_id: number
  username: string | null
  name: string
  language: string | null
  phone: string | null
}

/** What a chat's session becomes. */
export interface SessionRow {
  id: string
  title: string
  sender_id: number | null
  unread: number
  /** What the inbox shows of the newest message; null: there is none. */
  last_text: string | null
  /** Whether the person has shut the bot out; null: nothing is told. */
  blocked: boolean | null
}

export interface MessageRow {
  session_id: string
  message_id: number | null
  kind: string
  text: string
  content: MessageContent
  date: number | null
  words: string[]
}

export interface ChannelUpdate {
  chat_id: string
  kind: string
  title: string
  username: string | null
  /** Null: nothing is told. */
  can_post: boolean | null
  posted: boolean
}

/** What updates change, in the rows of each table. */
export interface Gathered {
  contacts: ContactRow[]
  sessions: SessionRow[]
  messages: MessageRow[]
  edits: MessageRow[]
  channels: ChannelUpdate[]
}

const lastTextLength = 200
const searchedWords = 200
const signs: Record<string, string> = {
  photo: '📷',
  album: '📷',
  video: '🎬',
  video_note: '🎬',
  animation: '🎬',
  voice: '🎤',
  audio: '🎵',
  document: '📎',
  sticker: '🙂',
  contact: '👤',
  location: '📍',
}

/** Sorts updates, in their order, into what they change. */
export function gatherUpdates(updates: readonly SessionUpdate[]): Gathered {
  const contacts = new Map<number, ContactRow>()
  const sessions = new Map<string, SessionRow>()
  const channels = new Map<string, ChannelUpdate>()
  const edits = new Map<string, MessageRow>()
  const messages: MessageRow[] = []
  for (const { sessionId, chat, update } of updates) {
    const { sender, message, membership } = update
    const person = sender && chat.kind === 'private' && !sender.isBot ? sender : null
    if (person) contacts.set(person.id, contactOf(person, message, contacts.get(person.id)))
    const isEdit = update.kind === 'edited_message' || update.kind === 'edited_channel_post'
    const row = message && rowOf(sessionId, message)
    if (row && isEdit) edits.set(`${sessionId} ${row.message_id}`, row)
    else if (row) messages.push(row)
    sessions.set(sessionId, sessionOf(sessions.get(sessionId), { sessionId, chat, update, person, isEdit }))
    if (chat.kind === 'private') continue
    const before = channels.get(chat.id)
    channels.set(chat.id, {
      chat_id: chat.id,
      kind: chat.kind,
      title: chat.title,
      username: chat.username,
      can_post: membership?.canPost ?? before?.can_post ?? null,
      posted: update.kind === 'channel_post' || (before?.posted ?? false),
    })
  }
  return {
    contacts: [...contacts.values()],
    sessions: [...sessions.values()],
    messages,
    edits: [...edits.values()].filter((e) => e.message_id !== null),
    channels: [...channels.values()],
  }
}

const contactOf = (
  { id, name, username, language }: TelegramPerson,
  message: TelegramMessage | null,
  before: ContactRow | undefined,
): ContactRow => ({
  telegram_user_id: id,
  username,
  name,
  language,
  phone: message?.ownPhone ?? before?.phone ?? null,
})

const rowOf = (sessionId: string, message: TelegramMessage): MessageRow => ({
  session_id: sessionId,
  message_id: message.messageId,
  kind: message.kind,
  text: message.text,
  content: message.content,
  date: message.date,
  words: textWords(message.text, searchedWords),
})

function sessionOf(
  before: SessionRow | undefined,
  seen: SessionUpdate & { person: TelegramPerson | null; isEdit: boolean },
): SessionRow {
  const { sessionId, chat, update, person, isEdit } = seen
  const { message, membership } = update
  const isNew = message !== null && !isEdit
  const counts = update.kind === 'message' && !update.sender?.isBot && message?.kind !== 'service'
  return {
    id: sessionId,
    title: chat.title,
    sender_id: person?.id ?? before?.sender_id ?? null,
    unread: (before?.unread ?? 0) + (counts ? 1 : 0),
    last_text: isNew ? glance(message) : (before?.last_text ?? null),
    blocked:
      chat.kind !== 'private'
        ? null
        : membership
          ? !membership.member
          : isNew
            ? false
            : (before?.blocked ?? null),
  }
}

const glance = ({ kind, text }: TelegramMessage): string =>
  [signs[kind], text].filter(Boolean).join(' ').slice(0, lastTextLength).toWellFormed()
