import { defineEndpoint } from '../endpoint.ts'
import { idParams, pageOf } from '../schemas/common.ts'
import * as s from '../schemas/request.ts'

export const listRequests = defineEndpoint({
  id: 'requests.list',
  method: 'GET',
  path: '/requests',
  access: 'requests.read',
  status: 200,
  summary: 'The requests, filtered and sorted',
  query: s.RequestQuery,
  reply: pageOf(s.B2bRequest),
})
export const boardRequests = defineEndpoint({
  id: 'requests.board',
  method: 'GET',
  path: '/requests/board',
  access: 'requests.read',
  status: 200,
  summary: 'Each stage with its count and its newest requests',
  query: s.RequestBoardQuery,
  reply: s.RequestBoard,
})
export const facetRequests = defineEndpoint({
  id: 'requests.facets',
  method: 'GET',
  path: '/requests/facets',
  access: 'requests.read',
  status: 200,
  summary: 'How many requests of each stage, kind, priority, make and owner a filter holds',
  query: s.RequestFilter,
  reply: s.RequestFacets,
})
export const readRequest = defineEndpoint({
  id: 'requests.read',
  method: 'POST',
  path: '/requests/read',
  access: 'requests.write',
  status: 200,
  summary: 'What is understood of a pasted wish; nothing is kept',
  body: s.RequestRead,
  reply: s.ReadRequest,
})
export const getRequest = defineEndpoint({
  id: 'requests.get',
  method: 'GET',
  path: '/requests/:id',
  access: 'requests.read',
  status: 200,
  summary: 'One request with its client',
  params: idParams,
  reply: s.RequestDetail,
})
export const createRequest = defineEndpoint({
  id: 'requests.create',
  method: 'POST',
  path: '/requests',
  access: 'requests.write',
  status: 201,
  summary: 'Adds a request by hand, from a lead or from a text',
  body: s.RequestCreate,
  reply: s.B2bRequest,
})
export const updateRequest = defineEndpoint({
  id: 'requests.update',
  method: 'PATCH',
  path: '/requests/:id',
  access: 'requests.write',
  status: 200,
  summary: 'Changes fields of a request',
  params: idParams,
  body: s.RequestPatch,
  reply: s.B2bRequest,
})
export const changeRequestStatus = defineEndpoint({
  id: 'requests.status',
  method: 'POST',
  path: '/requests/:id/status',
  access: 'requests.write',
  status: 200,
  summary: 'Moves a request to another stage',
  params: idParams,
  body: s.RequestStatusInput,
  reply: s.B2bRequest,
})
export const assignRequest = defineEndpoint({
  id: 'requests.assign',
  method: 'POST',
  path: '/requests/:id/assign',
  access: 'requests.write',
  status: 200,
  summary: 'Gives a request to somebody, or to nobody',
  params: idParams,
  body: s.RequestAssignInput,
  reply: s.B2bRequest,
})
export const noteRequest = defineEndpoint({
  id: 'requests.note',
  method: 'POST',
  path: '/requests/:id/notes',
  access: 'requests.write',
  status: 201,
  summary: 'Writes a note into the story',
  params: idParams,
  body: s.RequestNoteInput,
  reply: s.RequestActivity,
})
export const storyOfRequest = defineEndpoint({
  id: 'requests.story',
  method: 'GET',
  path: '/requests/:id/story',
  access: 'requests.read',
  status: 200,
  summary: 'What happened to a request, its variants and its proposals, newest first',
  params: idParams,
  query: s.RequestStoryQuery,
  reply: pageOf(s.RequestActivity),
})
export const deleteRequest = defineEndpoint({
  id: 'requests.delete',
  method: 'DELETE',
  path: '/requests/:id',
  access: 'requests.delete',
  status: 204,
  summary: 'Puts a request into the bin',
  params: idParams,
})
export const restoreRequest = defineEndpoint({
  id: 'requests.restore',
  method: 'POST',
  path: '/requests/:id/restore',
  access: 'requests.delete',
  status: 200,
  summary: 'Takes a request out of the bin',
  params: idParams,
  reply: s.B2bRequest,
})
