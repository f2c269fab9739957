import { expect, test } from 'vitest'
import { bestColumn, withHeader } from './file-columns.ts'

test('the column of links is found among others', () => {
  const table = {
    header: ['Назва', 'Фото', 'Посилання'],
    rows: [
      ['BMW', '', 'https://a.example/1'],
      ['Audi', 'https://a.example/x.jpg', 'https://a.example/2'],
    ],
  }
  expect(bestColumn(table)).toBe(2)
})
test('a table without a header loses no link', () => {
  const table = { header: ['https://a.example/1'], rows: [['https://a.example/2']] }
  expect(bestColumn(table)).toBe(0)
  expect(withHeader(table, 0)).toHaveLength(2)
})
test('a table without links has no such column', () => {
  expect(bestColumn({ header: ['a', 'b'], rows: [['1', '2']] })).toBeUndefined()
})
