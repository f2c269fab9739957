import { proposalStatuses, type ProposalStatus } from '@cartie/shared/domain/proposal-status'

/** The filters of the proposals as the page's address carries them. */
export interface Filters {
  status?: ProposalStatus
  q?: string
  deleted?: 'true'
}

/** Reads the filters of an address. What the API would refuse is left out. */
export function filtersOf(params: URLSearchParams): Filters {
  const status = proposalStatuses.find((one) => one === params.get('status'))
  const q = params.get('q')?.trim().slice(0, 200)
  return {
    ...(status ? { status } : {}),
    ...(q ? { q } : {}),
    ...(params.get('deleted') === 'true' ? { deleted: 'true' } : {}),
  }
}

/** The address of the list with these filters, always the same for the same. */
export function addressOf({ status, q, deleted }: Filters): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries({ status, q, deleted })) if (value) params.set(key, value)
  const text = params.toString()
  return `/proposals${text ? `?${text}` : ''}`
}
