import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { idParams } from '../schemas/common.ts'
import * as s from '../schemas/account.ts'

export const renameMe = defineEndpoint({
  id: 'me.rename',
  method: 'PATCH',
  path: '/me',
  access: 'signed-in',
  status: 204,
  summary: 'How the one who asks is called',
  body: s.MyName,
})
export const changeMyPassword = defineEndpoint({
  id: 'me.password',
  method: 'POST',
  path: '/me/password',
  access: 'signed-in',
  status: 204,
  summary: 'Gives the one who asks a new password and ends their other sessions',
  body: s.PasswordChange,
})
export const listMySessions = defineEndpoint({
  id: 'me.sessions',
  method: 'GET',
  path: '/me/sessions',
  access: 'signed-in',
  status: 200,
  summary: 'Where the one who asks is signed in, this session first',
  reply: z.object({ data: z.array(s.Session) }),
})
export const endMySession = defineEndpoint({
  id: 'me.endSession',
  method: 'DELETE',
  path: '/me/sessions/:id',
  access: 'signed-in',
  status: 204,
  summary: 'Ends one session of the one who asks, at once',
  params: idParams,
})
export const endMyOtherSessions = defineEndpoint({
  id: 'me.endOtherSessions',
  method: 'DELETE',
  path: '/me/sessions',
  access: 'signed-in',
  status: 204,
  summary: 'Ends all sessions of the one who asks but this one',
})
