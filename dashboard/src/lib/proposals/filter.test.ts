import { expect, test } from 'vitest'
import { addressOf, filtersOf } from './filter.ts'

const read = (query: string) => filtersOf(new URLSearchParams(query))

test('an address brings back the filters that it was made of', () => {
  const filters = { status: 'LIKED', q: 'octavia 2019', deleted: 'true' } as const
  expect(read(addressOf(filters).split('?')[1]!)).toEqual(filters)
})
test('what the API would refuse is left out of an address', () => {
  expect(read('status=LOVED&q=%20%20&deleted=yes')).toEqual({})
})
