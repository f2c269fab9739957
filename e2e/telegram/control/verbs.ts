import { badRequest } from '../api-error.ts'
import type { Message } from '../bot-api.ts'
import type { Params } from '../params.ts'
import type { Cast } from './cast.ts'
import { readFault } from './fault.ts'
import { lookAs } from './look.ts'
import { readSaying } from './saying.ts'

/** One thing that may be asked over the control address. */
export type Verb = (cast: Cast, params: Params) => unknown

const people: Record<string, Verb> = {
  user({ server, people: known }, params) {
    const person = server.addUser({
      firstName: params.text('first_name') || 'Olena',
      ...(params.has('last_name') ? { lastName: params.text('last_name') } : {}),
      ...(params.has('username') ? { username: params.text('username') } : {}),
      ...(params.has('language_code') ? { languageCode: params.text('language_code') } : {}),
      ...(params.has('phone') ? { phone: params.text('phone') } : {}),
    })
    known.set(person.id, person)
    return person.user
  },
  send: (cast, params) => cast.person(params).sends(cast.partner(params), readSaying(params, finder(cast))),
  /** Under the last message that has the button, or under the one named. */
  press(cast, params) {
    const [person, to, button] = [cast.person(params), cast.partner(params), params.text('button')]
    const under = person.chatWith(to).find((known) => known.message_id === params.integer('message_id'))
    if (params.has('message_id') && !under) throw badRequest('no such message')
    return { id: person.presses(to, button, under) }
  },
  edit(cast, params) {
    const [person, to] = [cast.person(params), cast.partner(params)]
    const message = person.chatWith(to).find((known) => known.message_id === params.integer('message_id'))
    if (!message) throw badRequest('no such message')
    person.edits(to, message, params.text('text'))
    return true
  },
  block(cast, params) {
    cast.person(params).blocks(cast.bot(params.text('bot')))
    return true
  },
  unblock(cast, params) {
    cast.person(params).unblocks(cast.bot(params.text('bot')))
    return true
  },
  /** All that a person has on the screen. */
  look: (cast, params) => lookAs(cast, cast.person(params)),
  chat: (cast, params) => cast.person(params).chatWith(cast.partner(params)),
  /** The next message from a bot, awaited for `within_ms`. */
  receive: (cast, params) =>
    cast.person(params).receives(cast.partner(params), params.text('match'), {
      withinMs: params.integer('within_ms', 10_000),
    }),
}

const chats: Record<string, Verb> = {
  group(cast, params) {
    const kind = params.text('kind') === 'supergroup' ? 'supergroup' : 'group'
    const creator = cast.person(params, 'creator')
    const group = cast.server.addGroup({ title: params.text('title'), creator, kind })
    cast.chats.set(group.id, group)
    return group.room.chat
  },
  channel(cast, params) {
    const creator = cast.person(params, 'creator')
    const name = params.has('username') ? { username: params.text('username') } : {}
    const channel = cast.server.addChannel({ title: params.text('title'), creator, ...name })
    cast.chats.set(channel.id, channel)
    return channel.room.chat
  },
  add(cast, params) {
    cast.group(params.text('chat')).adds(cast.member(params.text('member')))
    return true
  },
  promote(cast, params) {
    const chat = cast.chats.get(params.integer('chat')) ?? cast.group(params.text('chat'))
    chat.promotes(cast.member(params.text('member')))
    return true
  },
  remove(cast, params) {
    const chat = cast.chats.get(params.integer('chat')) ?? cast.group(params.text('chat'))
    chat.removes(cast.member(params.text('member')))
    return true
  },
  migrate(cast, params) {
    const group = cast.group(params.text('chat'))
    const id = group.migrates()
    cast.chats.set(id, group)
    return { id }
  },
  post: (cast, params) => cast.channel(params.text('chat')).posts(readSaying(params, finder(cast))),
  'edit-post'(cast, params) {
    const channel = cast.channel(params.text('chat'))
    return channel.edits(finder(cast)(params.text('chat'), params.integer('message_id')), params.text('text'))
  },
}

const machinery: Record<string, Verb> = {
  bot: ({ server }, params) =>
    server.addBot({
      token: params.text('token'),
      username: params.text('username'),
      ...(params.has('name') ? { name: params.text('name') } : {}),
    }).user,
  fault({ server }, params) {
    server.faults.add(...readFault(params))
    return true
  },
  'clear-faults'({ server }) {
    server.faults.clear()
    return true
  },
  /** The entries from the index `from` on. */
  journal: ({ server }, params) => server.journal.entries.slice(params.integer('from')),
}

export const verbs: Readonly<Record<string, Verb>> = { ...people, ...chats, ...machinery }

/** Finds a message of a group or channel. */
const finder =
  (cast: Cast) =>
  (chat: string, messageId: number): Message => {
    const messages = cast.chats.get(Number(chat))?.room.messages
    const message = messages?.find((candidate) => candidate.message_id === messageId)
    if (!message) throw badRequest('no such message')
    return message
  }
