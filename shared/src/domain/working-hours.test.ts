import { describe, expect, test } from 'vitest'
import { openingText } from './opening-text.ts'
import { isOpen, nextOpening, type DayHours } from './working-hours.ts'

const day: DayHours = { from: '09:00', to: '18:00' }
const week = [day, day, day, day, day, { from: '10:00', to: '14:00' }, null]
const kyiv = 'Europe/Kyiv'
/** Kyiv is two hours ahead of UTC at that time of the year; the 23rd of November 2026 is a Monday. */
const at = (date: number, hour: number, minute = 0) => Date.UTC(2026, 10, date, hour - 2, minute)

describe('working hours', () => {
  test.each([
    ['a Monday morning', at(23, 8, 59), false, 'today from 9:00'],
    ['the minute of opening', at(23, 9), true, undefined],
    ['the last minute', at(23, 17, 59), true, undefined],
    ['the minute of closing', at(23, 18), false, 'tomorrow from 9:00'],
    ['a Friday evening', at(27, 20), false, 'tomorrow from 10:00'],
    ['a Saturday evening', at(28, 20), false, 'on Monday from 9:00'],
    ['a Sunday', at(29, 12), false, 'tomorrow from 9:00'],
  ])('say on %s whether the company answers, or when it will', (_, now, open, text) => {
    expect(isOpen(week, now, kyiv)).toBe(open)
    const next = nextOpening(week, now, kyiv)
    expect(next && openingText(next, 'en')).toBe(text ?? null)
  })

  test('are those of the time zone', () => {
    expect(isOpen(week, at(23, 9), 'America/New_York')).toBe(false)
    expect(isOpen(week, at(23, 23), 'America/New_York')).toBe(true)
  })

  test('of a company that answers once a week lead from the evening of that day to the next week', () => {
    const mondays = [day, null, null, null, null, null, null]
    expect(nextOpening(mondays, at(23, 19), kyiv)).toEqual({ inDays: 7, weekday: 0, from: '09:00' })
    expect(openingText({ inDays: 7, weekday: 0, from: '09:00' }, 'uk')).toBe('у понеділок з 9:00')
  })

  test('that end at midnight hold to the last minute', () => {
    const late = week.map(() => ({ from: '00:00', to: '24:00' }))
    expect(isOpen(late, at(23, 23, 59), kyiv)).toBe(true)
  })

  test('that nobody told are no limit, and those of a company that never answers promise nothing', () => {
    expect(isOpen(null, at(23, 3), kyiv)).toBe(true)
    expect(
      nextOpening(
        Array.from({ length: 7 }, () => null),
        at(23, 3),
        kyiv,
      ),
    ).toBeNull()
  })
})
