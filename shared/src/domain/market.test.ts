import fc from 'fast-check'
import { expect, test } from 'vitest'
import { marketVerdict, medianOf, mileageBand, placeAmong, priceRange } from './market.ts'

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)
const someNumbers = fc.array(fc.integer({ min: 1, max: 1e9 }), { minLength: 5, maxLength: 60 })

test.each([
  [0, 0, 30_000],
  [20_000, 0, 50_000],
  [90_000, 60_000, 120_000],
  [148_370, 98_000, 198_000],
  [240_000, 160_000, 320_000],
])('a car of %d km is compared with those from %d to %d', (km, from, to) => {
  expect(mileageBand(km)).toEqual({ from, to })
})

test('the range of prices is told by its tenths and quarters, between two prices where they fall there', () => {
  expect(priceRange(upTo(11).reverse())).toEqual({ p10: 2, p25: 3.5, median: 6, p75: 8.5, p90: 10 })
})

test('of fewer than five comparable cars no range is told', () => {
  expect(priceRange(upTo(4))).toBeUndefined()
  expect(priceRange(upTo(5))).toBeDefined()
  expect(medianOf([])).toBeUndefined()
  expect(medianOf([30, 10, 20, 40])).toBe(25)
})

test('the range is in its order, within the prices, and the same whatever their order', () => {
  fc.assert(
    fc.property(someNumbers, (prices) => {
      const range = priceRange(prices)!
      const { p10, p25, median, p75, p90 } = range
      const values = [Math.min(...prices), p10, p25, median, p75, p90, Math.max(...prices)]
      expect(values).toEqual(values.toSorted((a, b) => a - b))
      expect(priceRange(prices.toReversed())).toEqual(range)
    }),
  )
})

test('the place of a price is the share of prices below it, the same ones counted half', () => {
  expect([0, 1, 5.5, 10, 99].map((price) => placeAmong(price, upTo(10)))).toEqual([0, 5, 50, 95, 100])
})

test('a price within the middle half is fair, outside of nine tenths it is the lowest or the highest', () => {
  const range = priceRange(upTo(101))!
  const verdicts = [1, 11, 26, 76, 77, 91, 92].map((price) => marketVerdict(price, range))
  expect(verdicts).toEqual(['lowest', 'low', 'fair', 'fair', 'high', 'high', 'highest'])
})
