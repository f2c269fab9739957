import { describe, expect, test } from 'vitest'
import { findingOf } from './finding.ts'

const year = (...variants: number[]) =>
  Array.from({ length: 12 }, (_, n) => ({
    month: `2026-${String(n + 1).padStart(2, '0')}`,
    requests: 2,
    variants: variants[n - (12 - variants.length)] ?? 0,
    approved: 1,
    won: 0,
  }))

describe('what a year of a partner shows', () => {
  test.each([
    ['nothing was sent', year().map((month) => ({ ...month, requests: 0, approved: 0 })), { kind: 'none' }],
    ['never an answer', year(), { kind: 'silent', requests: 24 }],
    ['more of late', year(1, 1, 1, 3, 3, 3), { kind: 'rising', before: 3, after: 9 }],
    ['less of late', year(4, 4, 4, 1, 0, 0), { kind: 'falling', before: 12, after: 1 }],
    ['about the same', year(4, 4, 4, 4, 5, 4), { kind: 'steady', variants: 25, approved: 12 }],
    ['too little to tell', year(0, 0, 1, 0, 1, 1), { kind: 'steady', variants: 3, approved: 12 }],
  ])('%s', (_, months, finding) => expect(findingOf(months)).toEqual(finding))
})
