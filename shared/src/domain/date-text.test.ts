import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDate } from './date-text.ts'

// A Wednesday.
const today = '2026-11-25'

test.each([
  ['2026-12-01', '2026-12-01'],
  ['12.05', '2027-05-12'],
  ['25.11', '2026-11-25'],
  ['1/12', '2026-12-01'],
  ['12.05.27', '2027-05-12'],
  ['12 травня', '2027-05-12'],
  ['3 грудня о 15:00', '2026-12-03'],
  ['30 ноября 2026', '2026-11-30'],
  ['May 12', '2027-05-12'],
  ['29 лютого', '2028-02-29'],
  ['сьогодні', '2026-11-25'],
  ['завтра о 10', '2026-11-26'],
  ['Післязавтра', '2026-11-27'],
  ['послезавтра', '2026-11-27'],
  ['day after tomorrow', '2026-11-27'],
  ['через 3 дні', '2026-11-28'],
  ['через тиждень', '2026-12-02'],
  ['in 2 weeks', '2026-12-09'],
  ['в суботу', '2026-11-28'],
  ["у п'ятницю", '2026-11-27'],
  ['в понеділок', '2026-11-30'],
  ['в неділю', '2026-11-29'],
  ['у середу', '2026-12-02'],
  ['on Friday', '2026-11-27'],
])('%s means %s', (raw, date) => {
  expect(parseDate(raw, today)).toBe(date)
})

test.each(['', 'колись', '32.01', '30 лютого', '15 000', '99.99.2026', 'BMW X5'])('%j is no day', (raw) => {
  expect(parseDate(raw, today)).toBeUndefined()
})

test('a date without a year never lies in the past, and whatever is read is a real day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 1, max: 12 }), (day, month) => {
      const date = parseDate(`${day}.${month}`, today)
      if (date === undefined) expect([2, 4, 6, 9, 11]).toContain(month)
      else {
        expect(date >= today).toBe(true)
        expect(new Date(date).toISOString().slice(0, 10)).toBe(date)
      }
    }),
  )
})
