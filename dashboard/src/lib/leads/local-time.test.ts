import { expect, test } from 'vitest'
import { fieldOf, instantOf, tomorrow } from './local-time.ts'

test('a time is meant where the workspace is, whatever the device says', () => {
  expect(instantOf('2026-11-25T10:00', 'Europe/Kyiv')).toBe('2026-11-25T08:00:00.000Z')
  expect(instantOf('2026-07-25T10:00', 'Europe/Kyiv')).toBe('2026-07-25T07:00:00.000Z')
  expect(instantOf('2026-11-25T10:00', 'America/New_York')).toBe('2026-11-25T15:00:00.000Z')
})

test('an instant comes back as the field that told it', () => {
  for (const zone of ['Europe/Kyiv', 'America/New_York'])
    expect(fieldOf(instantOf('2026-11-25T10:00', zone)!, zone)).toBe('2026-11-25T10:00')
})

test('tomorrow begins where the workspace is', () => {
  const late = new Date('2026-11-25T22:30:00Z')
  expect(tomorrow(late, 'Europe/Kyiv')).toBe('2026-11-27T10:00')
  expect(tomorrow(late, 'UTC')).toBe('2026-11-26T10:00')
})

test('what is no time is none', () => {
  for (const text of ['', 'soon', '2026-13-40T10:00']) expect(instantOf(text, 'UTC')).toBeUndefined()
})
