import { expect, test } from 'vitest'
import { checks } from '@cartie/db/services/invariant/checks'
import { wordedChecks } from './words.ts'

test('every check says in words what it watches and what helps', () => {
  expect([...checks.map(({ id }) => id), 'clock_skew'].filter((id) => !wordedChecks.includes(id))).toEqual([])
})
