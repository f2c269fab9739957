import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { overriddenFields, refusalOf, type PostRule } from './post-rule.ts'

const rule = (more: Partial<PostRule> = {}): PostRule => ({
  keywords: [],
  neverKeywords: [],
  overrides: {},
  ...more,
})
const usd = (amount: number) => ({ amount, currency: 'USD' })
const car = { year: 2018, priceMinor: 35_000_00, currency: 'USD' }

describe('a rule of a channel', () => {
  test.each([
    ['takes everything where it says nothing', {}, undefined],
    ['takes the years at its ends', { minYear: 2018, maxYear: 2018 }, undefined],
    ['refuses an earlier year', { minYear: 2019 }, 'year_too_early'],
    ['refuses a later year', { maxYear: 2017 }, 'year_too_late'],
    ['takes the prices at its ends', { minPrice: usd(35_000), maxPrice: usd(35_000) }, undefined],
    ['refuses a lower price', { minPrice: usd(35_001) }, 'price_too_low'],
    ['refuses a higher price', { maxPrice: usd(34_999.99) }, 'price_too_high'],
    ['does not compare currencies', { maxPrice: { amount: 1, currency: 'EUR' } }, undefined],
    ['takes a post with one of its words', { keywords: ['київ', 'Львів'] }, undefined],
    ['knows its words in any case and with any ending', { keywords: ['ПРОДАЖ'] }, undefined],
    ['refuses a post without its words', { keywords: ['Одеса'] }, 'word_missing'],
    ['refuses a post with a word that it excludes', { neverKeywords: ['розмитнен'] }, 'word_forbidden'],
    ['does not find a word within another', { neverKeywords: ['дажу'] }, undefined],
    ['finds a word behind a sign', { keywords: ['bmw'] }, undefined],
    ['finds words of signs', { keywords: ['🔥'] }, undefined],
    ['minds the year before the words', { minYear: 2020, keywords: ['Одеса'] }, 'year_too_early'],
  ] as const)('%s', (_, more, reason) => {
    const text = 'У продажу #BMW X5 2018, не розмитнений, 35 000 $. м. Львів🔥'
    expect(refusalOf(rule(more), text, car)).toBe(reason)
  })

  test('takes what the post does not say', () => {
    const strict = rule({ minYear: 2015, maxYear: 2020, minPrice: usd(1), maxPrice: usd(2) })
    expect(refusalOf(strict, 'BMW', {})).toBeUndefined()
    expect(refusalOf(strict, 'BMW', { priceMinor: 5 })).toBeUndefined()
  })

  test('says of every car what its owner wrote, and gives the price its currency', () => {
    const overrides = {
      location: 'м. Львів',
      sellerName: 'Автохаус',
      currency: 'EUR',
      make: 'бмв',
      sellerPhone: '067 123 45 67',
    }
    expect(overriddenFields(rule({ overrides }), { ...car, location: 'Київ', title: 'X5' })).toEqual({
      location: 'Lviv',
      sellerName: 'Автохаус',
      sellerPhone: '+380671234567',
      make: 'BMW',
      priceMinor: 35_000_00,
      currency: 'EUR',
    })
    const yen = overriddenFields(rule({ overrides: { currency: 'JPY' } }), car)
    expect(yen).toEqual({ priceMinor: 35_000, currency: 'JPY' })
    expect(overriddenFields(rule({ overrides: { currency: 'EUR' } }), { title: 'X5' })).toEqual({})
  })

  test('never fails, whatever the text and the words are', () => {
    const words = fc.array(fc.string({ unit: 'binary', minLength: 1 }), { maxLength: 3 })
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), words, words, (text, keywords, neverKeywords) => {
        const reason = refusalOf(rule({ keywords, neverKeywords }), text, {})
        expect([undefined, 'word_missing', 'word_forbidden']).toContain(reason)
      }),
      { numRuns: 300 },
    )
  })
})
