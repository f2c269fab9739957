import { describe, expect, test } from 'vitest'
import { isRequestPosted, type RuledWish } from './request-rule.ts'
import { ChannelRule } from './telegram-channel.ts'

const usd = (budgetMinMinor: number | null, budgetMaxMinor: number | null): Partial<RuledWish> => ({
  budgetMinMinor,
  budgetMaxMinor,
  currency: 'USD',
})
const wish = (more: Partial<RuledWish>): RuledWish => ({
  makes: ['BMW'],
  yearTo: null,
  ...{ budgetMinMinor: null, budgetMaxMinor: null, currency: null },
  ...more,
})

describe('a rule', () => {
  test.each<[string, Record<string, unknown>, Partial<RuledWish>, boolean]>([
    ['without conditions takes every request', {}, {}, true],
    ['that is not asked for requests takes none', { requests: false }, {}, false],
    ['takes its makes, however they are written', { makes: ['Audi', 'bmw'] }, {}, true],
    ['takes no other make', { makes: ['Audi'] }, {}, false],
    [
      'takes a wish for any make, for a car of its makes may fit it',
      { makes: ['Audi'] },
      { makes: [] },
      true,
    ],
    ['takes no wish for older cars alone', { minYear: 2016 }, { yearTo: 2015 }, false],
    ['takes a wish that cars of its years fit', { minYear: 2016 }, { yearTo: 2016 }, true],
    ['takes a budget that meets its prices at the edge', { minPrice: 20_000 }, usd(null, 20_000_00), true],
    ['takes no smaller budget', { minPrice: 20_000 }, usd(null, 19_999_99), false],
    ['takes no wish for dearer cars alone', { maxPrice: 20_000 }, usd(20_000_01, null), false],
    ['takes no unknown budget where prices matter', { maxPrice: 20_000 }, {}, false],
    ['takes no budget in another currency', { maxPrice: 20_000, currency: 'EUR' }, usd(1, 2), false],
  ])('%s', (_, more, facts, taken) => {
    const rule = ChannelRule.parse({
      channelId: '019ac1d2-7b3e-7c44-9f10-2a5b8c6d7e8f',
      requests: true,
      ...more,
    })
    expect(isRequestPosted(rule, wish(facts))).toBe(taken)
  })
})
