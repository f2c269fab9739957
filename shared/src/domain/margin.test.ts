import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withMargin } from './margin.ts'

describe('a price with a margin', () => {
  test.each([
    [1_234_500, 'USD', null, 1_234_500],
    [1_234_567, 'USD', { amountMinor: 50_000 }, 1_284_567],
    [1_234_500, 'USD', { amountMinor: -34_500 }, 1_200_000],
    [1_000, 'USD', { amountMinor: -5_000 }, 0],
    [1_234_500, 'USD', { percent: 10 }, 1_358_000],
    [1_000_000, 'USD', { percent: 7.3 }, 1_073_000],
    [1_000_050, 'USD', { percent: 0 }, 1_000_100],
    [1_500_000, 'JPY', { percent: 3 }, 1_545_000],
    [1_500_000, 'KWD', { percent: 3 }, 1_545_000],
    [1_000_000, 'EUR', { percent: -90 }, 100_000],
  ] as const)('%d %s with %j is %d', (price, currency, margin, result) => {
    expect(withMargin(price, currency, margin)).toBe(result)
  })

  test('in per cent is whole units, nearer to the exact amount than half a unit, and never less for more', () => {
    const price = fc.integer({ min: 0, max: 1_000_000_000 })
    const percent = fc.double({ min: -90, max: 500, noNaN: true })
    fc.assert(
      fc.property(price, percent, percent, (minor, one, other) => {
        const result = withMargin(minor, 'USD', { percent: one })
        expect(result % 100).toBe(0)
        expect(Math.abs(result - (minor * (100 + one)) / 100)).toBeLessThanOrEqual(50.01)
        const more = withMargin(minor, 'USD', { percent: Math.max(one, other) })
        expect(more).toBeGreaterThanOrEqual(result)
      }),
    )
  })
})
