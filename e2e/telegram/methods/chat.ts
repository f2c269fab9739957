import { badRequest } from '../api-error.ts'
import type { Method } from './method.ts'

export const getChat: Method = ({ bot, world, params }) => {
  const { chat } = world.roomFor(bot, params.text('chat_id'), 'read')
  return { ...chat, accent_color_id: 0, max_reaction_count: 11 }
}

export const getChatMember: Method = ({ bot, world, params }) => {
  const room = world.roomFor(bot, params.text('chat_id'), 'read')
  const user = world.users.get(params.integer('user_id'))
  if (!user) throw badRequest('invalid user_id specified')
  return room.member(user)
}

export const getChatAdministrators: Method = ({ bot, world, params }) => {
  const room = world.roomFor(bot, params.text('chat_id'), 'read')
  if (room.chat.type === 'private') throw badRequest('there are no administrators in the private chat')
  return [...room.members.values()].filter(({ user }) => room.isAdmin(user.id))
}

const actions =
  /^(typing|upload_photo|(record|upload)_(video|voice|video_note)|upload_document|choose_sticker|find_location)$/

export const sendChatAction: Method = ({ bot, world, params }) => {
  if (!actions.test(params.text('action'))) throw badRequest('wrong parameter action in request')
  world.roomFor(bot, params.text('chat_id'), 'write')
  return true
}
