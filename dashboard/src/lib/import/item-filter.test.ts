import { expect, test } from 'vitest'
import { addressOf, filterOf, queryOf } from './item-filter.ts'

test.each(['saved', 'wall', 'queued', 'review', 'rejected', undefined] as const)(
  'the filter %s comes back from the address',
  (filter) => {
    const search = new URL(addressOf('1', filter, 'x'), 'http://a.example').searchParams
    expect(filterOf(search)).toBe(filter)
    expect(search.get('item')).toBe('x')
  },
)
test('an unknown filter shows all', () => {
  expect(filterOf(new URLSearchParams('status=nonsense'))).toBeUndefined()
  expect(queryOf(undefined)).toEqual({})
})
test('results that wait for a person, or were left out, are asked for as such', () => {
  expect(queryOf('review')).toEqual({ review: 'pending' })
  expect(queryOf('rejected')).toEqual({ review: 'rejected' })
  expect(queryOf('wall')).toEqual({ status: 'wall' })
})
