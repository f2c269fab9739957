import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { TextKey, TextPatch, WorkspaceText } from '../schemas/text.ts'

export const listTexts = defineEndpoint({
  id: 'texts.list',
  method: 'GET',
  path: '/texts',
  access: 'workspace.read',
  status: 200,
  summary: 'The posts and messages that Cartie sends, built-in and in the workspace’s own words',
  reply: z.object({ data: z.array(WorkspaceText) }),
})
export const changeText = defineEndpoint({
  id: 'texts.change',
  method: 'PATCH',
  path: '/texts/:key',
  access: 'workspace.write',
  status: 200,
  summary: 'Writes a post or message in the languages that are given; an empty one is the built-in one again',
  params: z.object({ key: TextKey }),
  body: TextPatch,
  reply: WorkspaceText,
})
