import { describe, expect, test } from 'vitest'
import { priceChange, priceFinding } from './price-change.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' })

describe('a price change', () => {
  test('tells direction, amount and share of the former price', () => {
    expect(priceChange(usd(20_000), usd(18_800))).toEqual({
      direction: 'down',
      amount: 1200,
      currency: 'USD',
      percent: 6,
    })
    expect(priceChange(usd(10), usd(10.1))).toMatchObject({ direction: 'up', amount: 0.1, percent: 1 })
  })
  test('is not claimed across currencies or without a price', () => {
    expect(priceChange({ amount: 100, currency: 'EUR' }, usd(90))).toBeUndefined()
    expect(priceChange(null, usd(90))).toBeUndefined()
    expect(priceChange(usd(90), usd(90))).toBeUndefined()
  })
  test('from nothing is a whole, not an endless share', () => {
    expect(priceChange(usd(0), usd(5))?.percent).toBe(100)
  })
})

describe('the finding of a price history', () => {
  test('compares the first with the newest, whatever the order', () => {
    const finding = priceFinding([
      { price: usd(9000), worth: null, seenAt: '2026-03-01T00:00:00Z' },
      { price: usd(10_000), worth: null, seenAt: '2026-01-01T00:00:00Z' },
      { price: usd(11_000), worth: null, seenAt: '2026-02-01T00:00:00Z' },
    ])
    expect(finding?.change).toMatchObject({ direction: 'down', amount: 1000 })
    expect(finding?.since.toISOString()).toBe('2026-01-01T00:00:00.000Z')
    expect([finding?.lowest, finding?.highest]).toEqual([9000, 11_000])
  })
  test('keeps to the newest currency and counts what it left out', () => {
    const finding = priceFinding([
      { price: { amount: 400_000, currency: 'UAH' }, worth: null, seenAt: '2026-01-01T00:00:00Z' },
      { price: usd(10_000), worth: null, seenAt: '2026-02-01T00:00:00Z' },
    ])
    expect(finding).toMatchObject({ currency: 'USD', otherCurrency: 1, change: undefined })
  })
  test('of an empty history is none', () => {
    expect(priceFinding([])).toBeUndefined()
  })
})
