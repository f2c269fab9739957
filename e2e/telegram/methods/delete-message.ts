import { badRequest } from '../api-error.ts'
import type { Method } from './method.ts'

const deletableSeconds = 48 * 3600

/** Its own messages, users' in a private chat, and as admin everyone's; within 48 hours, but for admins. */
export const deleteMessage: Method = ({ bot, world, params }) => {
  if (params.text('chat_id') === '') throw badRequest('chat identifier is not specified')
  const id = params.integer('message_id')
  if (id === 0) throw badRequest('message identifier is not specified')
  const room = world.roomFor(bot, params.text('chat_id'), 'write')
  const post = room.get(id)
  if (!post) throw badRequest('message to delete not found')
  const asAdmin = room.member(bot.user).can_delete_messages === true
  const isOwn = post.authorId === bot.id || room.chat.type === 'private'
  const isFresh = world.date - post.message.date < deletableSeconds
  if (!asAdmin && !(isOwn && isFresh)) throw badRequest("message can't be deleted")
  room.delete(id)
  return true
}
