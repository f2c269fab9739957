import { defineEndpoint } from '../endpoint.ts'
import { idParams } from '../schemas/common.ts'
import * as s from '../schemas/request.ts'

export const shareContact = defineEndpoint({
  id: 'requests.share_contact',
  method: 'POST',
  path: '/requests/:id/share-contact',
  access: 'requests.write',
  status: 200,
  summary: 'Gives client and partner each other’s contacts',
  params: idParams,
  body: s.ShareContactInput,
  reply: s.B2bRequest,
})
export const resolveRequest = defineEndpoint({
  id: 'requests.resolve',
  method: 'POST',
  path: '/requests/:id/resolve',
  access: 'requests.write',
  status: 200,
  summary: 'Ends a request: winner, losers and client are told, posts are closed, the lead moves',
  params: idParams,
  body: s.ResolveInput,
  reply: s.B2bRequest,
})
