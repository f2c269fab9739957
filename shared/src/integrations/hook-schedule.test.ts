import { expect, test } from 'vitest'
import { hookPauseMs, hookPausesMs, maxHookAgeMs } from './hook-schedule.ts'

test('an event has ten tries in three days, each pause lengthened by chance, and none after them', () => {
  const pauses = Array.from({ length: 12 }, (_, n) => hookPauseMs(n + 1, 0))
  expect(pauses).toEqual([...hookPausesMs, undefined, undefined, undefined])
  for (const [n, pause] of hookPausesMs.entries()) {
    expect(hookPauseMs(n + 1, 0.5)).toBeGreaterThan(pause)
    expect(hookPauseMs(n + 1, 1)).toBeLessThanOrEqual(pause * 1.1)
  }
  const longest = hookPausesMs.reduce((sum, pause) => sum + pause * 1.1, 0)
  expect(longest).toBeGreaterThan(3 * 24 * 60 * 60_000)
  expect(longest).toBeLessThan(maxHookAgeMs)
})
