import fc from 'fast-check'
import { expect, test } from 'vitest'
import { localDay, nextAt } from './local-day.ts'

const timeZone = 'Europe/Kyiv'
const iso = (text: string, at: string) =>
  new Date(nextAt(text, { now: Date.parse(at), timeZone })).toISOString()

test('the day is that of the workspace, not of Greenwich', () => {
  expect(localDay({ now: Date.parse('2026-11-25T22:30:00Z'), timeZone })).toBe('2026-11-26')
})

test('the next time of day is today if it is still to come, else tomorrow', () => {
  expect(iso('10:00', '2026-11-25T07:30:00Z')).toBe('2026-11-25T08:00:00.000Z')
  expect(iso('10:00', '2026-11-25T08:00:00Z')).toBe('2026-11-26T08:00:00.000Z')
})

test('a change of clocks in between moves the moment, not the time of day', () => {
  expect(iso('10:00', '2026-10-24T08:00:00Z')).toBe('2026-10-25T08:00:00.000Z')
  expect(iso('10:00', '2026-03-28T09:00:00Z')).toBe('2026-03-29T07:00:00.000Z')
})

test('the moment lies ahead and shows the time that was asked for, or an hour later where clocks leave it out', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('Europe/Kyiv', 'Asia/Beirut', 'America/New_York', 'UTC'),
      fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }),
      fc.integer({ min: 0, max: 1439 }),
      (zone, now, minute) => {
        const time = clockOf(minute)
        const at = nextAt(time, { now, timeZone: zone })
        expect(at).toBeGreaterThan(now)
        expect(at - now).toBeLessThanOrEqual(26 * 3_600_000)
        const shown = new Date(at).toLocaleTimeString('en-GB', { timeZone: zone, timeStyle: 'short' })
        expect([time, clockOf((minute + 60) % 1440)]).toContain(shown)
      },
    ),
    { numRuns: 2000 },
  )
})

test('midnight is found on the day before clocks leave it out', () => {
  const at = nextAt('00:30', { now: Date.parse('2026-03-28T12:00:00Z'), timeZone: 'Asia/Beirut' })
  expect(new Date(at).toISOString()).toBe('2026-03-28T22:30:00.000Z')
})

const clockOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
