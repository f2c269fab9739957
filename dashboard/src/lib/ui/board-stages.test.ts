import { expect, test } from 'vitest'
import { growBoard, putOnBoard } from './board-stages.ts'

const row = (id: string, status: 'NEW' | 'WON') => ({ id, status })
const board = {
  total: 3,
  columns: [
    { status: 'NEW' as const, count: 2, data: [row('a', 'NEW'), row('b', 'NEW')], nextCursor: 'next' },
    { status: 'WON' as const, count: 1, data: [row('c', 'WON')], nextCursor: null },
  ],
}

test('a row that moved is first in its new stage and gone from the old, and both counts follow', () => {
  expect(putOnBoard(board, row('b', 'WON')).columns).toEqual([
    { status: 'NEW', count: 1, data: [row('a', 'NEW')], nextCursor: 'next' },
    { status: 'WON', count: 2, data: [row('b', 'WON'), row('c', 'WON')], nextCursor: null },
  ])
})

test('a row that changed keeps its place, and a new one is counted', () => {
  const changed = { ...row('b', 'NEW'), name: 'B' }
  const [first] = putOnBoard(board, changed).columns
  expect(first).toMatchObject({ count: 2, data: [{ id: 'a' }, { id: 'b', name: 'B' }] })
  expect(putOnBoard(board, row('d', 'NEW')).columns[0]).toMatchObject({
    count: 3,
    data: [{ id: 'd' }, {}, {}],
  })
})

test('the next page of a stage stands at its end and touches no other', () => {
  const grown = growBoard(board, 'NEW', { data: [row('e', 'NEW')], nextCursor: null })
  expect(grown.columns.map((one) => one.data.map(({ id }) => id))).toEqual([['a', 'b', 'e'], ['c']])
  expect(grown.columns[0]?.nextCursor).toBeNull()
  expect(grown.columns[1]).toBe(board.columns[1])
})
