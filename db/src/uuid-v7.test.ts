import { expect, test } from 'vitest'
import { uuidV7 } from './uuid-v7.ts'

test('ids of version 7 are well formed, distinct, and sort by their time', () => {
  const ids = Array.from({ length: 1000 }, (_, n) => uuidV7(1_700_000_000_000 + n))
  expect(
    ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
  ).toBe(true)
  expect(new Set(ids).size).toBe(1000)
  expect(ids.toSorted()).toEqual(ids)
  expect(parseInt(ids[0]!.replace('-', '').slice(0, 12), 16)).toBe(1_700_000_000_000)
})
