import { expect, test } from 'vitest'
import { defaultTimeZone, isTimeZone } from './time-zone.ts'

test.each([defaultTimeZone, 'Europe/Warsaw', 'America/Argentina/Buenos_Aires', 'UTC'])(
  '%s is a time zone',
  (name) => {
    expect(isTimeZone(name)).toBe(true)
  },
)

test.each(['', 'Kyiv', 'Europe/Atlantis', '+02:00', '2', 'Europe/Kyiv; drop table'])('%j is none', (name) => {
  expect(isTimeZone(name)).toBe(false)
})
