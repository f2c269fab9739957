import { bodyTypes, fuels, listingStatuses, transmissions } from '../domain/car.ts'
import type { FilterFields } from './filter-field.ts'

export const listingSorts = ['newest', 'price_asc', 'price_desc', 'year_desc', 'mileage_asc'] as const

/** By what cars of the inventory are found. */
export const listingFilter = {
  q: { kind: 'text', max: 200, about: 'words of title, make, model, VIN or place' },
  status: { kind: 'some', of: listingStatuses },
  make: { kind: 'word', max: 80 },
  model: { kind: 'word', max: 120 },
  source: { kind: 'word', max: 200 },
  fuel: { kind: 'some', of: fuels },
  transmission: { kind: 'some', of: transmissions },
  bodyType: { kind: 'some', of: bodyTypes },
  yearFrom: { kind: 'count' },
  yearTo: { kind: 'count' },
  priceFrom: { kind: 'count' },
  priceTo: { kind: 'count' },
  currency: { kind: 'pattern', pattern: /^[A-Z]{3}$/ },
  mileageTo: { kind: 'count' },
  parseId: { kind: 'id', about: 'only what this parse brought' },
  deleted: { kind: 'flag', about: 'true: the bin instead of the inventory' },
} as const satisfies FilterFields
