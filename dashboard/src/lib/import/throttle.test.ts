import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { throttle } from './throttle.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

test('runs at once, never more often than said, and never loses the last ask', () => {
  let runs = 0
  const { ask } = throttle(() => runs++, 1000)
  for (let i = 0; i < 10; i++) ask()
  expect(runs).toBe(1)
  vi.advanceTimersByTime(999)
  expect(runs).toBe(1)
  vi.advanceTimersByTime(1)
  expect(runs).toBe(2)
  vi.advanceTimersByTime(5000)
  expect(runs).toBe(2)
  ask()
  expect(runs).toBe(3)
})
test('runs no more once it is stopped', () => {
  let runs = 0
  const { ask, stop } = throttle(() => runs++, 1000)
  ask()
  ask()
  stop()
  vi.advanceTimersByTime(5000)
  expect(runs).toBe(1)
})
