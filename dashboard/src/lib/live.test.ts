import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Me } from '@cartie/shared/schemas/workspace'
import { live } from './live.svelte.ts'
import { session } from './session.svelte.ts'

/** What a browser gives a page: streams that a test opens and refuses, and a tab that is looked at or not. */
class Stream extends EventTarget {
  static CLOSED = 2
  static all: Stream[] = []
  readyState = 0
  onopen: (() => void) | undefined
  onerror: (() => void) | undefined
  readonly after: string | null
  constructor(address: string) {
    super()
    this.after = new URLSearchParams(address.split('?')[1]).get('after')
    Stream.all.push(this)
  }
  open() {
    this.readyState = 1
    this.onopen?.()
  }
  refuse() {
    this.readyState = Stream.CLOSED
    this.onerror?.()
  }
  close() {
    this.readyState = Stream.CLOSED
  }
}
const running = () => Stream.all.filter(({ readyState }) => readyState !== Stream.CLOSED)
const tab = Object.assign(new EventTarget(), { hidden: false })
const look = (hidden: boolean) => {
  tab.hidden = hidden
  tab.dispatchEvent(new Event('visibilitychange'))
}
const world = new EventTarget()
let close: () => void

beforeEach(() => {
  vi.useFakeTimers()
  Stream.all = []
  tab.hidden = false
  readSession()
  vi.stubGlobal('EventSource', Stream)
  vi.stubGlobal('document', tab)
  vi.stubGlobal('localStorage', { getItem: () => null })
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('addEventListener', world.addEventListener.bind(world))
  vi.stubGlobal('removeEventListener', world.removeEventListener.bind(world))
})
afterEach(() => {
  close()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
const minute = 60_000
let place = 0
/** A session that was read just now. */
const readSession = () => {
  session.me = { eventsAfter: `${++place}:0`, workspace: { id: 'w' } } as Me
  return `${place}:0`
}

test('a tab that nobody sees gives its stream back, and fetches what it missed when it is looked at', () => {
  close = live.open()
  Stream.all[0]!.open()
  let missed = 0
  const end = live.onAgain(() => (missed += 1))
  look(true)
  look(false)
  vi.advanceTimersByTime(minute)
  expect(Stream.all).toHaveLength(1)
  look(true)
  vi.advanceTimersByTime(minute)
  expect(running()).toEqual([])
  look(false)
  vi.advanceTimersByTime(minute)
  expect(running()).toHaveLength(1)
  Stream.all[1]!.open()
  expect(missed).toBe(1)
  end()
})

test('a stream that failed before it was ever there tells that something may have been missed', () => {
  close = live.open()
  let missed = 0
  const end = live.onAgain(() => (missed += 1))
  Stream.all[0]!.onerror?.()
  Stream.all[0]!.open()
  expect(missed).toBe(1)
  end()
})

test('nothing but a look opens the stream again: no network that comes back, and no refusal before', () => {
  close = live.open()
  look(true)
  Stream.all[0]!.refuse()
  vi.advanceTimersByTime(minute)
  world.dispatchEvent(new Event('online'))
  vi.advanceTimersByTime(minute)
  expect(running()).toEqual([])
})

test('a tab that was never looked at keeps no stream', () => {
  tab.hidden = true
  close = live.open()
  vi.advanceTimersByTime(minute)
  expect(running()).toEqual([])
})

test('the first stream begins where the session was read; later ones tell that something may have been missed', () => {
  const place = readSession()
  close = live.open()
  let missed = 0
  const end = live.onAgain(() => (missed += 1))
  Stream.all[0]!.open()
  expect([Stream.all[0]!.after, missed]).toEqual([place, 0])
  Stream.all[0]!.refuse()
  vi.advanceTimersByTime(minute)
  Stream.all[1]!.open()
  expect([Stream.all[1]!.after, missed]).toEqual([null, 1])
  // A session that was used before may be old.
  close()
  close = live.open()
  Stream.all[2]!.open()
  expect([Stream.all[2]!.after, missed]).toEqual([null, 2])
  end()
})
