import { expect, test } from 'vitest'
import { repeatKey } from './idempotency-key.ts'

test('a repeat has the key of before, what was changed has another, and what is done is begun anew', () => {
  const keyOf = repeatKey()
  const first = keyOf({ text: 'a' })
  expect(keyOf({ text: 'a' })).toBe(first)
  const changed = keyOf({ text: 'b' })
  expect(changed).not.toBe(first)
  keyOf.renew()
  expect(keyOf({ text: 'b' })).not.toBe(changed)
})
