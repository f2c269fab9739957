import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasContacts, hideContacts } from './hide-contacts.ts'
import { findPhones } from './phone.ts'

describe('what is a contact goes', () => {
  test.each([
    ['067 123 45 67'],
    ['+38 (067) 123-45-67'],
    ['380671234567'],
    ['8 067 1234567'],
    ['0 6 7 1 2 3 4 5 6 7'],
    ['067.123.45.67'],
    ['067_123_45_67'],
    ['067*123*45*67'],
    ['О67 123 45 67'],
    ['0️⃣6️⃣7️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣'],
    ['𝟬𝟲𝟳 𝟭𝟮𝟯 𝟰𝟱 𝟲𝟳'],
    ['тел0671234567'],
    ['+48 512 345 678'],
    ['+1 (212) 555-01-23'],
    ['нуль шість сім один два три чотири пять шість сім'],
    ['@ivan_auto'],
    ['@ ivan_auto'],
    ['ivan.auto@gmail.com'],
    ['ivan @ gmail.com'],
    ['t.me/ivan_auto'],
    ['https://wa.me/380671234567'],
    ['viber://chat?number=380671234567'],
    ['www.ivan-auto.com.ua'],
    ['instagram.com/ivan.auto'],
    ['ivan-auto.com.ua/about'],
    ['тг: ivan_auto'],
    ['WhatsApp ivan.auto77'],
  ])('%s', (contact) => {
    expect(hasContacts(contact)).toBe(true)
    const hidden = hideContacts(`Ціна 12 500 $\n${contact} дзвоніть`)
    expect(hidden).toContain('12 500 $')
    expect(hidden).toContain('дзвоніть')
    expect(hidden).not.toMatch(/ivan|67\D{0,3}1|512|212|шість/iu)
  })
})

describe('what is none stays', () => {
  test.each([
    ['BMW X5 2018, 120 000 км, 35 000 $'],
    ['Skoda Octavia 1.6 TDI 2016, 12k, пробіг 201 тис'],
    ['VIN WBA3A5C50DF123456, 2013 рік'],
    ['VIN 0F067123456712345A'],
    ['Ціна 1 050 000 грн, торг'],
    ['Двигун 2.0, витрата 7.5/100'],
    ['пишіть у вайбер або телеграм'],
    ['Один власник, два ключі, три комплекти шин'],
    ['№ 4450017'],
  ])('%s', (text) => {
    expect(hideContacts(text)).toBe(text)
    expect(hasContacts(`${text}  \n\n`)).toBe(false)
  })
})

const operator = fc.constantFrom(
  '039',
  '050',
  '063',
  '066',
  '067',
  '068',
  '073',
  '091',
  '095',
  '096',
  '097',
  '098',
  '099',
  '044',
)
const gap = fc.constantFrom('', ' ', '-', '.', ' - ', '(', ')', '/', '*', '_', '–', '\u00a0')
const phone = fc
  .tuple(
    operator,
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 7, maxLength: 7 }),
    fc.array(gap, { minLength: 9, maxLength: 9 }),
    fc.constantFrom('', '+38', '38', '8 ', '+38 '),
  )
  .map(
    ([code, digits, gaps, country]) =>
      country + [...code, ...digits.map(String)].map((d, i) => d + (gaps[i] ?? '')).join(''),
  )

describe('whatever the text', () => {
  test('no phone number survives, however it is spelled and whatever stands around it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'grapheme', maxLength: 12 }),
            phone,
            fc.constantFrom('BMW X5 ', '12k ', '2018 ', '\n', ' тел. ', '+'),
          ),
          { maxLength: 8 },
        ),
        (parts) => {
          expect(findPhones(hideContacts(parts.join('')))).toEqual([])
        },
      ),
      { numRuns: 1000 },
    )
  })

  test('a phone number between words is gone, digit for digit', () => {
    fc.assert(
      fc.property(phone, (written) => {
        expect(hideContacts(`дзвоніть ${written} зараз`).replace(/[^\p{L}\p{N}]+/gu, ' ')).toBe(
          'дзвоніть зараз',
        )
      }),
    )
  })

  test('what stood on both sides of a name makes no other one', () => {
    expect(hideContacts('@ivan@petro')).toBe('')
  })

  test('hiding twice hides no more', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ maxLength: 20 }), phone), { maxLength: 5 }), (parts) => {
        const once = hideContacts(parts.join(' '))
        expect(hideContacts(once)).toBe(once)
      }),
    )
  })
})
