import type { InlineKeyboardButton, KeyboardButton, Message } from '../bot-api.ts'
import type { Person } from '../person.ts'
import type { Room } from '../room.ts'
import type { Cast } from './cast.ts'

interface SeenMessage {
  id: number
  from: string
  mine: boolean
  text: string
  entities: Message['entities']
  /** Keys of photos. */
  photos: string[]
  contact: string | undefined
  buttons: InlineKeyboardButton[][]
  edited: boolean
}

interface SeenChat {
  /** What `send` and `press` call it. */
  to: string
  kind: string
  title: string
  messages: SeenMessage[]
  /** The keyboard in place of the letters. */
  keyboard: KeyboardButton[][]
  /** Whether one may write there. */
  writable: boolean
}

/** What a person has on the screen: their chats with bots, their groups and channels. */
export function lookAs(cast: Cast, person: Person): { people: Person['user'][]; chats: SeenChat[] } {
  const { bots, world } = cast.server
  const own = bots.map((bot): SeenChat => {
    const room = world.openPrivate(bot, person.user)
    return {
      ...seen(room, person),
      to: bot.user.username ?? '',
      kind: 'private',
      title: bot.user.first_name,
      writable: true,
    }
  })
  const rooms = cast.chats
    .values()
    .filter(({ room }) => room.chat.type === 'channel' || room.members.has(person.id))
    .map(({ room }): SeenChat => ({
      ...seen(room, person),
      to: String(room.chat.id),
      kind: room.chat.type,
      title: room.chat.title ?? '',
      writable: room.chat.type !== 'channel' || room.isAdmin(person.id),
    }))
  return { people: [...cast.people.values()].map((one) => one.user), chats: [...own, ...rooms] }
}

const shown = 60

function seen(room: Room, person: Person): Pick<SeenChat, 'messages' | 'keyboard'> {
  const messages = room.messages.slice(-shown)
  const markups = room.messages.map((message) => room.get(message.message_id)?.markup)
  const last = markups.findLast((markup) => markup && !('inline_keyboard' in markup))
  return {
    messages: messages.map((message) => seenMessage(message, person)),
    keyboard: last && 'keyboard' in last ? last.keyboard : [],
  }
}

const seenMessage = (message: Message, person: Person): SeenMessage => ({
  id: message.message_id,
  from: message.sender_chat?.title ?? message.from?.first_name ?? '',
  mine: message.from?.id === person.id,
  text: message.text ?? message.caption ?? '',
  entities: message.entities ?? message.caption_entities,
  photos: message.photo ? [message.photo.at(-1)!.file_id] : [],
  contact: message.contact && `${message.contact.first_name} +${message.contact.phone_number}`,
  buttons: message.reply_markup?.inline_keyboard ?? [],
  edited: message.edit_date !== undefined,
})
