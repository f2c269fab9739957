import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { Id, idParams } from '../schemas/common.ts'
import * as s from '../schemas/request.ts'

export const previewBroadcast = defineEndpoint({
  id: 'broadcasts.preview',
  method: 'GET',
  path: '/requests/:id/broadcast',
  access: 'requests.read',
  status: 200,
  summary: 'What its posts say, and where they could go',
  params: idParams,
  reply: s.BroadcastPreview,
})
export const broadcastRequest = defineEndpoint({
  id: 'broadcasts.start',
  method: 'POST',
  path: '/requests/:id/broadcast',
  access: 'requests.write',
  status: 202,
  summary: 'Sends a request to channels, groups and partners, wave by wave; a chat that has it gets an edit',
  params: idParams,
  body: s.BroadcastInput,
  reply: z.object({ data: z.array(s.RequestPost) }),
})
export const listRequestPosts = defineEndpoint({
  id: 'broadcasts.posts',
  method: 'GET',
  path: '/requests/:id/posts',
  access: 'requests.read',
  status: 200,
  summary: 'Where a request was sent, or is going to be',
  params: idParams,
  reply: z.object({ data: z.array(s.RequestPost) }),
})
export const cancelRequestPost = defineEndpoint({
  id: 'broadcasts.cancel',
  method: 'POST',
  path: '/requests/:id/posts/:postId/cancel',
  access: 'requests.write',
  status: 200,
  summary: 'Keeps a post back that has not gone out, or marks one as closed',
  params: z.object({ id: Id, postId: Id }),
  reply: s.RequestPost,
})
