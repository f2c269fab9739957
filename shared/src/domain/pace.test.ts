import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bookPlace, type Pace } from './pace.ts'
import { bookAheadMs, isPaced, telegramLimits, telegramPaces } from './telegram-limits.ts'

/** The moments at which calls go that come at `arrivals`, each waiting for its place however long it takes. */
function run(pace: Pace, arrivals: readonly number[]): number[] {
  let nextAtMs = 0
  return arrivals.map((nowMs) => {
    const booked = bookPlace(pace, { nextAtMs, nowMs }, Infinity)
    nextAtMs = booked.nextAtMs!
    return nowMs + booked.waitMs
  })
}

const mostWithin = (times: readonly number[], spanMs: number) =>
  Math.max(...times.map((t) => times.filter((o) => o >= t && o <= t + spanMs).length))

const arrivals = fc
  .array(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 150 })
  .map((gaps) => gaps.map((gap) => (gap < 2000 ? 0 : gap - 2000)))
  .map((gaps) =>
    gaps.map(
      (
        (at) => (gap) =>
          (at += gap)
      )(0),
    ),
  )

describe('a pace', () => {
  test.each([
    ['chat', telegramPaces.chat, 60_000, 63],
    ['group', telegramPaces.group, 60_000, 20],
    ['bot', telegramPaces.bot, 1000, 30],
  ] as const)('of a %s holds in every span, whenever the calls come', (_, pace, spanMs, most) => {
    fc.assert(
      fc.property(arrivals, (at) => {
        const times = run(pace, at)
        expect(mostWithin(times, spanMs)).toBeLessThanOrEqual(most)
        // Nothing waits that need not: the bucket's own rate is reached.
        expect(times.at(-1)! - at.at(-1)!).toBeLessThanOrEqual(at.length * pace.intervalMs)
      }),
      { seed: 5, numRuns: 60 },
    )
  })

  test('lets a burst go at once, and the next one after its interval', () => {
    expect(run(telegramPaces.chat, [0, 0, 0, 0, 0])).toEqual([0, 0, 0, 1000, 2000])
  })

  test('books nothing where the wait is longer than one may wait', () => {
    const full = { nextAtMs: 10_000, nowMs: 0 }
    expect(bookPlace({ intervalMs: 1000, burst: 1 }, full, 500)).toEqual({ waitMs: 10_000 })
    expect(bookPlace({ intervalMs: 1000, burst: 1 }, full, 10_000)).toEqual({
      waitMs: 10_000,
      nextAtMs: 11_000,
    })
  })

  test('of a bot keeps room for answers while broadcasts press', () => {
    let nextAtMs = 0
    const went: Record<number, number> = { 0: 0, 10: 0 }
    for (let nowMs = 0; nowMs < 10_000; nowMs += 10) {
      // A broadcast asks at every tick, an answer at every fifth: 20 a second.
      for (const priority of nowMs % 50 === 0 ? [0, 10] : [0]) {
        const booked = bookPlace(telegramPaces.bot, { nextAtMs, nowMs }, bookAheadMs(priority))
        nextAtMs = booked.nextAtMs ?? nextAtMs
        if (booked.nextAtMs !== undefined) went[priority]!++
      }
    }
    expect(went[10]).toBe(200)
    expect(went[0]).toBeGreaterThan(20)
    expect(went[0]! + went[10]!).toBeLessThanOrEqual(255)
  })
})

describe("Telegram's limits", () => {
  test('know groups by their number, and keep the bot as what its chats share', () => {
    expect(telegramLimits('telegram:b1:77')).toMatchObject({
      own: telegramPaces.chat,
      shared: { lane: 'telegram:b1', pace: telegramPaces.bot },
    })
    expect(telegramLimits('telegram:b1:-100200').own).toBe(telegramPaces.group)
    expect(telegramLimits('telegram:b1:@channel').own).toBe(telegramPaces.group)
    expect(telegramLimits('webhook:1')).toEqual({})
  })

  test('count messages, not every call', () => {
    expect(['sendMessage', 'sendMediaGroup', 'copyMessage', 'forwardMessage'].every(isPaced)).toBe(true)
    expect(['answerCallbackQuery', 'editMessageText', 'sendChatAction', 'deleteMessage'].some(isPaced)).toBe(
      false,
    )
  })
})
