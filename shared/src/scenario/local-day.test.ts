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

test('the moment always lies ahead, at most some 25 hours', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2027, 0) }),
      fc.integer({ min: 0, max: 1439 }),
      (now, minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
        const wait = nextAt(time, { now, timeZone }) - now
        expect(wait).toBeGreaterThan(0)
        expect(wait).toBeLessThanOrEqual(26 * 3_600_000)
      },
    ),
  )
})
