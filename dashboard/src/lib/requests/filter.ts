import type { z } from 'zod'
import { leadKinds } from '@cartie/shared/domain/lead'
import { readFilter } from '@cartie/shared/filters/filter-field'
import { requestFilter, requestSorts } from '@cartie/shared/filters/request-filter'
import type { RequestFilter } from '@cartie/shared/schemas/request'
import type { View } from '#lib/ui/board-stages.ts'

export type { View }

/** Every filter of the requests, in the order of the page's address. */
export const filterKeys = [
  'q',
  'status',
  'kind',
  'priority',
  'owner',
  'make',
  'lead',
  'session',
  'deleted',
] as const satisfies readonly (keyof RequestFilter)[]
export type FilterKey = (typeof filterKeys)[number]
export type Filters = Pick<z.input<typeof RequestFilter>, FilterKey>
export type RequestSort = (typeof requestSorts)[number]

/** Reads the filters of an address. What the API would refuse is left out. */
export function filtersOf(params: URLSearchParams): Filters {
  const { kind: named, ...filters } = readFilter(requestFilter, filterKeys, params)
  const kind = leadKinds.find((one) => one === named)
  return { ...filters, ...(kind ? { kind } : {}) }
}

/** The sort of an address; `usual` if it names none that exists. */
export const sortOf = (params: URLSearchParams, usual: RequestSort): RequestSort =>
  requestSorts.find((sort) => sort === params.get('sort')) ?? usual

/** How an address shows the requests. The bin is a table only. */
export const viewOf = (params: URLSearchParams): View =>
  params.get('view') === 'board' && !params.has('deleted') ? 'board' : 'table'

/** The address's query, in a fixed order, so that equal views have equal addresses. */
export function searchOf(filters: Filters, view: View = 'table', sort?: RequestSort): URLSearchParams {
  const params = new URLSearchParams()
  for (const key of filterKeys) {
    const value = filters[key]?.trim()
    if (value) params.set(key, value)
  }
  if (sort) params.set('sort', sort)
  if (view === 'board') params.set('view', view)
  return params
}

/** The filters with some changed; an empty text takes one off. */
export function changed(filters: Filters, change: Partial<Record<FilterKey, string>>): Filters {
  const params = searchOf(filters)
  for (const [key, value] of Object.entries(change)) params.set(key, value)
  return filtersOf(params)
}

/** The values of a filter that holds several. */
export const valuesOf = (filters: Filters, key: 'status' | 'priority'): string[] =>
  filters[key]?.split(',').filter(Boolean) ?? []

/** The filters with one of several values added, or taken off if it was there. */
export function toggled(filters: Filters, key: 'status' | 'priority', value: string): Filters {
  const values = valuesOf(filters, key)
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
  return changed(filters, { [key]: next.join(',') })
}

/** How many filters are set beside the words and the bin. */
export const countOf = (filters: Filters): number =>
  filterKeys.filter((key) => filters[key] && key !== 'q' && key !== 'deleted').length
