import { parseItemStatuses, type ParseItemStatus } from '@cartie/shared/domain/parse-outcome'

/** What the list of items is narrowed to: an outcome, or results that wait for a person. */
export type ItemFilter = ParseItemStatus | 'review'

/** The filter that an address names; undefined for all. */
export function filterOf(search: { get: (name: string) => string | null }): ItemFilter | undefined {
  const named = search.get('status')
  if (named === 'review') return 'review'
  return parseItemStatuses.find((status) => status === named)
}

/** The filter as the API takes it. */
export const queryOf = (filter: ItemFilter | undefined): { status?: ParseItemStatus; review?: 'pending' } =>
  filter === undefined ? {} : filter === 'review' ? { review: 'pending' } : { status: filter }

/** The address of an import with its filter and its open item. */
export function addressOf(id: string, filter: ItemFilter | undefined, item: string | undefined): string {
  const query = new URLSearchParams({
    ...(filter ? { status: filter } : {}),
    ...(item ? { item } : {}),
  }).toString()
  return `/import/${id}${query ? `?${query}` : ''}`
}
