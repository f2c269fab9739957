import { deliveryStates, type DeliveryState } from '@cartie/shared/domain/delivery-state'
import { deliveryFilter } from '@cartie/shared/filters/delivery-filter'
import { readFilter } from '@cartie/shared/filters/filter-field'

/** The filters of the ledger as the page's address carries them. */
export interface Filters {
  state?: DeliveryState
  q?: string
  channel?: string
  botId?: string
  integrationId?: string
}
const textKeys = ['q', 'channel', 'botId', 'integrationId'] as const

/** Reads the filters of an address. What the API would refuse is left out. */
export function filtersOf(params: URLSearchParams): Filters {
  const state = deliveryStates.find((one) => one === params.get('state'))
  return { ...(state ? { state } : {}), ...readFilter(deliveryFilter, textKeys, params) }
}

/** The address of the page with these filters and a delivery open. */
export function addressOf(filters: Filters, id?: string): string {
  const params = new URLSearchParams()
  for (const key of ['state', ...textKeys] as const) if (filters[key]) params.set(key, filters[key])
  if (id) params.set('id', id)
  const text = params.toString()
  return `/deliveries${text ? `?${text}` : ''}`
}

/** The filters with one set, or taken off by an empty text. */
export function changed(filters: Filters, key: keyof Filters, value: string): Filters {
  const params = new URLSearchParams(Object.entries(filters))
  params.set(key, value)
  return filtersOf(params)
}
