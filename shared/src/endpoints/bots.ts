import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import {
  Bot,
  BotChannel,
  BotChannelPatch,
  BotCreate,
  BotDiagnose,
  BotPatch,
  BotQuery,
  BotRotate,
} from '../schemas/bot.ts'
import { Id, idParams, pageOf } from '../schemas/common.ts'
import { Post, PostQuery } from '../schemas/post.ts'

export const listBots = defineEndpoint({
  id: 'bots.list',
  method: 'GET',
  path: '/bots',
  access: 'bots.read',
  status: 200,
  summary: 'The Telegram bots of the workspace',
  query: BotQuery,
  reply: z.object({ data: z.array(Bot) }),
})
export const createBot = defineEndpoint({
  id: 'bots.create',
  method: 'POST',
  path: '/bots',
  access: 'bots.write',
  status: 202,
  summary: 'Adds a bot by its token; Telegram is asked for its name',
  body: BotCreate,
  reply: Bot,
})
export const getBot = defineEndpoint({
  id: 'bots.get',
  method: 'GET',
  path: '/bots/:id',
  access: 'bots.read',
  status: 200,
  summary: 'One bot with its health',
  params: idParams,
  reply: Bot,
})
export const updateBot = defineEndpoint({
  id: 'bots.update',
  method: 'PATCH',
  path: '/bots/:id',
  access: 'bots.write',
  status: 200,
  summary: 'Changes a bot; Telegram is told of it at once',
  params: idParams,
  body: BotPatch,
  reply: Bot,
})
export const deleteBot = defineEndpoint({
  id: 'bots.delete',
  method: 'DELETE',
  path: '/bots/:id',
  access: 'bots.write',
  status: 204,
  summary: 'Puts a bot into the bin and takes its webhook away',
  params: idParams,
})
export const restoreBot = defineEndpoint({
  id: 'bots.restore',
  method: 'POST',
  path: '/bots/:id/restore',
  access: 'bots.write',
  status: 200,
  summary: 'Takes a bot out of the bin',
  params: idParams,
  reply: Bot,
})
export const rotateBotToken = defineEndpoint({
  id: 'bots.rotate',
  method: 'POST',
  path: '/bots/:id/rotate',
  access: 'bots.write',
  status: 200,
  summary: 'Replaces the token of a bot by a new one of the same bot',
  params: idParams,
  body: BotRotate,
  reply: Bot,
})
export const diagnoseBot = defineEndpoint({
  id: 'bots.diagnose',
  method: 'POST',
  path: '/bots/:id/diagnose',
  access: 'bots.write',
  status: 200,
  summary: 'Asks for a fresh look at a bot; `health` tells the outcome, `bot.changed` when it is there',
  params: idParams,
  body: BotDiagnose,
  reply: Bot,
})
export const listBotChannels = defineEndpoint({
  id: 'bots.channels.list',
  method: 'GET',
  path: '/bots/:id/channels',
  access: 'bots.read',
  status: 200,
  summary: 'Groups and channels that a bot has met',
  params: idParams,
  reply: z.object({ data: z.array(BotChannel) }),
})
export const updateBotChannel = defineEndpoint({
  id: 'bots.channels.update',
  method: 'PATCH',
  path: '/bots/:id/channels/:channelId',
  access: 'bots.write',
  status: 200,
  summary: 'Sets whether and how posts of a channel become cars',
  params: z.object({ id: Id, channelId: Id }),
  body: BotChannelPatch,
  reply: BotChannel,
})
export const listChannelPosts = defineEndpoint({
  id: 'bots.channels.posts',
  method: 'GET',
  path: '/bots/:id/channels/:channelId/posts',
  access: 'bots.read',
  status: 200,
  summary: 'Posts of a channel that were to become cars, newest first, with what came of each',
  params: z.object({ id: Id, channelId: Id }),
  query: PostQuery,
  reply: pageOf(Post),
})
export const savePost = defineEndpoint({
  id: 'posts.save',
  method: 'POST',
  path: '/posts/:id/save',
  access: 'listings.write',
  status: 200,
  summary: 'Takes the cars of a post into the inventory though a rule refused it',
  params: idParams,
  reply: Post,
})
