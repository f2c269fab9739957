import { expect, test } from 'vitest'
import { shownColumns, tracksOf, usualColumns } from './columns.ts'

test('a remembered choice keeps the order, the fixed columns, and forgets what no longer exists', () => {
  expect(shownColumns(['vin', 'price', 'wheels'])).toEqual(['photo', 'car', 'price', 'vin'])
  expect(shownColumns(usualColumns)).toEqual(usualColumns)
})

test('every column has its track beside the checkbox', () => {
  expect(tracksOf(['photo', 'price'])).toBe('40px 72px 132px')
})
