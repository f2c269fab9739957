import { expect, test } from 'vitest'
import type { Rates } from './exchange.ts'
import { stockWorth } from './stock-worth.ts'

const rates: Rates = { day: '2026-11-25', uahPer: { USD: 40, EUR: 50 } }
const part = (currency: string, cars: number, major: number) => ({ currency, cars, amountMinor: major * 100 })

test('a stock of one currency is worth its sum, whatever is known of rates', () => {
  const worth = { amount: 30_000, currency: 'USD', cars: 2, leftOut: 0, day: null }
  expect(stockWorth([part('USD', 2, 30_000)], undefined)).toEqual(worth)
  expect(stockWorth([part('USD', 2, 30_000)], rates)).toEqual(worth)
})

test('several currencies are told in that of most cars, by the rates of a day that is named', () => {
  const worth = stockWorth([part('UAH', 1, 400_000), part('USD', 3, 30_000), part('EUR', 1, 8_000)], rates)
  expect(worth).toEqual({ amount: 50_000, currency: 'USD', cars: 5, leftOut: 0, day: '2026-11-25' })
})

test('money that nobody can change is left out and counted, never added', () => {
  const parts = [part('USD', 3, 30_000), part('PLN', 2, 90_000)]
  const worth = { amount: 30_000, currency: 'USD', cars: 3, leftOut: 2, day: null }
  expect(stockWorth(parts, rates)).toEqual(worth)
  expect(stockWorth(parts, undefined)).toEqual(worth)
})

test('nothing with a price has no worth', () => {
  expect(stockWorth([], rates)).toBeUndefined()
})
