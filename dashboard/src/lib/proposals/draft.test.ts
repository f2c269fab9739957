import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProposalDetail } from '@cartie/shared/schemas/proposal'
import type { Variant } from '@cartie/shared/schemas/variant'
import { clientPrice, draftOf, moved, newItem, patchOf, pricedBy } from './draft.ts'

const variant = (price: Variant['price'], photos: string[] = []) =>
  ({ id: 'v', title: 'Octavia', price, photos }) as unknown as Variant
const usd = (amount: number) => ({ amount, currency: 'USD' })

describe('the price to the client', () => {
  test.each([
    ['money is added as it is', { kind: 'amount', value: 500 }, 12_600],
    ['money may be taken off', { kind: 'amount', value: -100 }, 12_000],
    ['per cent end in whole units', { kind: 'percent', value: 7.3 }, 12_983],
    ['an own price stands for itself', { kind: 'price', value: 9_999.5 }, 9_999.5],
    ['nothing typed is no margin', { kind: 'amount', value: undefined }, 12_100],
  ] as const)('%s', (_, pricing, amount) => {
    expect(clientPrice({ ...newItem(variant(usd(12_100))), ...pricing })).toEqual(usd(amount))
  })
  test('is told on request where neither partner nor manager named one', () => {
    expect(clientPrice(newItem(variant(null)))).toBeNull()
    expect(clientPrice({ ...newItem(variant(usd(5))), kind: 'price', value: undefined })).toBeNull()
  })
  test('stays when it is made in another way', () => {
    const kinds = fc.constantFrom('amount' as const, 'percent' as const, 'price' as const)
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 200_000 }),
        fc.integer({ min: -900, max: 20_000 }),
        kinds,
        (own, more, kind) => {
          const item = { ...newItem(variant(usd(own))), kind: 'amount' as const, value: more }
          const other = clientPrice(pricedBy(item, kind))!.amount
          // Per cent with two digits can't name every sum.
          expect(Math.abs(other - own - more)).toBeLessThanOrEqual(kind === 'percent' ? own / 10_000 + 1 : 0)
        },
      ),
    )
  })
})

describe('a draft', () => {
  const detail = {
    title: 'T',
    intro: null,
    language: 'uk',
    expiresAt: null,
    items: [
      {
        variant: variant(usd(100), ['a', 'b']),
        margin: { percent: 10 },
        price: usd(110),
        comment: 'c',
        photos: ['b'],
      },
      { variant: variant(usd(100)), margin: null, price: usd(100), comment: null, photos: [] },
      { variant: variant(null), margin: null, price: usd(70), comment: null, photos: [] },
      { variant: variant(null), margin: null, price: null, comment: null, photos: [] },
    ],
  } as unknown as ProposalDetail

  test('is saved as it was read', () => {
    expect(patchOf(draftOf(detail))).toEqual({
      title: 'T',
      intro: null,
      language: 'uk',
      expiresAt: null,
      items: [
        { variantId: 'v', margin: { percent: 10 }, comment: 'c', photos: ['b'] },
        { variantId: 'v', margin: { amount: 0 }, comment: null, photos: [] },
        { variantId: 'v', price: usd(70), comment: null, photos: [] },
        { variantId: 'v', price: null, comment: null, photos: [] },
      ],
    })
  })
  test('shows the prices that the proposal has', () => {
    expect(draftOf(detail).items.map(clientPrice)).toEqual(detail.items.map((item) => item.price))
  })
  test('keeps its title when that is emptied', () => {
    expect(patchOf({ ...draftOf(detail), title: '  ' })).not.toHaveProperty('title')
  })
})

test('a moved entry stands at its place and no other is lost', () => {
  expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b'], 0, 2)).toEqual(['a', 'b'])
})
