import type { CarListing } from '@cartie/shared/schemas/listing'
import { expect, test } from 'vitest'
import { conflictsOf, conflictValue, inputOf } from './car-write.ts'

const seenAt = '2026-01-01T00:00:00Z'
const car = {
  title: 'BMW X5',
  year: 2018,
  price: { amount: 100, currency: 'USD' },
  seller: { name: 'Oleh', phone: null, kind: null },
  conflicts: {
    priceMinor: { value: 1_250_000, extractor: 'json_ld', seenAt },
    currency: { value: 'EUR', extractor: 'json_ld', seenAt },
    year: { value: 2017, extractor: 'text', seenAt },
  },
} as unknown as CarListing

test('a price that the parser saw is shown in major units of the currency that it saw', () => {
  expect(conflictValue(car, 'priceMinor')).toEqual({ amount: 12_500, currency: 'EUR' })
  expect(conflictValue(car, 'year')).toBe(2017)
})

test('a conflict of price and currency is one', () => {
  expect(conflictsOf(car)).toEqual(['priceMinor', 'year'])
})

test('price and seller are written whole', () => {
  expect(inputOf(car, 'currency')).toEqual({ price: car.price })
  expect(inputOf(car, 'sellerName')).toEqual({ seller: car.seller })
  expect(inputOf(car, 'year')).toEqual({ year: 2018 })
})
