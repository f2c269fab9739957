import type { Message, User } from './bot-api.ts'
import { contentsOf, type Saying } from './content.ts'
import { supergroupId } from './group.ts'
import { allRights, changeMember, type AdminRights } from './membership.ts'
import type { Room } from './room.ts'
import type { World } from './world.ts'

interface Member {
  user: User
}

/** A channel that a person made; a bot sees of it what it may once it is admin. */
export class Channel {
  readonly #world: World
  readonly #creator: User
  readonly room: Room

  constructor(
    world: World,
    { title, username, creator }: { title: string; username?: string; creator: Member },
  ) {
    this.#world = world
    this.#creator = creator.user
    const name = username ? { username } : {}
    this.room = world.addRoom({ id: supergroupId(world), type: 'channel', title, ...name })
    this.room.members.set(creator.user.id, { status: 'creator', user: creator.user })
  }

  get id(): number {
    return this.room.chat.id
  }

  promotes({ user }: Member, rights: AdminRights = allRights): void {
    changeMember(this.#world, this.room, this.#creator, { status: 'administrator', user, ...rights })
  }

  removes({ user }: Member): void {
    changeMember(this.#world, this.room, this.#creator, { status: 'left', user })
  }

  /** Publishes something and returns the post, of an album the first. */
  posts(saying: Saying): Message {
    const who = { files: this.#world.files, albumId: () => this.#world.nextId() }
    const [first] = contentsOf(saying, who).map((content) => {
      const message = { sender_chat: this.room.chat, date: this.#world.date, ...content }
      const post = this.room.add({ message, markup: undefined, authorId: this.#creator.id })
      this.#world.tellBots(this.room, 'channel_post', post)
      return post.message
    })
    if (!first) throw new Error('nothing was posted')
    return first
  }

  /** Changes a post's text, or its caption where it has none. */
  edits(message: Message, text: string): Message {
    const post = this.room.get(message.message_id)
    if (!post) throw new Error('no such post')
    const changed = post.message.text === undefined ? { caption: text } : { text }
    post.message = { ...post.message, ...changed, edit_date: this.#world.date }
    this.#world.tellBots(this.room, 'edited_channel_post', post)
    return post.message
  }

  deletes(message: Message): void {
    this.room.delete(message.message_id)
  }

  /** The posts that stand, oldest first. */
  get messages(): Message[] {
    return this.room.messages
  }
}
