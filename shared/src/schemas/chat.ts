import { z } from 'zod'
import { chatKinds } from '../domain/telegram-update.ts'
import { Step } from '../scenario/effect.ts'
import { TalkEvent } from '../scenario/event.ts'
import { cleanString, Id, pageOf, pageQuery, Timestamp } from './common.ts'

export const chatChannels = ['telegram', 'whatsapp'] as const
export type ChatChannel = (typeof chatChannels)[number]

/** One chat with a bot or a number, as the inbox shows it. */
export const Chat = z
  .object({
    id: Id,
    channel: z.enum(chatChannels),
    bot: z
      .object({ id: Id, name: z.string().nullable(), username: z.string().nullable() })
      .nullable()
      .meta({ description: "of Telegram's chats" }),
    /** Of WhatsApp's chats: their number; null once it is removed. */
    integration: z
      .object({
        id: Id,
        name: z.string(),
        template: z
          .string()
          .nullable()
          .meta({ description: 'the approved template that may be sent at any time' }),
      })
      .nullable(),
    chatId: z.string().meta({ description: "Telegram's number of the chat, or WhatsApp's of the client" }),
    answerableUntil: Timestamp.nullable().meta({
      description: 'until then WhatsApp lets us answer freely; null: no such limit',
    }),
    kind: z.enum(chatKinds),
    title: z.string(),
    contact: z
      .object({
        id: Id,
        name: z.string(),
        username: z.string().nullable(),
        phone: z.string().nullable(),
        language: z.string().nullable(),
        tags: z.array(z.string()),
      })
      .nullable(),
    unread: z.number().int(),
    lastText: z.string().nullable(),
    lastMessageAt: Timestamp.nullable(),
    assignedTo: Id.nullable(),
    /** The person who answers instead of the bot. */
    handedTo: Id.nullable(),
    handedAt: Timestamp.nullable(),
    /** Since when its channel refuses to deliver to this chat. */
    blockedAt: Timestamp.nullable(),
    createdAt: Timestamp,
  })
  .meta({ id: 'Chat' })
export type Chat = z.infer<typeof Chat>

export const ChatQuery = z.object({
  ...pageQuery.shape,
  botId: Id.optional(),
  unread: z.stringbool().optional().meta({ description: 'true: only chats with unread messages' }),
  assigned: z
    .enum(['mine', 'none'])
    .optional()
    .meta({ description: "mine: the caller's chats; none: nobody's" }),
  scenarioId: Id.optional().meta({ description: 'only chats that this scenario led lately' }),
  q: cleanString(200).optional().meta({ description: 'words of messages or of the name' }),
})
export type ChatQuery = z.infer<typeof ChatQuery>

export const ChatPatch = z.strictObject({
  assignedTo: Id.nullable().meta({ description: 'a member of the workspace; null: nobody' }),
})
export type ChatPatch = z.infer<typeof ChatPatch>

/** One message of a chat, in or out. */
export const ChatMessage = z
  .object({
    id: z.number().int(),
    direction: z.enum(['in', 'out']),
    messageId: z
      .number()
      .int()
      .nullable()
      .meta({ description: "Telegram's number; null while on its way, and elsewhere" }),
    deliveryId: Id.nullable(),
    author: z.string().meta({ description: "`client`, `bot`, or a person's id" }),
    kind: z.string(),
    text: z.string(),
    content: z.record(z.string(), z.unknown()),
    editedAt: Timestamp.nullable(),
    at: Timestamp,
  })
  .meta({ id: 'ChatMessage' })
export type ChatMessage = z.infer<typeof ChatMessage>

/** One event that a chat's bot heard, and the way that its talk took with it. */
const ChatStep = z
  .object({
    id: z.number().int(),
    at: Timestamp,
    event: TalkEvent,
    steps: z.array(Step),
  })
  .meta({ id: 'ChatStep' })
export type ChatStep = z.infer<typeof ChatStep>

export const ChatSteps = pageOf(ChatStep).extend({
  seed: z.string().nullable().meta({ description: "begins the tokens of the chat's buttons and timers" }),
})
export type ChatSteps = z.infer<typeof ChatSteps>
