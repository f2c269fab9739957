import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { Id, idParams, pageOf } from '../schemas/common.ts'
import * as s from '../schemas/request.ts'

export const listMatches = defineEndpoint({
  id: 'matches.list',
  method: 'GET',
  path: '/requests/:id/matches',
  access: 'requests.read',
  status: 200,
  summary: 'The cars of the inventory that fit a request, best first',
  params: idParams,
  query: s.MatchQuery,
  reply: pageOf(s.RequestMatch),
})
export const runMatching = defineEndpoint({
  id: 'matches.run',
  method: 'POST',
  path: '/requests/:id/matches/run',
  access: 'requests.write',
  status: 202,
  summary: 'Looks for cars that fit once more, in the background',
  params: idParams,
  reply: s.MatchingQueued,
})
export const decideMatch = defineEndpoint({
  id: 'matches.decide',
  method: 'POST',
  path: '/requests/:id/matches/:listingId',
  access: 'requests.write',
  status: 200,
  summary: 'Offers, hides or puts off a car that fits, or takes that back',
  params: z.object({ id: Id, listingId: Id }),
  body: s.MatchDecision,
  reply: s.RequestMatch,
})
export const matchesOfListing = defineEndpoint({
  id: 'matches.of_listing',
  method: 'GET',
  path: '/listings/:id/requests',
  access: 'requests.read',
  status: 200,
  summary: 'The open requests that a car fits, best first',
  params: idParams,
  reply: z.object({ data: z.array(s.ListingMatch) }),
})
