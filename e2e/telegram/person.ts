import type { CallbackQuery, InlineKeyboardButton, Message, ReplyMarkup, User } from './bot-api.ts'
import { Bot } from './bot.ts'
import { contentsOf, type Saying } from './content.ts'
import { asSeenBy } from './file-store.ts'
import type { Group } from './group.ts'
import type { WaitOptions } from './log.ts'
import type { Post, Room } from './room.ts'
import type { World } from './world.ts'

export interface PersonSettings {
  firstName: string
  lastName?: string
  username?: string
  languageCode?: string
  /** As Telegram gives it: digits, without a plus. */
  phone?: string
}

/** Seconds for which a pressed button waits for a bot. */
const querySeconds = 150

/** A user, and all that one does to a bot. */
export class Person {
  readonly user: User
  readonly #phone: string | undefined
  readonly #world: World
  /** Where the last `receives` ended, by room. */
  readonly #read = new Map<Room, number>()

  constructor(world: World, { firstName, lastName, username, languageCode, phone }: PersonSettings) {
    this.#world = world
    this.#phone = phone
    this.user = {
      id: world.nextId(),
      is_bot: false,
      first_name: firstName,
      ...(lastName ? { last_name: lastName } : {}),
      ...(username ? { username } : {}),
      ...(languageCode ? { language_code: languageCode } : {}),
    }
    world.users.set(this.id, this.user)
  }

  get id(): number {
    return this.user.id
  }

  /** Says something to a bot or in a group and returns the message, of an album the first. */
  sends(to: Bot | Group, saying: Saying, more: { replyTo?: Message } = {}): Message {
    const room = this.#roomWith(to)
    if (to instanceof Bot && to.blockedBy.has(this.id)) throw new Error('unblock the bot first')
    const who = {
      files: this.#world.files,
      user: this.user,
      albumId: () => this.#world.nextId(),
      ...(this.#phone ? { phone: this.#phone } : {}),
    }
    const posts = contentsOf(saying, who).map((content) => {
      const reply = more.replyTo ? { reply_to_message: more.replyTo } : {}
      const message = { from: this.user, date: this.#world.date, ...reply, ...content }
      const post = room.add({ message, markup: undefined, authorId: this.id })
      this.#world.tellBots(room, 'message', post)
      return post
    })
    return first(posts).message
  }

  /** Changes one's own text. */
  edits(to: Bot | Group, message: Message, text: string): void {
    const room = this.#roomWith(to)
    const post = room.get(message.message_id)
    if (post?.authorId !== this.id) throw new Error('one edits what one wrote')
    post.message = { ...post.message, text, edit_date: this.#world.date }
    this.#world.tellBots(room, 'edited_message', post)
  }

  /**
   * Presses a button that a bot sent, by its text, under the last message that has it or under the one named: an inline
   * button asks the bot, one of the other keyboard says its text or shares the phone. Returns the query's id, or the
   * number of what was said. Throws where there is no such button.
   */
  presses(to: Bot | Group, buttonText: string, under?: Message): string {
    const room = this.#roomWith(to)
    for (const message of under ? [under] : room.messages.toReversed()) {
      const post = room.get(message.message_id)
      if (!post) continue
      const button = findButton(post.markup, buttonText)
      if (button?.kind === 'inline') return this.#query(room, post, button.button)
      if (button?.kind === 'contact') return String(this.sends(to, { contact: true }).message_id)
      if (button) return String(this.sends(to, buttonText).message_id)
    }
    throw new Error(`there is no button "${buttonText}"`)
  }

  blocks(bot: Bot): void {
    this.#turns(bot, 'kicked')
  }

  unblocks(bot: Bot): void {
    this.#turns(bot, 'member')
  }

  /** What stands in the chat with a bot, as the user sees it. */
  chatWith(to: Bot | Group): Message[] {
    return this.#roomWith(to).messages
  }

  /**
   * The next message of a bot here that matches, after those that an earlier call returned; awaited if need be. A
   * string matches as a part of text or caption.
   */
  async receives(
    from: Bot | Group,
    match: string | RegExp | ((message: Message) => boolean) = () => true,
    { withinMs }: Pick<WaitOptions, 'withinMs'> = {},
  ): Promise<Message> {
    const room = this.#roomWith(from)
    const matches = (message: Message): boolean => {
      const text = message.text ?? message.caption ?? ''
      if (typeof match === 'function') return match(message)
      return typeof match === 'string' ? text.includes(match) : match.test(text)
    }
    const wait = { from: this.#read.get(room) ?? 0, ...(withinMs ? { withinMs } : {}) }
    const post = await room.history.waitFor(
      ({ authorId, message }) => authorId !== this.id && matches(message),
      wait,
    )
    this.#read.set(room, room.history.entries.indexOf(post) + 1)
    return post.message
  }

  #query(room: Room, post: Post, button: InlineKeyboardButton): string {
    if (button.callback_data === undefined)
      throw new Error(`"${button.text}" opens ${button.url ?? 'something'}`)
    const bot = this.#world.bots.find((known) => known.id === post.authorId)
    if (!bot) throw new Error('the author of the message is no bot')
    const query: CallbackQuery = {
      id: String(this.#world.nextId()),
      from: this.user,
      message: asSeenBy(bot.id, post.message),
      chat_instance: String(room.chat.id),
      data: button.callback_data,
    }
    bot.queries.set(query.id, {})
    bot.tell('callback_query', { callback_query: query }, `press ${this.id}`, querySeconds)
    return query.id
  }

  #turns(bot: Bot, status: 'kicked' | 'member'): void {
    const room = this.#world.openPrivate(bot, this.user)
    const before = bot.blockedBy.has(this.id) ? 'kicked' : 'member'
    if (before === status) return
    if (status === 'kicked') bot.blockedBy.add(this.id)
    else bot.blockedBy.delete(this.id)
    const member = (now: 'kicked' | 'member') => ({ status: now, user: bot.user })
    const changed = { old_chat_member: member(before), new_chat_member: member(status) }
    const update = { chat: room.chat, from: this.user, date: this.#world.date, ...changed }
    bot.tell('my_chat_member', { my_chat_member: update }, `member ${room.chat.id}`)
  }

  #roomWith(to: Bot | Group): Room {
    return to instanceof Bot ? this.#world.openPrivate(to, this.user) : to.room
  }
}

type Button = { kind: 'inline'; button: InlineKeyboardButton } | { kind: 'contact' } | { kind: 'text' }

function findButton(markup: ReplyMarkup | undefined, text: string): Button | undefined {
  if (markup && 'inline_keyboard' in markup) {
    const button = markup.inline_keyboard.flat().find((known) => known.text === text)
    return button && { kind: 'inline', button }
  }
  if (!markup || !('keyboard' in markup)) return undefined
  const button = markup.keyboard.flat().find((known) => known.text === text)
  return button && { kind: button.request_contact ? 'contact' : 'text' }
}

function first<T>(values: readonly T[]): T {
  const [value] = values
  if (value === undefined) throw new Error('nothing was said')
  return value
}
