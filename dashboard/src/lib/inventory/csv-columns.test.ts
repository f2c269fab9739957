import { describe, expect, test } from 'vitest'
import { guessMapping } from './csv-columns.ts'

describe('columns of a table are guessed', () => {
  test.each([
    [
      [
        'Марка',
        'Модель',
        'Рік випуску',
        'Ціна',
        'Валюта',
        'Пробіг, км',
        'Паливо',
        'Коробка передач',
        'Тип кузова',
        'Місто',
        'VIN-код',
      ],
      [
        'make',
        'model',
        'year',
        'price',
        'currency',
        'mileageKm',
        'fuel',
        'transmission',
        'bodyType',
        'location',
        'vin',
      ],
    ],
    [
      [
        'Название',
        'Год',
        'Цена, $',
        'Пробег',
        'Топливо',
        'КПП',
        'Привод',
        'Цвет',
        'Объём двигателя',
        'Мощность, л.с.',
        'Ссылка',
        'Фото',
        'Телефон',
      ],
      [
        'title',
        'year',
        'price',
        'mileageKm',
        'fuel',
        'transmission',
        'drive',
        'color',
        'engineVolumeL',
        'powerHp',
        'sourceUrl',
        'images',
        'sellerPhone',
      ],
    ],
    [
      [
        'Title',
        'Brand',
        'Model',
        'Year',
        'Price',
        'Mileage',
        'Fuel type',
        'Gearbox',
        'Body type',
        'Seller name',
        'Status',
        'Notes',
      ],
      [
        'title',
        'make',
        'model',
        'year',
        'price',
        'mileageKm',
        'fuel',
        'transmission',
        'bodyType',
        'sellerName',
        'status',
        'description',
      ],
    ],
  ])('by their headers %#', (header, expected) => {
    expect(guessMapping(header, [])).toEqual(expected)
  })

  test('from our own export without a change', () => {
    expect(guessMapping(['title', 'mileageKm', 'sellerPhone', 'sourceUrl', 'engineVolumeL'], [])).toEqual([
      'title',
      'mileageKm',
      'sellerPhone',
      'sourceUrl',
      'engineVolumeL',
    ])
  })

  test('by their values where the header says nothing', () => {
    const rows = [
      ['WVWZZZ1KZAW000001', '12 500 $', 'https://cars.example.com/1', '2018', '150 тис. км', 'yes'],
      ['', '9 900 $', 'https://cars.example.com/2', '2020', '90 тис. км', 'no'],
    ]
    expect(guessMapping(['a', 'b', 'c', 'd', 'e', 'f'], rows)).toEqual([
      'vin',
      'price',
      'sourceUrl',
      'year',
      'mileageKm',
      'skip',
    ])
  })

  test('and none is given twice', () => {
    expect(guessMapping(['Ціна', 'Ціна закупки', 'price'], [])).toEqual(['skip', 'skip', 'price'])
  })
})
