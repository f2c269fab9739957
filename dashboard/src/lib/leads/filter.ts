import type { z } from 'zod'
import { leadKinds } from '@cartie/shared/domain/lead'
import { readFilter } from '@cartie/shared/filters/filter-field'
import { leadFilter, leadSorts } from '@cartie/shared/filters/lead-filter'
import type { LeadFilter } from '@cartie/shared/schemas/lead'
import type { View } from '#lib/ui/board-stages.ts'

export type { View }

/** Every filter of the leads, in the order of the page's address. */
export const filterKeys = [
  'q',
  'status',
  'source',
  'kind',
  'owner',
  'bot',
  'session',
  'tags',
  'deleted',
] as const satisfies readonly (keyof LeadFilter)[]
export type FilterKey = (typeof filterKeys)[number]
export type Filters = Pick<z.input<typeof LeadFilter>, FilterKey>
export type LeadSort = (typeof leadSorts)[number]

/** Reads the filters of an address. What the API would refuse is left out. */
export function filtersOf(params: URLSearchParams): Filters {
  const { kind: named, ...filters } = readFilter(leadFilter, filterKeys, params)
  const kind = leadKinds.find((one) => one === named)
  return { ...filters, ...(kind ? { kind } : {}) }
}

/** The sort of an address; newest first if it names none that exists. */
export const sortOf = (params: URLSearchParams): LeadSort =>
  leadSorts.find((sort) => sort === params.get('sort')) ?? 'newest'

/** How an address shows the leads. The bin is a table only. */
export const viewOf = (params: URLSearchParams): View =>
  params.get('view') === 'board' && !params.has('deleted') ? 'board' : 'table'

/** The address's query, in a fixed order, so that equal views have equal addresses. */
export function searchOf(filters: Filters, sort: LeadSort = 'newest', view: View = 'table'): URLSearchParams {
  const params = new URLSearchParams()
  for (const key of filterKeys) {
    const value = filters[key]?.trim()
    if (value) params.set(key, value)
  }
  if (sort !== 'newest') params.set('sort', sort)
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
export const valuesOf = (filters: Filters, key: 'status' | 'source' | 'tags'): string[] =>
  filters[key]?.split(',').filter(Boolean) ?? []

/** The filters with one of several values added, or taken off if it was there. */
export function toggled(filters: Filters, key: 'status' | 'source' | 'tags', value: string): Filters {
  const values = valuesOf(filters, key)
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
  return changed(filters, { [key]: next.join(',') })
}

/** How many filters are set beside the words and the bin. */
export const countOf = (filters: Filters): number =>
  filterKeys.filter((key) => filters[key] && key !== 'q' && key !== 'deleted').length
