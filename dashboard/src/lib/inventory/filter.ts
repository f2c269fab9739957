import { readFilter } from '@cartie/shared/filters/filter-field'
import { listingFilter, listingSorts } from '@cartie/shared/filters/listing-filter'
import type { ListingFilter } from '@cartie/shared/schemas/listing'

/** Every filter of the inventory, in the order in which the page shows them. */
export const filterKeys = [
  'q',
  'status',
  'make',
  'model',
  'source',
  'fuel',
  'transmission',
  'bodyType',
  'yearFrom',
  'yearTo',
  'priceFrom',
  'priceTo',
  'currency',
  'mileageTo',
  'parseId',
  'deleted',
] as const satisfies readonly (keyof ListingFilter)[]

export type FilterKey = (typeof filterKeys)[number]
export type ListingSort = (typeof listingSorts)[number]

/** The filters as the page's address carries them: strings, and only those that are set. */
export type Filters = Partial<Record<FilterKey, string>>

/** Filters that hold several values of a closed list. */
export const manyKeys = ['status', 'fuel', 'transmission', 'bodyType'] as const satisfies readonly FilterKey[]
export type ManyKey = (typeof manyKeys)[number]

/** Reads the filters of an address. What the API would refuse, such as a mistyped year, is left out. */
export const filtersOf = (params: URLSearchParams): Filters => readFilter(listingFilter, filterKeys, params)

/** The sort of an address; newest first if it names none that exists. */
export function sortOf(params: URLSearchParams): ListingSort {
  return listingSorts.find((sort) => sort === params.get('sort')) ?? 'newest'
}

/** The address's query for filters and sort, in a fixed order, so that equal views have equal addresses. */
export function searchOf(filters: Filters, sort: ListingSort = 'newest'): URLSearchParams {
  const params = new URLSearchParams()
  for (const key of filterKeys) {
    const value = filters[key]?.trim()
    if (value) params.set(key, value)
  }
  if (sort !== 'newest') params.set('sort', sort)
  return params
}

/** The values of a filter that holds several. */
export const valuesOf = (filters: Filters, key: ManyKey): string[] =>
  filters[key]?.split(',').filter(Boolean) ?? []

/** The filters with one of several values added, or taken off if it was there. */
export function toggled(filters: Filters, key: ManyKey, value: string): Filters {
  const values = valuesOf(filters, key)
  const next = values.includes(value) ? values.filter((v) => v !== value) : [...values, value]
  return changed(filters, { [key]: next.join(',') })
}

/** The filters with some changed. A model means nothing without its make, nor an amount's currency alone. */
export function changed(filters: Filters, change: Filters): Filters {
  const next: Filters = {}
  for (const [key, value] of Object.entries({ ...filters, ...change }) as [FilterKey, string | undefined][]) {
    if (value) next[key] = value
  }
  if (
    !next.make ||
    (change.make !== undefined && change.make !== filters.make && change.model === undefined)
  ) {
    delete next.model
  }
  return next
}

/** How many filters are set; words, the bin and a parse count too. */
export const countOf = (filters: Filters): number =>
  filterKeys.filter((key) => filters[key] && key !== 'currency').length
