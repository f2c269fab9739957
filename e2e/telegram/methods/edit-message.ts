import { badRequest } from '../api-error.ts'
import type { Message } from '../bot-api.ts'
import { asSeenBy } from '../file-store.ts'
import { readCaption, readText } from '../formatted-text.ts'
import { readReplyMarkup } from '../reply-markup.ts'
import type { Method, Request } from './method.ts'
import { inline } from './send.ts'
import { captionContent, textContent } from './send-message.ts'

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'

export const editMessageText: Method = (request) => {
  const { params } = request
  return edit(request, (message) => {
    const text = readText(params.text('text'), params.text('parse_mode'))
    if (message.text === undefined) throw badRequest('there is no text in the message to edit')
    const { entities: _, ...rest } = message
    return { ...rest, ...textContent(text) }
  })
}

export const editMessageCaption: Method = (request) => {
  const { params } = request
  return edit(request, (message) => {
    const caption = readCaption(params.text('caption'), params.text('parse_mode'))
    if (!message.photo && !message.document) throw badRequest('there is no caption in the message to edit')
    const { caption: _, caption_entities: __, ...rest } = message
    return { ...rest, ...captionContent(caption) }
  })
}

export const editMessageReplyMarkup: Method = (request) => edit(request, (message) => message)

/** Changes a message of the bot's own; a keyboard that is not named again goes away. */
function edit(request: Request, change: (message: Message) => Message): Message {
  const { bot, world, params } = request
  const room = world.roomFor(bot, params.text('chat_id'), 'write')
  const post = room.get(params.integer('message_id'))
  if (!post) throw badRequest('message to edit not found')
  if (post.authorId !== bot.id && !(room.chat.type === 'channel' && room.member(bot.user).can_edit_messages))
    throw badRequest("message can't be edited")
  const markup = readReplyMarkup(params, room.chat)
  const { reply_markup: before, ...message } = change(post.message)
  const changed: Message = { ...message, ...inline(markup) }
  const { reply_markup: _, ...current } = post.message
  if (JSON.stringify([message, markup]) === JSON.stringify([current, before])) throw badRequest(notModified)
  bot.limits?.spend(room.chat, 1)
  post.message = { ...changed, edit_date: world.date }
  post.markup = markup
  if (room.chat.type === 'channel') world.tellBots(room, 'edited_channel_post', { ...post, authorId: bot.id })
  return asSeenBy(bot.id, post.message)
}
