import { expect, test } from 'vitest'
import { fittingColumns, shownColumns, tracksOf, usualColumns } from './columns.ts'

test('a remembered choice keeps the order, the fixed columns, and forgets what no longer exists', () => {
  expect(shownColumns(['vin', 'price', 'wheels'])).toEqual(['photo', 'car', 'price', 'vin'])
  expect(shownColumns(usualColumns)).toEqual(usualColumns)
})

test('every column has its track beside the checkbox', () => {
  expect(tracksOf(['photo', 'price'])).toBe('40px 72px 132px')
})

test('beside an open car the least needed columns give way first, and never the photo, the car or its price', () => {
  expect(fittingColumns(usualColumns, 2000)).toEqual(usualColumns)
  expect(fittingColumns(usualColumns, 745)).toEqual(['photo', 'car', 'price', 'mileageKm', 'status'])
  expect(fittingColumns(usualColumns, 100)).toEqual(['photo', 'car', 'price'])
})
