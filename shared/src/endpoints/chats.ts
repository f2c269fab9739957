import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { Chat, ChatMessage, ChatPatch, ChatQuery, ChatSteps } from '../schemas/chat.ts'
import { ChatSend } from '../schemas/chat-send.ts'
import { Id, idParams, pageOf, pageQuery } from '../schemas/common.ts'

export const listChats = defineEndpoint({
  id: 'chats.list',
  method: 'GET',
  path: '/chats',
  access: 'chats.read',
  status: 200,
  summary: 'The inbox, the chat with the newest message first',
  query: ChatQuery,
  reply: pageOf(Chat),
})
export const getChat = defineEndpoint({
  id: 'chats.get',
  method: 'GET',
  path: '/chats/:id',
  access: 'chats.read',
  status: 200,
  summary: 'One chat',
  params: idParams,
  reply: Chat,
})
export const listChatMessages = defineEndpoint({
  id: 'chats.messages',
  method: 'GET',
  path: '/chats/:id/messages',
  access: 'chats.read',
  status: 200,
  summary: 'The messages of a chat, newest first',
  params: idParams,
  query: pageQuery,
  reply: pageOf(ChatMessage),
})
export const listChatSteps = defineEndpoint({
  id: 'chats.steps',
  method: 'GET',
  path: '/chats/:id/steps',
  access: 'chats.read',
  status: 200,
  summary: 'What the bot of a chat heard and the steps that its talk took, oldest first',
  params: idParams,
  query: pageQuery,
  reply: ChatSteps,
})
export const markChatRead = defineEndpoint({
  id: 'chats.read',
  method: 'POST',
  path: '/chats/:id/read',
  access: 'chats.write',
  status: 200,
  summary: 'Marks all messages of a chat as read',
  params: idParams,
  reply: Chat,
})
export const updateChat = defineEndpoint({
  id: 'chats.update',
  method: 'PATCH',
  path: '/chats/:id',
  access: 'chats.write',
  status: 200,
  summary: 'Gives a chat to a member of the workspace, or to nobody',
  params: idParams,
  body: ChatPatch,
  reply: Chat,
})
export const sendToChat = defineEndpoint({
  id: 'chats.send',
  method: 'POST',
  path: '/chats/:id/messages',
  access: 'chats.write',
  status: 200,
  summary: 'Writes into a chat as a person; the bot falls silent until the chat is given back',
  params: idParams,
  body: ChatSend,
  reply: z.object({ deliveryIds: z.array(Id) }),
})
export const takeOverChat = defineEndpoint({
  id: 'chats.take_over',
  method: 'POST',
  path: '/chats/:id/take-over',
  access: 'chats.write',
  status: 200,
  summary: 'A person leads the chat; the bot is silent',
  params: idParams,
  reply: Chat,
})
export const giveBackChat = defineEndpoint({
  id: 'chats.give_back',
  method: 'POST',
  path: '/chats/:id/give-back',
  access: 'chats.write',
  status: 200,
  summary: 'The bot goes on where it was',
  params: idParams,
  reply: Chat,
})
