import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leadMoves, leadStatuses, mayMoveLead } from './lead-status.ts'

test('a lead goes from NEW by CONTACTED and IN_PROGRESS to WON, and skips none', () => {
  expect(mayMoveLead('NEW', 'CONTACTED')).toBe(true)
  expect(mayMoveLead('CONTACTED', 'IN_PROGRESS')).toBe(true)
  expect(mayMoveLead('IN_PROGRESS', 'WON')).toBe(true)
  expect(mayMoveLead('NEW', 'IN_PROGRESS')).toBe(false)
  expect(mayMoveLead('NEW', 'WON')).toBe(false)
  expect(mayMoveLead('CONTACTED', 'WON')).toBe(false)
})

test('every other stage can be lost, and what ended can be opened again', () => {
  for (const from of leadStatuses) expect(mayMoveLead(from, 'LOST')).toBe(from !== 'LOST')
  expect(mayMoveLead('WON', 'IN_PROGRESS')).toBe(true)
  expect(mayMoveLead('LOST', 'NEW')).toBe(true)
})

test('from every stage every other one can be reached, and staying is no move', () => {
  fc.assert(
    fc.property(fc.constantFrom(...leadStatuses), fc.constantFrom(...leadStatuses), (from, to) => {
      expect(mayMoveLead(from, from)).toBe(false)
      const reached = new Set([from])
      for (const status of reached) for (const next of leadMoves[status]) reached.add(next)
      expect(reached.has(to)).toBe(true)
    }),
  )
})
