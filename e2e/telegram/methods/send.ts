import { badRequest } from '../api-error.ts'
import type { Content, Message, ReplyMarkup } from '../bot-api.ts'
import { asSeenBy } from '../file-store.ts'
import { isRecord } from '../params.ts'
import { readReplyMarkup } from '../reply-markup.ts'
import type { Room } from '../room.ts'
import type { Request } from './method.ts'

/** Posts what a bot says to the chat it names: one message a content. Throws Telegram's refusals. */
export function send(request: Request, read: () => Content[]): Message[] {
  const { bot, world, params } = request
  const room = world.roomFor(bot, params.text('chat_id'), 'write')
  const markup = readReplyMarkup(params, room.chat)
  const reply = readReply(request, room)
  const contents = read()
  bot.limits?.spend(room.chat, room.chat.type === 'private' ? 1 : contents.length)
  return contents.map((content) => {
    const post = room.add({
      message: {
        ...(room.chat.type === 'channel' ? { sender_chat: room.chat } : { from: bot.user }),
        date: world.date,
        ...(reply ? { reply_to_message: reply } : {}),
        ...content,
        ...inline(markup),
      },
      markup,
      authorId: bot.id,
    })
    if (room.chat.type === 'channel') world.tellBots(room, 'channel_post', post)
    return asSeenBy(bot.id, post.message)
  })
}

/** A message shows its inline keyboard, and no other. */
export const inline = (markup: ReplyMarkup | undefined): Pick<Message, 'reply_markup'> =>
  markup && 'inline_keyboard' in markup ? { reply_markup: markup } : {}

function readReply({ params }: Request, room: Room): Message | undefined {
  const asked = params.json('reply_parameters', 'reply parameters')
  const id = isRecord(asked) ? Number(asked.message_id) : params.integer('reply_to_message_id')
  if (id === 0) return undefined
  const post = room.get(id)
  if (post) {
    const { reply_to_message: _, ...message } = post.message
    return message
  }
  const anyway = isRecord(asked)
    ? asked.allow_sending_without_reply === true
    : params.flag('allow_sending_without_reply')
  if (!anyway) throw badRequest('message to be replied not found')
  return undefined
}
