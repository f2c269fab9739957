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
export const changeMyEmail = defineEndpoint({
  id: 'me.email',
  method: 'POST',
  path: '/me/email',
  access: 'signed-in',
  status: 200,
  summary:
    'The address with which the one who asks signs in; where mail is sent, once they open the link in it',
  body: s.EmailChange,
  reply: s.EmailChanged,
})
export const verifyMyEmail = defineEndpoint({
  id: 'me.verifyEmail',
  method: 'POST',
  path: '/me/email/verification',
  access: 'signed-in',
  status: 204,
  summary: 'Mails the one who asks a link by which they confirm their address',
})
export const setUpTwoFactor = defineEndpoint({
  id: 'me.setUpTwoFactor',
  method: 'POST',
  path: '/me/two-factor',
  access: 'signed-in',
  beforeTwoFactor: true,
  status: 201,
  summary:
    'Makes a second factor for the one who asks, which counts once it is confirmed; it is shown only here',
  body: s.PasswordAgain,
  reply: s.TwoFactorSetUp,
})
export const confirmTwoFactor = defineEndpoint({
  id: 'me.confirmTwoFactor',
  method: 'POST',
  path: '/me/two-factor/confirmation',
  access: 'signed-in',
  beforeTwoFactor: true,
  status: 204,
  summary:
    'By a code of the new second factor: from now on it is asked for at the sign-in; other sessions end',
  body: s.TwoFactorCode,
})
export const removeTwoFactor = defineEndpoint({
  id: 'me.removeTwoFactor',
  method: 'POST',
  path: '/me/two-factor/removal',
  access: 'signed-in',
  status: 204,
  summary: 'The one who asks signs in by password alone again',
  body: s.PasswordAgain,
})
export const renewRecoveryCodes = defineEndpoint({
  id: 'me.recoveryCodes',
  method: 'POST',
  path: '/me/two-factor/recovery-codes',
  access: 'signed-in',
  status: 201,
  summary: 'New recovery codes in place of the old ones; they are shown only here',
  body: s.PasswordAgain,
  reply: s.RecoveryCodes,
})
export const leaveWorkspace = defineEndpoint({
  id: 'me.leave',
  method: 'POST',
  path: '/me/leave',
  access: 'signed-in',
  status: 204,
  summary: 'The one who asks belongs to the workspace no more; its last owner stays',
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
