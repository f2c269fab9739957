import { expect, test } from 'vitest'
import { changed, countOf, filtersOf, searchOf, sortOf, toggled, viewOf } from './filter.ts'

test('an address is read as filters, without what the API would refuse', () => {
  const params = new URLSearchParams(
    'q= bmw &status=DRAFT,WON&kind=STEAL&priority=SOON&owner=none&make=BMW&x=1',
  )
  expect(filtersOf(params)).toEqual({ q: 'bmw', status: 'DRAFT,WON', owner: 'none', make: 'BMW' })
})

test('equal views have equal addresses, in any order', () => {
  const one = filtersOf(new URLSearchParams('make=BMW&q=a'))
  const other = filtersOf(new URLSearchParams('q=a&make=BMW'))
  expect(searchOf(one, 'board', 'deadline').toString()).toBe(searchOf(other, 'board', 'deadline').toString())
  expect(searchOf(one, 'board', 'deadline').toString()).toBe('q=a&make=BMW&sort=deadline&view=board')
})

test('what an address does not say is as it is usual; the bin is a table', () => {
  expect(sortOf(new URLSearchParams('sort=best'), 'deadline')).toBe('deadline')
  expect(sortOf(new URLSearchParams('sort=oldest'), 'deadline')).toBe('oldest')
  expect(viewOf(new URLSearchParams('view=board'))).toBe('board')
  expect(viewOf(new URLSearchParams('view=board&deleted=true'))).toBe('table')
})

test('filters are added and taken off', () => {
  expect(toggled({ status: 'DRAFT' }, 'status', 'WON')).toEqual({ status: 'DRAFT,WON' })
  expect(toggled({ status: 'DRAFT' }, 'status', 'DRAFT')).toEqual({})
  expect(changed({ q: 'a', make: 'BMW' }, { make: '' })).toEqual({ q: 'a' })
  expect(countOf({ q: 'a', make: 'BMW', owner: 'none', deleted: 'true' })).toBe(2)
})
