import { expect, test } from 'vitest'
import { grouped, kilometres } from './grouped.ts'

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1 000'],
  [1234567, '1 234 567'],
])('%d reads %s', (value, text) => {
  expect(grouped(value)).toBe(text)
})

test('a mileage is in the words of its reader', () => {
  expect((['uk', 'ru', 'en'] as const).map((language) => kilometres(85_000, language))).toEqual([
    '85 000 км',
    '85 000 км',
    '85 000 km',
  ])
})
