import { expect, test } from 'vitest'
import { mayMoveRequest, requestMoves, requestStatuses } from '@cartie/shared/domain/request-status'
import { wayBack } from './way-back.ts'

const ends = ['WON', 'LOST']

test('every allowed move between open stages has a way back of two allowed moves at most, none of which closes it', () => {
  for (const before of requestStatuses) {
    for (const now of requestMoves[before]) {
      if (ends.includes(before) || ends.includes(now)) continue
      const way = wayBack(now, before)
      expect([way.at(-1), way.length <= 2], `${now} → ${before}`).toEqual([before, true])
      way.forEach((to, i) => {
        expect(mayMoveRequest(way[i - 1] ?? now, to)).toBe(true)
        expect(ends).not.toContain(to)
      })
    }
  }
  expect(wayBack('DRAFT', 'DRAFT')).toEqual([])
  expect(wayBack('COLLECTING_VARIANTS', 'WON')).toEqual([])
})
