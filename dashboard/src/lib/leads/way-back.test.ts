import { expect, test } from 'vitest'
import { leadMoves, leadStatuses, mayMoveLead } from '@cartie/shared/domain/lead-status'
import { wayBack } from './way-back.ts'

test('every allowed move has a way back of allowed moves', () => {
  for (const before of leadStatuses) {
    for (const now of leadMoves[before]) {
      const way = wayBack(now, before)
      expect(way.at(-1)).toBe(before)
      way.forEach((to, i) => expect(mayMoveLead(way[i - 1] ?? now, to)).toBe(true))
    }
  }
  expect(wayBack('LOST', 'WON')).toEqual(['IN_PROGRESS', 'WON'])
})
