import type { Content, User } from './bot-api.ts'
import { allRights, changeMember, type AdminRights } from './membership.ts'
import type { Room } from './room.ts'
import type { World } from './world.ts'

interface Member {
  user: User
}

/** A group or supergroup that a person made. */
export class Group {
  readonly #world: World
  readonly #creator: User
  room: Room

  constructor(
    world: World,
    { title, creator, kind }: { title: string; creator: Member; kind: 'group' | 'supergroup' },
  ) {
    this.#world = world
    this.#creator = creator.user
    const id = kind === 'group' ? -world.nextId() : supergroupId(world)
    this.room = world.addRoom({ id, type: kind, title })
    this.room.members.set(creator.user.id, { status: 'creator', user: creator.user })
  }

  get id(): number {
    return this.room.chat.id
  }

  adds({ user }: Member): void {
    changeMember(this.#world, this.room, this.#creator, { status: 'member', user })
    this.#notice({ new_chat_members: [user] })
  }

  removes({ user }: Member): void {
    this.#notice({ left_chat_member: user })
    changeMember(this.#world, this.room, this.#creator, { status: 'kicked', user })
  }

  promotes({ user }: Member, rights: AdminRights = allRights): void {
    changeMember(this.#world, this.room, this.#creator, { status: 'administrator', user, ...rights })
  }

  /** Becomes a supergroup with another id: whoever writes to the old one is told so. Returns the new id. */
  migrates(): number {
    const old = this.room
    const id = supergroupId(this.#world)
    const room = this.#world.addRoom({ ...old.chat, id, type: 'supergroup' })
    for (const [userId, member] of old.members) room.members.set(userId, member)
    this.#notice({ migrate_to_chat_id: id })
    old.migratedTo = id
    this.room = room
    this.#notice({ migrate_from_chat_id: old.chat.id })
    return id
  }

  #notice(content: Content): void {
    const message = { from: this.#creator, date: this.#world.date, ...content }
    const post = this.room.add({ message, markup: undefined, authorId: this.#creator.id })
    this.#world.tellBots(this.room, 'message', post)
  }
}

export const supergroupId = (world: World): number => -1_000_000_000_000 - world.nextId()
