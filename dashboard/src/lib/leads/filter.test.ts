import { expect, test } from 'vitest'
import { changed, countOf, filtersOf, searchOf, toggled, viewOf } from './filter.ts'

const read = (query: string) => filtersOf(new URLSearchParams(query))

test('an address is read and written back as it was; what the API would refuse is left out', () => {
  const query = 'q=Audi&status=NEW%2CWON&kind=SELL&owner=none&tags=vip'
  expect(searchOf(read(query)).toString()).toBe(query)
  expect(read('status=OLD&kind=RENT&owner=me&bot=1&session=2')).toEqual({})
})

test('a value of several is added and taken off; an empty text takes the filter off', () => {
  const two = toggled(read('source=csv'), 'source', 'form')
  expect(two).toEqual({ source: 'csv,form' })
  expect(toggled(two, 'source', 'csv')).toEqual({ source: 'form' })
  expect(changed(two, { source: '' })).toEqual({})
  expect(countOf({ ...two, q: 'x', deleted: 'true' })).toBe(1)
})

test('the bin has no board', () => {
  expect(viewOf(new URLSearchParams('view=board'))).toBe('board')
  expect(viewOf(new URLSearchParams('view=board&deleted=true'))).toBe('table')
})
