import { describe, expect, test } from 'vitest'
import { ListingInput } from '@cartie/shared/schemas/listing'
import { editsOf, reviewFormOf, wrongIn } from './review-form.ts'

const car = {
  id: null,
  title: 'BMW X5 2018',
  make: 'BMW',
  model: 'X5',
  year: 2018,
  price: { amount: 32_500, currency: 'USD' },
  mileageKm: 120_000,
  location: null,
  vin: null,
  fuel: 'diesel' as const,
  transmission: null,
  bodyType: null,
  drive: null,
  engineVolumeL: null,
  powerHp: null,
  color: null,
  condition: null,
  description: null,
  images: [],
  seller: { name: 'Олена', phone: null, kind: null },
  source: 'a.example',
  sourceUrl: null,
  sourceId: null,
  sourceChatId: null,
  sourceMessageId: null,
  status: 'AVAILABLE' as const,
  postedAt: null,
  provenance: {},
}

describe('a correction before saving', () => {
  test('that changes nothing sends nothing, so that nothing is locked', () => {
    expect(editsOf(car, reviewFormOf(car))).toEqual({})
  })
  test('sends just what differs, in the form that the API takes', () => {
    const form = {
      ...reviewFormOf(car),
      amount: 31_000,
      location: ' Львів ',
      fuel: undefined,
      phone: '067 123 45 67',
    }
    const edits = editsOf(car, form)
    expect(edits).toEqual({
      price: { amount: 31_000, currency: 'USD' },
      location: 'Львів',
      fuel: null,
      seller: { name: 'Олена', phone: '067 123 45 67', kind: null },
    })
    expect(ListingInput.safeParse(edits).success).toBe(true)
  })
  test('takes a price away', () => {
    expect(editsOf(car, { ...reviewFormOf(car), amount: undefined })).toEqual({ price: null })
  })
  test('is told what the API would refuse', () => {
    expect(wrongIn({ ...reviewFormOf(car), title: ' ', year: 18, vin: 'ABC' })).toEqual(
      new Set(['title', 'year', 'vin']),
    )
    expect(wrongIn(reviewFormOf(car))).toEqual(new Set())
  })
})
