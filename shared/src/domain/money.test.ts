import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastCpuMs } from './cpu-time.ts'
import { findMoney, minorUnits, parseMoney, toMajor, toMinor } from './money.ts'

test.each([
  ['35 000$', 35_000, 'USD'],
  ['$21.5k торг', 21_500, 'USD'],
  ['$12k', 12_000, 'USD'],
  ['12.500 €', 12_500, 'EUR'],
  ['12.50 €', 12.5, 'EUR'],
  ['21 500 у.о.', 21_500, 'USD'],
  ['9500 у. е.', 9500, 'USD'],
  ['450 000 грн', 450_000, 'UAH'],
  ['₴38 500', 38_500, 'UAH'],
  ['1,25 млн грн', 1_250_000, 'UAH'],
  ['95 тис. грн', 95_000, 'UAH'],
  ['1.249.500,00 TL', 1_249_500, 'TRY'],
  ['16.200 KM', 16_200, 'BAM'],
  ['€ 31.750,-', 31_750, 'EUR'],
  ["CHF 12'500.–", 12_500, 'CHF'],
  ['CHF 12’500', 12_500, 'CHF'],
  ['12\u202f345,67 zł', 12_345.67, 'PLN'],
  ['449 000 Kč', 449_000, 'CZK'],
  ['3 450 000 Ft', 3_450_000, 'HUF'],
  ['33 600 лв.', 33_600, 'BGN'],
  ['8 500 lei', 8500, 'RON'],
  ['180 000 kr', 180_000, 'SEK'],
  ['£ 6450', 6450, 'GBP'],
  ['₾ 12 000', 12_000, 'GEL'],
  ['¥1,234,000', 1_234_000, 'JPY'],
  ['4 500 000 ₸', 4_500_000, 'KZT'],
  ['1 240 000 грн • 29 900 $', 1_240_000, 'UAH'],
])('%s is %d %s', (raw, major, currency) => {
  expect(parseMoney(raw)).toEqual({ amountMinor: toMinor(major, currency), currency })
})

test('an amount without a currency stays without one, unless the page has one', () => {
  expect(parseMoney('Ціна: 12 000')).toEqual({ amountMinor: 1_200_000 })
  expect(parseMoney('12 000', { currency: 'eur' })).toEqual({ amountMinor: 1_200_000, currency: 'EUR' })
})

test('the currency of the page decides between namesakes', () => {
  expect(parseMoney('180 000 kr', { currency: 'NOK' })?.currency).toBe('NOK')
  expect(parseMoney('$20,000', { currency: 'CAD' })?.currency).toBe('CAD')
  expect(parseMoney('$20,000', { currency: 'EUR' })?.currency).toBe('USD')
})

test('a sign that touches the next number belongs to it', () => {
  const hits = findMoney('1999 ₴38 500')
  expect(hits.map((h) => [h.value, h.currency])).toEqual([
    [1999, undefined],
    [38_500, 'UAH'],
  ])
})

test.each(['', 'договірна', '-5000 $', '—'])('%j is no amount', (raw) => {
  expect(parseMoney(raw)).toBeUndefined()
})

test('minor units follow ISO 4217 and come back unchanged', () => {
  expect([minorUnits('JPY'), minorUnits('usd'), minorUnits('KWD')]).toEqual([0, 2, 3])
  expect(toMinor(19.99, 'USD')).toBe(1999)
  expect(toMinor(1.005, 'KWD')).toBe(1005)
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e12 }),
      fc.constantFrom('USD', 'JPY', 'KWD'),
      (minor, currency) => {
        expect(toMinor(toMajor(minor, currency), currency)).toBe(minor)
      },
    ),
  )
})

test('a grouped amount is read the same with every separator', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 999_999_999 }),
      fc.constantFrom(' ', '\u00a0', '\u2009', '.', ',', "'", '’'),
      (value, separator) => {
        const printed = String(value).replace(/\B(?=(\d{3})+$)/g, separator)
        expect(parseMoney(`${printed} €`)?.amountMinor).toBe(value * 100)
      },
    ),
  )
})

test.each(['1 ', '$1', '1.', '1 000 ', "9'", 'к', '-'])(
  '100,000 characters of %j take at most 50 ms',
  (piece) => {
    const text = piece.repeat(100_000 / piece.length)
    expect(leastCpuMs(() => parseMoney(text))).toBeLessThan(50)
  },
)
