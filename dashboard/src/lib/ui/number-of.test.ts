import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberOf } from './number-of.ts'

test.each([
  ['12 500', 12500],
  ['12\u00a0500', 12500],
  ['12,500', 12500],
  ['12.500', 12500],
  ['1.234.567', 1234567],
  ['1.5', 1.5],
  ['12 500,50', 12500.5],
  ['12,500.50', 12500.5],
  ['-3', -3],
  ['', undefined],
  ['abc', undefined],
  ['12 км', undefined],
])('%j is read as a person meant it', (typed, expected) => {
  expect(numberOf(typed)).toBe(expected)
})
test('every whole number comes back from the form in which any language of ours shows it', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.constantFrom('uk-UA', 'ru-UA', 'en-GB'), (n, tag) => {
      expect(numberOf(new Intl.NumberFormat(tag).format(n))).toBe(n)
    }),
  )
})
