import { badRequest } from '../api-error.ts'
import type { Content, Message, MessageOrigin } from '../bot-api.ts'
import { readCaption } from '../formatted-text.ts'
import type { Method, Request } from './method.ts'
import { send } from './send.ts'
import { captionContent } from './send-message.ts'

export const forwardMessage: Method = (request) => {
  const source = find(request, 'message to forward not found')
  const [message] = send(request, () => [{ ...contentOf(source), forward_origin: originOf(source) }])
  return message
}

export const copyMessage: Method = (request) => {
  const { params } = request
  const source = contentOf(find(request, 'message to copy not found'))
  const [message] = send(request, () => {
    if (!params.has('caption')) return [source]
    const { caption: _, caption_entities: __, ...bare } = source
    return [{ ...bare, ...captionContent(readCaption(params.text('caption'), params.text('parse_mode'))) }]
  })
  return { message_id: message?.message_id }
}

function find({ bot, world, params }: Request, complaint: string): Message {
  const room = world.roomFor(bot, params.text('from_chat_id'), 'read')
  const post = room.get(params.integer('message_id'))
  if (!post) throw badRequest(complaint)
  return post.message
}

/** What a message says, without where and when. */
export function contentOf(message: Message): Content {
  const { text, entities, photo, document, contact, caption, caption_entities } = message
  return {
    ...(text === undefined ? {} : { text }),
    ...(entities ? { entities } : {}),
    ...(photo ? { photo } : {}),
    ...(document ? { document } : {}),
    ...(contact ? { contact } : {}),
    ...(caption === undefined ? {} : { caption }),
    ...(caption_entities ? { caption_entities } : {}),
  }
}

/** Where a message comes from, once it is forwarded. */
export function originOf(message: Message): MessageOrigin {
  if (message.forward_origin) return message.forward_origin
  const { date, from, chat, message_id } = message
  return from ? { type: 'user', date, sender_user: from } : { type: 'channel', date, chat, message_id }
}
