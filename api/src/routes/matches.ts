import { decideMatch } from '@cartie/db/services/match/decide'
import { listMatches } from '@cartie/db/services/match/list'
import { matchesOfListing } from '@cartie/db/services/match/of-listing'
import { runMatching } from '@cartie/db/services/match/run-again'
import * as endpoints from '@cartie/shared/endpoints/matches'
import type { Serve } from '../serve.ts'

/** The cars of the inventory that fit a request, and what becomes of them. */
export function matchRoutes(serve: Serve): void {
  serve(endpoints.listMatches, ({ ctx, params, query }) => listMatches(ctx, params.id, query))
  serve(endpoints.runMatching, ({ ctx, params }) => runMatching(ctx, params.id), {
    location: ({ requestId }) => `/requests/${requestId}/matches`,
  })
  serve(endpoints.decideMatch, ({ ctx, params, body }) =>
    decideMatch(ctx, { requestId: params.id, listingId: params.listingId }, body),
  )
  serve(endpoints.matchesOfListing, ({ ctx, params }) => matchesOfListing(ctx, params.id))
}
