import { expect, test } from 'vitest'
import { readRates } from './read-rates.ts'

const row = (cc: unknown, rate: unknown, exchangedate: unknown = '25.11.2026') => ({
  r030: 840,
  txt: 'Долар США',
  rate,
  cc,
  exchangedate,
})

test("reads the bank's list: hryvnias for one unit of each currency, and the day", () => {
  expect(readRates(JSON.stringify([row('USD', 41.9876), row('EUR', 48.6), row('XAU', 171_234.5)]))).toEqual({
    day: '2026-11-25',
    uahPer: { USD: 41.9876, EUR: 48.6, XAU: 171_234.5 },
  })
})

test('leaves out what is no rate, and what is of another day than the first', () => {
  const rows = [
    null,
    row('USD', 42),
    row('usd', 1),
    row('PLN', 0),
    row('EUR', '48'),
    row('GBP', 55, '24.11.2026'),
    row('CHF', 52, 'today'),
  ]
  expect(readRates(JSON.stringify(rows))).toEqual({ day: '2026-11-25', uahPer: { USD: 42 } })
})

test.each(['', '<html>', '{}', 'null', '[]', '[1]', JSON.stringify([row('USD', 42, '99.99.2026')])])(
  'is nothing for %j',
  (text) => {
    expect(readRates(text)).toBeUndefined()
  },
)
