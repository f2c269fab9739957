import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findPhones, normalizePhone } from './phone.ts'

test.each([
  ['0671234567', '+380671234567'],
  ['80671234567', '+380671234567'],
  ['380671234567', '+380671234567'],
  ['+38 (067) 123-45-67', '+380671234567'],
  ['+380 0671234567', '+380671234567'],
  ['67 123 45 67', '+380671234567'],
  ['00380671234567', '+380671234567'],
  ['0 800 503 333', '+380800503333'],
  ['+49 (0)30 23125 017', '+493023125017'],
])('%s is one number in E.164, Ukrainian unless it says otherwise', (raw, phone) => {
  expect(normalizePhone(raw)).toBe(phone)
})

test('a national number belongs to the country of its site', () => {
  expect(normalizePhone('020 7946 0958', 'GB')).toBe('+442079460958')
  expect(normalizePhone('030 23125 017', 'de')).toBe('+493023125017')
})

test.each([
  '063 ххх хх хх',
  '067 123 XX XX',
  '(067) ***-**-67',
  '067123',
  '12',
  '',
  '1'.repeat(40),
  '2018 35000',
])('%j is no number: masked, cut short or something else', (raw) => {
  expect(normalizePhone(raw)).toBeUndefined()
})

test('numbers of a text come in order without repeats, and prices, distances and VINs are none', () => {
  const text =
    'BMW 35 000$ 120 000 км 2018 VIN 1M8GDM9AXKP042788 тел. 067-111-22-33/093 111 22 33, ще раз 0671112233'
  expect(findPhones(text)).toEqual(['+380671112233', '+380931112233'])
})

test('whatever is not undefined is E.164', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'0123456789+-() хX*'), maxLength: 30 }), (raw) => {
      const phone = normalizePhone(raw)
      if (phone !== undefined) expect(phone).toMatch(/^\+[1-9]\d{6,14}$/)
    }),
  )
})
