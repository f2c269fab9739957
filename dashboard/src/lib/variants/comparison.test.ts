import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Variant } from '@cartie/shared/schemas/variant'
import { bestOf, toldFacts } from './comparison.ts'

const variant = (id: string, more: Partial<Variant> = {}): Variant =>
  ({
    id,
    status: 'SUBMITTED',
    price: null,
    year: null,
    mileageKm: null,
    score: null,
    vin: null,
    ...more,
  }) as Variant
const usd = (amount: number) => ({ amount, currency: 'USD' })

describe('the best of a row', () => {
  test('is the cheapest, the newest, the least driven and the best fit', () => {
    const best = bestOf([
      variant('a', { price: usd(10), year: 2018, mileageKm: 5, score: 90 }),
      variant('b', { price: usd(9), year: 2019, mileageKm: 7, score: 80 }),
    ])
    expect([...(best.get('a') ?? [])].toSorted()).toEqual(['mileageKm', 'score'])
    expect([...(best.get('b') ?? [])].toSorted()).toEqual(['price', 'year'])
  })

  test('is nobody alone, nobody among equals, and nobody who is out', () => {
    expect(bestOf([variant('a', { year: 2018 }), variant('b')]).size).toBe(0)
    expect(bestOf([variant('a', { year: 2018 }), variant('b', { year: 2018 })]).size).toBe(0)
    const out = variant('c', { price: usd(1), status: 'REJECTED' })
    const best = bestOf([variant('a', { price: usd(5) }), variant('b', { price: usd(6) }), out])
    expect([...best.keys()]).toEqual(['a'])
  })

  test('compares no euros with dollars', () => {
    const best = bestOf([
      variant('a', { price: usd(10) }),
      variant('b', { price: usd(11) }),
      variant('c', { price: { amount: 1, currency: 'EUR' } }),
    ])
    expect([...best.keys()]).toEqual(['a'])
  })

  test('is beaten by no other in question', () => {
    const any = fc.record({
      id: fc.uuid(),
      year: fc.option(fc.integer({ min: 2000, max: 2010 })),
      status: fc.constantFrom<Variant['status'][]>('SUBMITTED', 'APPROVED', 'REJECTED'),
    })
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: (one) => one.id, maxLength: 6 }), (given) => {
        const all = given.map(({ id, ...more }) => variant(id, more))
        const best = bestOf(all)
        const running = all.filter((one) => one.status !== 'REJECTED')
        for (const one of all) {
          if (!best.get(one.id)?.has('year')) continue
          expect(one.status).not.toBe('REJECTED')
          expect(running.every((other) => (other.year ?? 0) <= (one.year ?? 0))).toBe(true)
        }
      }),
    )
  })
})

test('a row stands only where somebody says something', () => {
  expect(toldFacts([variant('a', { year: 2018 }), variant('b', { vin: 'X' })])).toEqual(
    expect.not.arrayContaining(['price']),
  )
})
