import { badRequest } from '../api-error.ts'
import type { Bot } from '../bot.ts'
import { Channel } from '../channel.ts'
import type { Group } from '../group.ts'
import type { Params } from '../params.ts'
import type { Person } from '../person.ts'
import type { TelegramServer } from '../server.ts'

/** The people and chats that were made over the control address, found again by what a request calls them. */
export class Cast {
  readonly server: TelegramServer
  readonly people = new Map<number, Person>()
  readonly chats = new Map<number, Group | Channel>()

  constructor(server: TelegramServer) {
    this.server = server
  }

  /** The person whose id stands under `name`; the first one where nothing does. */
  person(params: Params, name = 'user'): Person {
    const id = params.integer(name)
    const person = id === 0 ? this.people.values().next().value : this.people.get(id)
    if (!person) throw badRequest(`there is no user ${params.text(name)}`)
    return person
  }

  /** A bot by its @username, username or id; the only one where nothing is said. */
  bot(name: string): Bot {
    const { bots } = this.server
    const wanted = name.replace(/^@/, '')
    const bot = name === '' && bots.length === 1 ? bots[0] : bots.find((known) => isCalled(known, wanted))
    if (!bot) throw badRequest(`there is no bot ${name}`)
    return bot
  }

  group(name: string): Group {
    const chat = this.chats.get(Number(name))
    if (!chat || chat instanceof Channel) throw badRequest(`there is no group ${name}`)
    return chat
  }

  channel(name: string): Channel {
    const chat = this.chats.get(Number(name))
    if (!(chat instanceof Channel)) throw badRequest(`there is no channel ${name}`)
    return chat
  }

  /** Whom a person speaks to: a group by its negative id, or a bot. */
  partner(params: Params): Bot | Group {
    const name = params.text('to')
    return name.startsWith('-') ? this.group(name) : this.bot(name)
  }

  /** A person by its id, or a bot. */
  member(name: string): Person | Bot {
    return this.people.get(Number(name)) ?? this.bot(name)
  }
}

const isCalled = ({ user }: Bot, name: string): boolean => user.username === name || String(user.id) === name
