import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { Id, idParams, pageOf } from '../schemas/common.ts'
import * as s from '../schemas/partner.ts'

export const listPartners = defineEndpoint({
  id: 'partners.list',
  method: 'GET',
  path: '/partners',
  access: 'partners.read',
  status: 200,
  summary: 'The partners by name, each with its scorecard',
  query: s.PartnerQuery,
  reply: pageOf(s.Partner),
})
export const getPartner = defineEndpoint({
  id: 'partners.get',
  method: 'GET',
  path: '/partners/:id',
  access: 'partners.read',
  status: 200,
  summary: 'One partner with its people, invitations and history',
  params: idParams,
  reply: s.PartnerDetail,
})
export const createPartner = defineEndpoint({
  id: 'partners.create',
  method: 'POST',
  path: '/partners',
  access: 'partners.write',
  status: 201,
  summary: 'Adds a partner',
  body: s.PartnerCreate,
  reply: s.Partner,
})
export const updatePartner = defineEndpoint({
  id: 'partners.update',
  method: 'PATCH',
  path: '/partners/:id',
  access: 'partners.write',
  status: 200,
  summary: 'Changes fields of a partner',
  params: idParams,
  body: s.PartnerPatch,
  reply: s.Partner,
})
export const changePartnerStatus = defineEndpoint({
  id: 'partners.status',
  method: 'POST',
  path: '/partners/:id/status',
  access: 'partners.write',
  status: 200,
  summary: 'Blocks a partner, or lets it in again',
  params: idParams,
  body: s.PartnerStatusInput,
  reply: s.Partner,
})
export const deletePartner = defineEndpoint({
  id: 'partners.delete',
  method: 'DELETE',
  path: '/partners/:id',
  access: 'partners.write',
  status: 204,
  summary: 'Puts a partner into the bin',
  params: idParams,
})
export const restorePartner = defineEndpoint({
  id: 'partners.restore',
  method: 'POST',
  path: '/partners/:id/restore',
  access: 'partners.write',
  status: 200,
  summary: 'Takes a partner out of the bin',
  params: idParams,
  reply: s.Partner,
})
export const invitePartner = defineEndpoint({
  id: 'partners.invite',
  method: 'POST',
  path: '/partners/:id/invites',
  access: 'partners.write',
  status: 201,
  summary: 'Makes a link by which a person joins a partner in Telegram',
  params: idParams,
  body: s.InviteInput,
  reply: s.PartnerInvite,
})
export const revokeInvite = defineEndpoint({
  id: 'partners.revoke_invite',
  method: 'DELETE',
  path: '/partners/:id/invites/:inviteId',
  access: 'partners.write',
  status: 204,
  summary: 'Makes a link useless',
  params: z.object({ id: Id, inviteId: Id }),
})
export const removePartnerUser = defineEndpoint({
  id: 'partners.remove_user',
  method: 'DELETE',
  path: '/partners/:id/users/:userId',
  access: 'partners.write',
  status: 204,
  summary: 'Takes a person off a partner',
  params: z.object({ id: Id, userId: Id }),
})
