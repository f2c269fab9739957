import { afterEach, expect, test, vi } from 'vitest'
import { createSlots } from './slots.ts'

const refuse = () => new Error('come back')
afterEach(() => void vi.useRealTimers())

test('a free slot is had at once; who finds none waits in order, and takes the place of who leaves', async () => {
  const slots = createSlots(2)
  expect([slots.acquire(), slots.acquire(), slots.inUse]).toEqual([undefined, undefined, 2])
  const came: string[] = []
  const waits = ['a', 'b'].map((name) => slots.acquire()?.then(() => came.push(name)))
  slots.release()
  await waits[0]
  expect([came, slots.inUse]).toEqual([['a'], 2])
  slots.release()
  await waits[1]
  slots.release()
  slots.release()
  expect([came, slots.inUse]).toEqual([['a', 'b'], 0])
})

test('who finds too many waiting is refused at once', async () => {
  const slots = createSlots(1, { waiting: 1, refuse })
  void slots.acquire()
  const waits = slots.acquire()
  await expect(slots.acquire()).rejects.toThrow('come back')
  slots.release()
  await waits
  expect(slots.inUse).toBe(1)
})

test('who has waited too long is refused and out of the line; a turn that came in time is kept', async () => {
  vi.useFakeTimers()
  const slots = createSlots(1, { waitMs: 1000, refuse })
  void slots.acquire()
  const early = expect(slots.acquire()).rejects.toThrow('come back')
  vi.advanceTimersByTime(500)
  const late = slots.acquire()
  vi.advanceTimersByTime(500)
  await early
  slots.release()
  await late
  const next = slots.acquire()
  vi.advanceTimersByTime(500)
  slots.release()
  await next
  expect(slots.inUse).toBe(1)
})

test('work that fails gives its slot on', async () => {
  const slots = createSlots(1)
  await expect(slots.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await slots.run(() => Promise.resolve('done'))).toBe('done')
  expect(slots.inUse).toBe(0)
})
