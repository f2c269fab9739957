import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exchange, pricedIn, type Rates } from './exchange.ts'

const rates: Rates = { day: '2026-11-25', uahPer: { USD: 42, EUR: 49, JPY: 0.28 } }

describe('an amount in another currency', () => {
  test.each([
    [10_000_00, 'USD', 'UAH', 420_000_00],
    [420_000_00, 'UAH', 'USD', 10_000_00],
    [6_000_00, 'EUR', 'USD', 7_000_00],
    [100_00, 'USD', 'JPY', 15_000],
    [15_000, 'JPY', 'USD', 100_00],
    [1, 'UAH', 'USD', 0],
    [12_345_67, 'PLN', 'PLN', 12_345_67],
  ])('%s of %s is in %s %s', (minor, from, to, worth) => {
    expect(exchange(minor, from, to, rates)).toBe(worth)
  })

  test('is not known where a rate is not', () => {
    expect(exchange(100, 'PLN', 'USD', rates)).toBeUndefined()
    expect(exchange(100, 'USD', 'PLN', rates)).toBeUndefined()
  })

  test('comes back as it was, but for the rounding of one unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e10 }), (minor) => {
        const there = exchange(minor, 'USD', 'UAH', rates)!
        expect(Math.abs(exchange(there, 'UAH', 'USD', rates)! - minor)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

test('a price that is missing, in the same currency, or of an unknown one stays as it is', () => {
  const car = (priceMinor: number | null, currency: string | null) => ({ priceMinor, currency })
  for (const [own, asked, told] of [
    [car(null, null), 'USD', rates],
    [car(5, 'USD'), 'USD', rates],
    [car(5, 'PLN'), 'USD', rates],
    [car(5, 'UAH'), null, rates],
    [car(5, 'UAH'), 'USD', undefined],
  ] as const)
    expect(pricedIn(own, asked, told)).toEqual(own)
  expect(pricedIn(car(4200, 'UAH'), 'USD', rates)).toEqual(car(100, 'USD'))
})
