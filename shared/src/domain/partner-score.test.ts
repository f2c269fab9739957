import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { partnerScore, type PartnerRecord } from './partner-score.ts'

const silent: PartnerRecord = {
  requests: 10,
  answered: 0,
  responseMinutes: null,
  hitRate: null,
  priceAccuracy: null,
}
const best: PartnerRecord = { requests: 10, answered: 10, responseMinutes: 5, hitRate: 1, priceAccuracy: 1 }

describe('the score of a partner', () => {
  test.each<[string, Partial<PartnerRecord>, number | null]>([
    ['no request has reached them', { ...silent, requests: 0 }, null],
    ['ten requests, never an answer', silent, 12],
    ['ten requests, all answered at once, all approved, all in budget', best, 88],
    ['the same in one request', { ...best, requests: 1, answered: 1 }, 63],
    ['the same, an hour and a half later', { ...best, responseMinutes: 90 }, 82],
    ['the same, two days later', { ...best, responseMinutes: 2 * 24 * 60 }, 73],
    ['the same, half of the requests', { ...best, answered: 5 }, 77],
    ['the same, half approved', { ...best, hitRate: 0.5 }, 73],
    ['all answered, nothing decided yet', { ...best, hitRate: null }, 88],
  ])('%s', (_, record, score) => expect(partnerScore({ ...silent, ...record })).toBe(score))

  const part = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null })
  const records = fc
    .record({
      requests: fc.integer({ min: 1, max: 500 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      responseMinutes: fc.option(fc.double({ min: 0, max: 100_000, noNaN: true }), { nil: null }),
      hitRate: part,
      priceAccuracy: part,
    })
    .map(({ share, ...record }) => ({ ...record, answered: Math.floor(record.requests * share) }))

  test('is a whole number from 0 to 100', () => {
    fc.assert(
      fc.property(records, (record) => {
        const score = partnerScore(record)!
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true)
      }),
    )
  })

  test('never falls where a partner answers more, faster, better or nearer', () => {
    fc.assert(
      fc.property(records, (record) => {
        const score = partnerScore(record)!
        const better: Partial<PartnerRecord>[] = [
          { answered: Math.min(record.requests, record.answered + 1) },
          ...(record.responseMinutes === null ? [] : [{ responseMinutes: record.responseMinutes / 2 }]),
          ...(record.hitRate === null ? [] : [{ hitRate: (record.hitRate + 1) / 2 }]),
          ...(record.priceAccuracy === null ? [] : [{ priceAccuracy: (record.priceAccuracy + 1) / 2 }]),
        ]
        for (const more of better) expect(partnerScore({ ...record, ...more })!).toBeGreaterThanOrEqual(score)
      }),
    )
  })
})
