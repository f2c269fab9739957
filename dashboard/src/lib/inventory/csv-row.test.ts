import { describe, expect, test } from 'vitest'
import type { Mapping } from '#lib/csv/table-kind.ts'
import type { CsvTarget } from './csv-columns.ts'
import { readRow } from './csv-row.ts'
import { readPrice } from './price-text.ts'

describe('a row of a table', () => {
  const mapping: Mapping<CsvTarget> = [
    'make',
    'model',
    'year',
    'price',
    'mileageKm',
    'fuel',
    'transmission',
    'vin',
    'sellerPhone',
    'status',
    'images',
  ]
  test('is read in any form that people write', () => {
    const cells = [
      'БМВ',
      'X5',
      '2018 р.',
      '32 500 $',
      '120 тис. км',
      'Дизель',
      'Автомат',
      'wbakr210400j12345',
      '067 123 45 67',
      'В наявності',
      'https://a.example/1.jpg | https://a.example/2.jpg',
    ]
    expect(readRow(cells, mapping, 'UAH')).toEqual({
      row: {
        title: 'BMW X5 2018',
        make: 'BMW',
        model: 'X5',
        year: 2018,
        price: { amount: 32_500, currency: 'USD' },
        mileageKm: 120_000,
        fuel: 'diesel',
        transmission: 'automatic',
        vin: 'WBAKR210400J12345',
        seller: { name: null, phone: '+380671234567', kind: null },
        status: 'AVAILABLE',
        images: ['https://a.example/1.jpg', 'https://a.example/2.jpg'],
      },
      unread: [],
    })
  })
  test('tells what it could not read and leaves it empty', () => {
    const { row, unread } = readRow(
      ['Audi', 'A4', 'soon', 'ask', '', '', '', 'ABC', '', '', ''],
      mapping,
      'USD',
    )
    expect(row).toEqual({ title: 'Audi A4', make: 'Audi', model: 'A4' })
    expect(unread.map((u) => u.target)).toEqual(['year', 'price', 'vin'])
  })
  test('without a name of a car is no car', () => {
    expect(readRow(['', '', '2018', '100', '', '', '', '', '', '', ''], mapping, 'USD').row).toBeUndefined()
    expect(readRow([], mapping, 'USD').row).toBeUndefined()
  })
  test('keeps a title as it stands', () => {
    expect(readRow(['Мерседес на ходу'], ['title'], 'USD').row).toEqual({ title: 'Мерседес на ходу' })
  })
})

describe('a pasted price', () => {
  test.each([
    ['12 500 $', 12_500, 'USD'],
    ['€ 21.5k', 21_500, 'EUR'],
    ['480 тис. грн', 480_000, 'UAH'],
    ['9900', 9900, 'UAH'],
    ['9.900,50', 9900.5, 'UAH'],
  ])('%s is understood', (raw, amount, currency) => {
    expect(readPrice(raw, 'UAH')).toEqual({ amount, currency })
  })
  test('without digits is none', () => {
    expect(readPrice('договірна', 'UAH')).toBeUndefined()
  })
  test('takes a currency that is written as a word or sign', () => {
    expect(readPrice('100', 'грн')).toEqual({ amount: 100, currency: 'UAH' })
    expect(readPrice('100', '$')).toEqual({ amount: 100, currency: 'USD' })
  })
})
