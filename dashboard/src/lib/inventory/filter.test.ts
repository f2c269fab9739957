import { describe, expect, test } from 'vitest'
import { changed, countOf, filtersOf, searchOf, sortOf, toggled, valuesOf } from './filter.ts'

const read = (query: string) => filtersOf(new URLSearchParams(query))

describe('filters in the address', () => {
  test('come back as they went in', () => {
    const filters = { q: 'Škoda Octavia', status: 'AVAILABLE,SOLD', yearFrom: '2018', deleted: 'true' }
    expect(read(searchOf(filters, 'price_asc').toString())).toEqual(filters)
  })
  test('that the API would refuse are left out', () => {
    expect(read('status=FOO&yearFrom=soon&currency=dollars&parseId=1&make=BMW')).toEqual({ make: 'BMW' })
  })
  test('give the same address for the same view', () => {
    expect(searchOf({ make: 'BMW', q: 'x' }).toString()).toBe(searchOf({ q: 'x', make: 'BMW' }).toString())
  })
  test('name no sort when it is the usual one', () => {
    expect(searchOf({}, 'newest').toString()).toBe('')
    expect(sortOf(new URLSearchParams('sort=sideways'))).toBe('newest')
    expect(sortOf(new URLSearchParams('sort=year_desc'))).toBe('year_desc')
  })
})

describe('changing filters', () => {
  test('adds and takes off one of several values', () => {
    const once = toggled({}, 'fuel', 'diesel')
    expect(valuesOf(toggled(once, 'fuel', 'petrol'), 'fuel')).toEqual(['diesel', 'petrol'])
    expect(toggled(once, 'fuel', 'diesel')).toEqual({})
  })
  test('drops the model of another make', () => {
    expect(changed({ make: 'BMW', model: 'X5' }, { make: 'Audi' })).toEqual({ make: 'Audi' })
    expect(changed({ make: 'BMW', model: 'X5' }, { make: '' })).toEqual({})
    expect(changed({ make: 'BMW', model: 'X5' }, { yearFrom: '2020' })).toMatchObject({ model: 'X5' })
  })
  test('a currency alone is not counted as a filter', () => {
    expect(countOf({ currency: 'USD', priceTo: '9000', q: 'x' })).toBe(2)
  })
})
