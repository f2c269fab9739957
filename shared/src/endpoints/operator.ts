import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import * as s from '../schemas/operator.ts'
import { EmailLink, PasswordLink } from '../schemas/people.ts'

export const listAllWorkspaces = defineEndpoint({
  id: 'operator.workspaces',
  method: 'GET',
  path: '/operator/workspaces',
  access: 'operator',
  status: 200,
  summary: 'The workspaces of the installation, the oldest first: how many of what is in each, and how it is',
  reply: z.object({ data: z.array(s.WorkspaceHealth) }),
})
export const createPersonPasswordLink = defineEndpoint({
  id: 'operator.passwordLink',
  method: 'POST',
  path: '/operator/password-links',
  access: 'operator',
  status: 201,
  summary: 'Makes a link by which the person of that address chooses another password; it is shown only here',
  body: s.PersonInput,
  reply: PasswordLink,
})
export const createPersonEmailLink = defineEndpoint({
  id: 'operator.emailLink',
  method: 'POST',
  path: '/operator/email-links',
  access: 'operator',
  status: 201,
  summary:
    'Makes a link by which the person of that address confirms it, for who sends it there; it is shown only here',
  body: s.PersonInput,
  reply: EmailLink,
})
export const listOperatorDeeds = defineEndpoint({
  id: 'operator.deeds',
  method: 'GET',
  path: '/operator/deeds',
  access: 'operator',
  status: 200,
  summary: 'What operators did beyond their own workspaces, newest first',
  reply: z.object({ data: z.array(s.OperatorDeed) }),
})
