import type { RequestStatus } from '@cartie/shared/domain/request-status'
import type { B2bRequest } from '@cartie/shared/schemas/request'
import { boardRequests, facetRequests, getRequest, listRequests } from '@cartie/shared/endpoints/requests'
import { listMembers } from '@cartie/shared/endpoints/people'
import { call } from '#lib/api.ts'
import { live } from '#lib/live.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import { Resource } from '#lib/resource.svelte.ts'
import { StagedRows } from '#lib/ui/staged-rows.svelte.ts'
import type { Filters, RequestSort } from './filter.ts'

const fetches = {
  page: (
    filters: Filters,
    more: { sort: RequestSort; limit: number; cursor?: string },
    signal: AbortSignal,
  ) => call(listRequests, { query: { ...filters, ...more }, signal }),
  board: (query: Filters, signal: AbortSignal) => call(boardRequests, { query, signal }),
  stage: (filters: Filters, more: { status: RequestStatus; limit: number; cursor: string }) =>
    call(listRequests, { query: { ...filters, ...more, sort: 'newest' } }),
  facets: (query: Filters, signal: AbortSignal) => call(facetRequests, { query, signal }),
}
type Facets = Awaited<ReturnType<typeof fetches.facets>>

/** The facts of the page of requests: the table, the board, the counts, and who works here. */
export class Requests extends StagedRows<B2bRequest, RequestStatus, Filters, RequestSort, Facets> {
  readonly people = new Resource((signal) => call(listMembers, { signal }))
  /** The request that is to end, and how: somebody is asked whether and whom to tell. */
  ending = $state.raw<{ request: B2bRequest; to: 'WON' | 'LOST' }>()

  constructor() {
    super(fetches, { filters: {}, sort: 'newest' })
  }

  /** A member's name; words for nobody and for who is gone. */
  nameOf(userId: string | null): string {
    if (userId === null) return m.requests_nobody()
    return this.people.data?.data.find((person) => person.id === userId)?.name ?? m.requests_gone_member()
  }

  /** Follows what happens elsewhere; returns what ends it. */
  follow(): () => void {
    const names = [
      'request.created',
      'request.changed',
      'request.status_changed',
      'request.assigned',
      'request.deleted',
      'request.restored',
      'request.matched',
      'variant.submitted',
      'variant.status_changed',
    ] as const
    return this.followBy((changed) => [...names.map((name) => live.on(name, changed)), live.onAgain(changed)])
  }
}

/** One request as the panel shows it. */
export const readRequest = (id: string, signal: AbortSignal) => call(getRequest, { params: { id }, signal })
