import type { Chat, Message, UpdateKind, User } from './bot-api.ts'
import { badRequest, forbidden } from './api-error.ts'
import { Bot, type BotSettings } from './bot.ts'
import type { Clock } from './clock.ts'
import { asSeenBy, FileStore } from './file-store.ts'
import { FloodLimits, type FloodRules } from './flood-limits.ts'
import { Room, type Post } from './room.ts'

/** Everything that Telegram knows: bots, users, chats, files. */
export class World {
  readonly clock: Clock
  readonly files = new FileStore()
  readonly bots: Bot[] = []
  readonly users = new Map<number, User>()
  readonly rooms = new Map<number, Room>()
  readonly #private = new Map<string, Room>()
  readonly #floodRules: FloodRules | undefined
  #lastId = 1000

  constructor(clock: Clock, floodRules: FloodRules | undefined) {
    this.clock = clock
    this.#floodRules = floodRules
  }

  /** A number that nothing else has. */
  nextId(): number {
    return ++this.#lastId
  }

  /** Seconds since 1970, as Telegram dates. */
  get date(): number {
    return Math.floor(this.clock.now() / 1000)
  }

  addBot(settings: BotSettings): Bot {
    if (this.bots.some((bot) => bot.token === settings.token))
      throw new Error('there is a bot with this token')
    const limits = this.#floodRules ? new FloodLimits(this.clock, this.#floodRules) : undefined
    const bot = new Bot(settings, this.clock, limits)
    this.bots.push(bot)
    this.users.set(bot.id, bot.user)
    return bot
  }

  addRoom(chat: Chat): Room {
    let last = 0
    const room = new Room(chat, () => ++last)
    this.rooms.set(chat.id, room)
    return room
  }

  /** The private chat of a user and a bot; `undefined` before the user wrote. */
  findPrivate(bot: Bot, userId: number): Room | undefined {
    return this.#private.get(`${bot.id} ${userId}`)
  }

  openPrivate(bot: Bot, user: User): Room {
    const known = this.findPrivate(bot, user.id)
    if (known) return known
    const { id, first_name, last_name, username } = user
    const names = { first_name, ...(last_name ? { last_name } : {}), ...(username ? { username } : {}) }
    const room = new Room({ id, type: 'private', ...names }, () => bot.nextMessageId())
    for (const who of [user, bot.user]) room.members.set(who.id, { status: 'member', user: who })
    this.#private.set(`${bot.id} ${id}`, room)
    return room
  }

  /** The chat that a bot names by its id or @username, to read or to write. Throws Telegram's refusals. */
  roomFor(bot: Bot, name: string, access: 'read' | 'write'): Room {
    if (name === '') throw badRequest('chat_id is empty')
    const room = name.startsWith('@')
      ? this.rooms
          .values()
          .find((known) => known.chat.username?.toLowerCase() === name.slice(1).toLowerCase())
      : (this.rooms.get(Number(name)) ?? this.findPrivate(bot, Number(name)))
    if (!room) throw this.#isMet(bot, Number(name)) ? notStarted() : badRequest('chat not found')
    if (room.chat.type === 'private') {
      if (access === 'write' && bot.blockedBy.has(room.chat.id))
        throw forbidden('bot was blocked by the user')
      return room
    }
    if (access === 'write' && room.migratedTo !== undefined)
      throw badRequest('group chat was upgraded to a supergroup chat', {
        migrate_to_chat_id: room.migratedTo,
      })
    const { status } = room.member(bot.user)
    const inside = status !== 'left' && status !== 'kicked'
    if (!inside && (access === 'write' || room.chat.username === undefined))
      throw forbidden(
        status === 'kicked'
          ? `bot was kicked from the ${room.chat.type} chat`
          : `bot is not a member of the ${room.chat.type} chat`,
      )
    if (access === 'write' && room.chat.type === 'channel' && !room.member(bot.user).can_post_messages)
      throw badRequest('need administrator rights in the channel chat')
    return room
  }

  /** Tells every bot of a chat that may hear it, but for the one who did it. */
  tellBots(room: Room, kind: UpdateKind, { message, authorId }: Post): void {
    for (const bot of this.bots) {
      if (bot.id === authorId || this.#room(bot, room) !== room || !hears(bot, room, message)) continue
      bot.tell(kind, { [kind]: asSeenBy(bot.id, message) }, `chat ${room.chat.id}`)
    }
  }

  #room(bot: Bot, room: Room): Room | undefined {
    return room.chat.type === 'private' ? this.findPrivate(bot, room.chat.id) : this.rooms.get(room.chat.id)
  }

  #isMet(bot: Bot, userId: number): boolean {
    return this.rooms.values().some((room) => room.members.has(userId) && room.members.has(bot.id))
  }
}

const notStarted = () => forbidden("bot can't initiate conversation with a user")

/** A bot in a group hears commands, mentions, replies to it and service messages, unless it is admin or allowed all. */
function hears(bot: Bot, room: Room, message: Message): boolean {
  const { status } = room.member(bot.user)
  if (status === 'left' || status === 'kicked') return false
  if (room.chat.type === 'private' || room.chat.type === 'channel') return true
  if (bot.readsAllGroupMessages || status === 'administrator') return true
  const text = message.text ?? message.caption
  return (
    (text === undefined && !message.photo && !message.document && !message.contact) ||
    text?.startsWith('/') === true ||
    text?.includes(`@${bot.user.username}`) === true ||
    message.reply_to_message?.from?.id === bot.id
  )
}
