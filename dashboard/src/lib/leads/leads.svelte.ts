import { listBots } from '@cartie/shared/endpoints/bots'
import type { LeadStatus } from '@cartie/shared/domain/lead-status'
import type { Lead } from '@cartie/shared/schemas/lead'
import { boardLeads, facetLeads, getLead, listLeads } from '@cartie/shared/endpoints/leads'
import { listMembers } from '@cartie/shared/endpoints/people'
import { call } from '#lib/api.ts'
import { live } from '#lib/live.svelte.ts'
import { m } from '#lib/paraglide/messages.js'
import { Resource } from '#lib/resource.svelte.ts'
import { StagedRows } from '#lib/ui/staged-rows.svelte.ts'
import type { Filters, LeadSort } from './filter.ts'

const fetches = {
  page: (filters: Filters, more: { sort: LeadSort; limit: number; cursor?: string }, signal: AbortSignal) =>
    call(listLeads, { query: { ...filters, ...more }, signal }),
  board: (query: Filters, signal: AbortSignal) => call(boardLeads, { query, signal }),
  stage: (filters: Filters, more: { status: LeadStatus; limit: number; cursor: string }) =>
    call(listLeads, { query: { ...filters, ...more, sort: 'newest' } }),
  facets: (query: Filters, signal: AbortSignal) => call(facetLeads, { query, signal }),
}
type Facets = Awaited<ReturnType<typeof fetches.facets>>

/** The facts of the leads page: the table, the board, the counts, and who works here. */
export class Leads extends StagedRows<Lead, LeadStatus, Filters, LeadSort, Facets> {
  readonly people = new Resource((signal) => call(listMembers, { signal }))
  readonly bots = new Resource((signal) => call(listBots, { query: {}, signal }))

  constructor() {
    super(fetches, { filters: {}, sort: 'newest' })
  }

  /** A member's name; words for nobody and for who is gone. */
  nameOf(userId: string | null): string {
    if (userId === null) return m.leads_nobody()
    return this.people.data?.data.find((person) => person.id === userId)?.name ?? m.leads_gone_member()
  }

  /** Follows what happens elsewhere; returns what ends it. */
  follow(): () => void {
    const names = [
      'lead.created',
      'lead.merged',
      'lead.changed',
      'lead.status_changed',
      'lead.assigned',
      'lead.deleted',
      'lead.restored',
    ] as const
    return this.followBy((changed) => [...names.map((name) => live.on(name, changed)), live.onAgain(changed)])
  }
}

/** One lead as the panel shows it. */
export const readLead = (id: string, signal: AbortSignal) => call(getLead, { params: { id }, signal })
