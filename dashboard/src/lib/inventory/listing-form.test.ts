import { describe, expect, test } from 'vitest'
import { changesOf, fieldOfPointer, formOf, readNumber } from './listing-form.ts'

const began = {
  ...formOf(undefined, 'USD'),
  title: 'BMW X5',
  price: '30000',
  year: '2018',
  sellerName: 'Oleh',
}

describe('a form', () => {
  test('sends only what a person touched, so that nothing else is locked', () => {
    expect(changesOf({ ...began, year: '2019' }, began)).toEqual({ input: { year: 2019 }, errors: {} })
    expect(changesOf(began, began).input).toEqual({})
  })
  test('sends a price whole, whichever of its parts changed, and understands a pasted one', () => {
    expect(changesOf({ ...began, currency: 'EUR' }, began).input).toEqual({
      price: { amount: 30_000, currency: 'EUR' },
    })
    expect(changesOf({ ...began, price: '27,5 тис. євро' }, began).input).toEqual({
      price: { amount: 27_500, currency: 'EUR' },
    })
    expect(changesOf({ ...began, price: '' }, began).input).toEqual({ price: null })
  })
  test('sends a seller whole', () => {
    expect(changesOf({ ...began, sellerPhone: '067' }, began).input).toEqual({
      seller: { name: 'Oleh', phone: '067', kind: null },
    })
  })
  test('says which field can not be sent', () => {
    const { errors } = changesOf({ ...began, title: ' ', year: 'new', price: 'ask', powerHp: '1.5' }, began)
    expect(errors).toEqual({ title: 'required', year: 'number', price: 'price', powerHp: 'number' })
  })
  test('takes photo links one a line or in a row', () => {
    expect(
      changesOf(
        { ...began, images: 'https://a.example/1.jpg\nhttps://a.example/2.jpg, https://a.example/1.jpg' },
        began,
      ).input,
    ).toEqual({
      images: ['https://a.example/1.jpg', 'https://a.example/2.jpg'],
    })
  })
})

test.each(['uk-UA', 'ru-UA', 'en-GB'])(
  'figures written for a reader of %s are read back as they were',
  (tag) => {
    const format = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 })
    for (const value of [0, 7, 1.6, 2, 105_000, 1_234_567])
      expect(readNumber(format.format(value))).toBe(value)
    for (const amount of [950, 32_700, 12_500.5, 1_250_000]) {
      const { input } = changesOf({ ...began, price: format.format(amount) }, began)
      expect(input.price).toEqual({ amount, currency: 'USD' })
    }
  },
)

test.each([
  ['120 000', 120_000],
  ['120.000', 120_000],
  ['2,0', 2],
  ['1.95', 1.95],
  ['', null],
  ['12a', NaN],
])('the number %j is read as written', (text, value) => {
  expect(readNumber(text)).toEqual(value)
})

test('a pointer of a problem leads to its field', () => {
  expect(
    ['/price/amount', '/price/currency', '/seller/phone', '/vin', '/nope', ''].map(fieldOfPointer),
  ).toEqual(['price', 'currency', 'sellerPhone', 'vin', undefined, undefined])
})
