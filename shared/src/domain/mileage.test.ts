import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMileageKm } from './mileage.ts'

test.each([
  ['120 тис. км', 120_000],
  ['98т.км', 98_000],
  ['95 т. км', 95_000],
  ['85 000 км', 85_000],
  ['235000 км.', 235_000],
  ['140 тыс. км', 140_000],
  ['71tys km', 71_000],
  ['120 тисяч кілометрів', 120_000],
  ['12,5 тис км', 12_500],
  ['70.000 km', 70_000],
  ["180'000 km", 180_000],
  ['1 234 km', 1234],
  ['120tkm', 120_000],
  ['120 mil km', 120_000],
  ['150k miles', 241_402],
  ['62k miles', 99_779],
  ['18 400 miles', 29_612],
  ['4 270 mil', 42_700],
  ['0 km', 0],
  ['187000', 187_000],
])('%s is %d km', (raw, km) => {
  expect(parseMileageKm(raw)).toBe(km)
})

test('a number without a unit is in the unit of its page', () => {
  expect(parseMileageKm('24,300', { unit: 'mi' })).toBe(39_107)
  expect(parseMileageKm('4 270', { unit: 'mil' })).toBe(42_700)
})

test.each(['', 'немає', '99 000 000 км'])('%j is no mileage', (raw) => {
  expect(parseMileageKm(raw)).toBeUndefined()
})

test('any text gives a whole number of kilometres or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (raw) => {
      const km = parseMileageKm(raw)
      if (km !== undefined) expect(Number.isSafeInteger(km) && km >= 0).toBe(true)
    }),
  )
})
