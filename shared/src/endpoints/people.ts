import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { idParams } from '../schemas/common.ts'
import * as s from '../schemas/people.ts'

export const listMembers = defineEndpoint({
  id: 'members.list',
  method: 'GET',
  path: '/members',
  access: 'members.read',
  status: 200,
  summary: 'The people of the workspace with their roles',
  reply: z.object({ data: z.array(s.Member) }),
})
export const updateMember = defineEndpoint({
  id: 'members.update',
  method: 'PATCH',
  path: '/members/:id',
  access: 'members.write',
  status: 200,
  summary: 'Gives a person another role, never one above your own; the last owner stays',
  params: idParams,
  body: s.MemberPatch,
  reply: s.Member,
})
export const removeMember = defineEndpoint({
  id: 'members.remove',
  method: 'DELETE',
  path: '/members/:id',
  access: 'members.write',
  status: 204,
  summary:
    'Takes a person out of the workspace, with the keys and invitations that they made; the last owner stays',
  params: idParams,
})
export const createPasswordLink = defineEndpoint({
  id: 'members.passwordLink',
  method: 'POST',
  path: '/members/:id/password-link',
  access: 'members.write',
  status: 201,
  summary:
    'Makes a link by which a person who has lost their password chooses another; it is shown only here',
  params: idParams,
  reply: s.PasswordLink,
})
export const listInvitations = defineEndpoint({
  id: 'invitations.list',
  method: 'GET',
  path: '/invitations',
  access: 'members.write',
  status: 200,
  summary: 'The invitations that are still open, newest first, without their links',
  reply: z.object({ data: z.array(s.Invitation) }),
})
export const createInvitation = defineEndpoint({
  id: 'invitations.create',
  method: 'POST',
  path: '/invitations',
  access: 'members.write',
  status: 201,
  summary:
    'Makes a link by which one person joins; it ends the earlier one for that address, and is shown only here, mailed, or said by a bot',
  body: s.InvitationInput,
  reply: s.InvitationMade,
})
export const revokeInvitation = defineEndpoint({
  id: 'invitations.revoke',
  method: 'DELETE',
  path: '/invitations/:id',
  access: 'members.write',
  status: 204,
  summary: 'Makes the link of an invitation useless',
  params: idParams,
})
export const openInvitation = defineEndpoint({
  id: 'public.invitation',
  method: 'GET',
  path: '/public/invitations/:token',
  access: 'public',
  status: 200,
  summary: 'Who invites whom, for the one who has the link',
  params: s.linkParams,
  reply: s.OpenInvitation,
})
export const joinByInvitation = defineEndpoint({
  id: 'public.join',
  method: 'POST',
  path: '/public/invitations/:token',
  access: 'public',
  status: 200,
  summary: 'Joins: as the one who is signed in, or as a new person with a name and a password',
  params: s.linkParams,
  body: s.JoinInput,
  reply: s.Joined,
})
export const openPasswordLink = defineEndpoint({
  id: 'public.passwordLink',
  method: 'GET',
  path: '/public/password-links/:token',
  access: 'public',
  status: 200,
  summary: 'Whose password is chosen anew, for the one who has the link',
  params: s.linkParams,
  reply: s.OpenPasswordLink,
})
export const usePasswordLink = defineEndpoint({
  id: 'public.password',
  method: 'POST',
  path: '/public/password-links/:token',
  access: 'public',
  status: 204,
  summary: 'Chooses a new password by a link, once, and ends all sessions of the person',
  params: s.linkParams,
  body: s.PasswordInput,
})
export const getSignInWays = defineEndpoint({
  id: 'public.signIn',
  method: 'GET',
  path: '/public/sign-in',
  access: 'public',
  status: 200,
  summary: 'What the page of the sign-in offers',
  reply: s.SignInWays,
})
export const askPasswordMail = defineEndpoint({
  id: 'public.passwordMail',
  method: 'POST',
  path: '/public/password-mails',
  access: 'public',
  status: 204,
  summary:
    'Mails a link to a new password where the address has an account; the answer is the same where it has none',
  body: s.PasswordMailInput,
})
export const openEmailLink = defineEndpoint({
  id: 'public.emailLink',
  method: 'GET',
  path: '/public/email-links/:token',
  access: 'public',
  status: 200,
  summary: 'Which address is confirmed, for the one who has the link',
  params: s.linkParams,
  reply: s.OpenEmailLink,
})
export const useEmailLink = defineEndpoint({
  id: 'public.confirmEmail',
  method: 'POST',
  path: '/public/email-links/:token',
  access: 'public',
  status: 204,
  summary: 'Confirms an address by a link, once: from then on its person signs in with it',
  params: s.linkParams,
})
