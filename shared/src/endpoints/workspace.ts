import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { idParams } from '../schemas/common.ts'
import {
  ApiKey,
  ApiKeyCreated,
  ApiKeyInput,
  Invariants,
  LogoInput,
  Me,
  MyTelegram,
  TelegramLink,
  TelegramLinkInput,
  Workspace,
  WorkspaceCreate,
  WorkspaceDelete,
  WorkspacePatch,
} from '../schemas/workspace.ts'

export const getMe = defineEndpoint({
  id: 'me.get',
  method: 'GET',
  path: '/me',
  access: 'signed-in',
  beforeTwoFactor: true,
  status: 200,
  summary: 'Who is calling, in which workspace and role',
  reply: Me,
})
export const getMyTelegram = defineEndpoint({
  id: 'me.telegram',
  method: 'GET',
  path: '/me/telegram',
  access: 'chats.read',
  status: 200,
  summary: 'Where the one who asks is told of things in Telegram',
  reply: MyTelegram,
})
export const linkMyTelegram = defineEndpoint({
  id: 'me.linkTelegram',
  method: 'POST',
  path: '/me/telegram',
  access: 'chats.read',
  status: 201,
  summary: 'Makes the link by which the one who asks ties their Telegram; it ends the earlier one',
  body: TelegramLinkInput,
  reply: TelegramLink,
})
export const unlinkMyTelegram = defineEndpoint({
  id: 'me.unlinkTelegram',
  method: 'DELETE',
  path: '/me/telegram',
  access: 'chats.read',
  status: 204,
  summary: 'Tells the one who asks nothing in Telegram any more',
})
export const getWorkspace = defineEndpoint({
  id: 'workspace.get',
  method: 'GET',
  path: '/workspace',
  access: 'workspace.read',
  status: 200,
  summary: 'The workspace',
  reply: Workspace,
})
export const createWorkspace = defineEndpoint({
  id: 'workspaces.create',
  method: 'POST',
  path: '/workspaces',
  access: 'workspaces.create',
  status: 201,
  summary: 'Makes another workspace, of which the person who asks is the owner',
  body: WorkspaceCreate,
  reply: Workspace,
})
export const updateWorkspace = defineEndpoint({
  id: 'workspace.update',
  method: 'PATCH',
  path: '/workspace',
  access: 'workspace.write',
  status: 200,
  summary:
    "Changes the workspace's name, colour, language, currency, phone, lead window, working hours, prefixes of codes, time zone, or whether everybody needs a second factor",
  body: WorkspacePatch,
  reply: Workspace,
})
export const deleteWorkspace = defineEndpoint({
  id: 'workspace.delete',
  method: 'DELETE',
  path: '/workspace',
  access: 'workspace.delete',
  status: 204,
  summary: 'Deletes the workspace with all that is in it, for good, once its name is repeated',
  query: WorkspaceDelete,
})
export const setLogo = defineEndpoint({
  id: 'workspace.setLogo',
  method: 'PUT',
  path: '/workspace/logo',
  access: 'workspace.write',
  status: 200,
  summary: 'Gives the workspace its logo, for the dashboard, the pages of visitors and PDFs',
  body: LogoInput,
  reply: Workspace,
})
export const removeLogo = defineEndpoint({
  id: 'workspace.removeLogo',
  method: 'DELETE',
  path: '/workspace/logo',
  access: 'workspace.write',
  status: 200,
  summary: 'Takes the logo away: the first letter of the name stands in its place',
  reply: Workspace,
})
export const listApiKeys = defineEndpoint({
  id: 'apiKeys.list',
  method: 'GET',
  path: '/api-keys',
  access: 'apiKeys.manage',
  status: 200,
  summary: 'The keys of the workspace, without their secrets',
  reply: z.object({ data: z.array(ApiKey) }),
})
export const createApiKey = defineEndpoint({
  id: 'apiKeys.create',
  method: 'POST',
  path: '/api-keys',
  access: 'apiKeys.manage',
  status: 201,
  summary: 'Makes a key; this reply is the only one that shows it',
  body: ApiKeyInput,
  reply: ApiKeyCreated,
})
export const revokeApiKey = defineEndpoint({
  id: 'apiKeys.revoke',
  method: 'DELETE',
  path: '/api-keys/:id',
  access: 'apiKeys.manage',
  status: 204,
  summary: 'Ends a key within a second',
  params: idParams,
})
export const streamEvents = defineEndpoint({
  id: 'events.stream',
  method: 'GET',
  path: '/events',
  access: 'workspace.read',
  status: 200,
  summary: "The workspace's events as they happen; Last-Event-ID resumes",
  query: z.object({
    workspace: z.string().max(100).optional(),
    after: z.string().max(40).optional().meta({
      description: 'the place to begin behind: `eventsAfter` of `/me`, or the id of an event; absent: now',
    }),
  }),
  replyType: 'text/event-stream',
})
export const getInvariants = defineEndpoint({
  id: 'invariants.get',
  method: 'GET',
  path: '/invariants',
  access: 'invariants.read',
  status: 200,
  summary: 'The checks that must always hold, with their values',
  reply: Invariants,
})
