import { expect, test } from 'vitest'
import { dayOf, endAfter, endOfDay } from './last-day.ts'

test.each(['Europe/Kyiv', 'America/New_York', 'Pacific/Auckland'])(
  'in %s a day ends a second before the next one begins, and is the same day again',
  (zone) => {
    const end = endOfDay('2026-11-30', zone)!
    expect(dayOf(end, zone)).toBe('2026-11-30')
    expect(dayOf(new Date(Date.parse(end) + 1000).toISOString(), zone)).toBe('2026-12-01')
  },
)
test('the last day counts from the day that it is there, also late in the evening', () => {
  const now = new Date('2026-11-26T22:30:00Z')
  expect(dayOf(endAfter(7, now, 'Europe/Kyiv'), 'Europe/Kyiv')).toBe('2026-12-04')
  expect(dayOf(endAfter(7, now, 'UTC'), 'UTC')).toBe('2026-12-03')
})
test('what is no day has no end', () => {
  expect(endOfDay('', 'Europe/Kyiv')).toBeNull()
  expect(endOfDay('2026-02-31', 'Europe/Kyiv')).toBeNull()
})
