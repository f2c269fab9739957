import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseWish, type Wish } from './wish-text.ts'

const usd = (major: number) => ({ amountMinor: major * 100, currency: 'USD' })

test.each<[string, Wish]>([
  [
    'хочу BMW X5 від 2018 до 35 тис $ у Києві',
    { make: 'BMW', model: 'X5', yearMin: 2018, budget: usd(35_000), city: 'Kyiv' },
  ],
  [
    'Ищу тойоту камри 2016-2020, бюджет 15000',
    { make: 'Toyota', model: 'Camry', yearMin: 2016, yearMax: 2020, budget: usd(15_000) },
  ],
  ['Skoda Octavia up to 12k, Lviv', { make: 'Skoda', model: 'Octavia', budget: usd(12_000), city: 'Lviv' }],
  [
    'Octavia 450 000 грн',
    { make: 'Skoda', model: 'Octavia', budget: { amountMinor: 45_000_000, currency: 'UAH' } },
  ],
  ['10-15 тис $', { budget: usd(15_000) }],
  ['Golf до 2015 року пробіг до 150000 км', { make: 'Volkswagen', model: 'Golf', yearMax: 2015 }],
  ['просто надійну машину', {}],
])('%s', (text, wish) => {
  expect(parseWish(text, 2026)).toEqual(wish)
})

test('any text is read without a throw, and a budget is a safe integer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      const { budget } = parseWish(text, 2026)
      if (budget) expect(Number.isSafeInteger(budget.amountMinor)).toBe(true)
    }),
  )
})
