import { parseItemStatuses, type ParseItemStatus } from '@cartie/shared/domain/parse-outcome'
import type { ParseItemQuery } from '@cartie/shared/schemas/parse'

/** What the list of items is narrowed to: an outcome, or results that wait for a person or that one left out. */
export type ItemFilter = ParseItemStatus | 'review' | 'rejected'

/** The filter that an address names; undefined for all. */
export function filterOf(search: { get: (name: string) => string | null }): ItemFilter | undefined {
  const named = search.get('status')
  if (named === 'review' || named === 'rejected') return named
  return parseItemStatuses.find((status) => status === named)
}

/** The filter as the API takes it. */
export function queryOf(filter: ItemFilter | undefined): Pick<ParseItemQuery, 'status' | 'review'> {
  if (filter === undefined) return {}
  if (filter === 'review') return { review: 'pending' }
  return filter === 'rejected' ? { review: 'rejected' } : { status: filter }
}

/** The address of an import with its filter and its open item. */
export function addressOf(id: string, filter: ItemFilter | undefined, item: string | undefined): string {
  const query = new URLSearchParams({
    ...(filter ? { status: filter } : {}),
    ...(item ? { item } : {}),
  }).toString()
  return `/import/${id}${query ? `?${query}` : ''}`
}
