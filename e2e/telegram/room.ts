import type { Chat, ChatMember, Message, ReplyMarkup, User } from './bot-api.ts'
import { Log } from './log.ts'

/** A message where it stands, with what its readers don't see of it. */
export interface Post {
  message: Message
  /** The keyboard it came with; a `Message` shows the inline ones alone. */
  markup: ReplyMarkup | undefined
  authorId: number
}

/** One chat: who is in it and what was said. */
export class Room {
  readonly chat: Chat
  readonly members = new Map<number, ChatMember>()
  /** All that was ever posted, also what was deleted since. */
  readonly history = new Log<Post>()
  readonly #posts = new Map<number, Post>()
  readonly #nextId: () => number
  /** The supergroup that this group became. */
  migratedTo: number | undefined

  constructor(chat: Chat, nextId: () => number) {
    this.chat = chat
    this.#nextId = nextId
  }

  /** Puts a message in; its number is the chat's next one. */
  add(post: Omit<Post, 'message'> & { message: Omit<Message, 'message_id' | 'chat'> }): Post {
    const added = { ...post, message: { message_id: this.#nextId(), chat: this.chat, ...post.message } }
    this.#posts.set(added.message.message_id, added)
    this.history.append(added)
    return added
  }

  get(messageId: number): Post | undefined {
    return this.#posts.get(messageId)
  }

  delete(messageId: number): void {
    this.#posts.delete(messageId)
  }

  /** The messages that still stand, oldest first. */
  get messages(): Message[] {
    return this.#posts
      .values()
      .map((post) => post.message)
      .toArray()
  }

  member(user: User): ChatMember {
    return this.members.get(user.id) ?? { status: 'left', user }
  }

  isAdmin(userId: number): boolean {
    return ['creator', 'administrator'].includes(this.members.get(userId)?.status ?? 'left')
  }
}
