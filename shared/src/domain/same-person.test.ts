import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findSamePerson, personKeys, type Person } from './same-person.ts'

const nobody: Person = { name: 'Client', phone: null, otherPhones: [], telegramUserId: null }
const person = (more: Partial<Person>): Person => ({ ...nobody, ...more })
const phone = '+380671234567'

test('the phone goes before the Telegram id, and both before the name', () => {
  const byPhone = person({ phone })
  const byTelegram = person({ telegramUserId: 7 })
  const byName = person({ name: 'Іван', otherPhones: ['123-45-67'] })
  const known = [byName, byTelegram, byPhone]
  const asked = person({ name: 'іван', phone, telegramUserId: 7 })
  expect(findSamePerson(asked, known)).toEqual({ who: byPhone, by: 'phone' })
  expect(findSamePerson(asked, [byName, byTelegram])).toEqual({ who: byTelegram, by: 'telegram' })
  expect(findSamePerson(asked, [byName])).toEqual({ who: byName, by: 'name_and_phone' })
})

test('a further number is a number of the person too', () => {
  const known = person({ phone: '+380501112233', otherPhones: [phone] })
  expect(findSamePerson(person({ phone }), [known])?.by).toBe('phone')
})

test('a name alone, the end of a number alone, and two nameless people are nobody known', () => {
  const known = [person({ name: 'Іван', otherPhones: ['1234567'] }), person({ otherPhones: ['1234567'] })]
  expect(findSamePerson(person({ name: 'Іван' }), known)).toBeUndefined()
  expect(findSamePerson(person({ name: 'Петро', otherPhones: ['1234567'] }), known)).toBeUndefined()
  expect(findSamePerson(person({ otherPhones: ['1234567'] }), known)).toBeUndefined()
  expect(findSamePerson(person({ name: 'Іван', otherPhones: ['4567'] }), known)).toBeUndefined()
})

test('of several the first counts', () => {
  const first = person({ phone, name: 'first' })
  expect(findSamePerson(person({ phone }), [first, person({ phone })])?.who).toBe(first)
})

test('two who are the same person share a key to be locked, and keys come sorted', () => {
  const digits = fc.constantFrom('1234567', '7654321')
  const anybody = fc.record({
    name: fc.constantFrom('Client', 'Іван', 'іван ', 'Петро'),
    phone: fc.option(digits.map((d) => `+38067${d}`)),
    otherPhones: fc.array(
      fc.oneof(
        digits,
        digits.map((d) => `+38050${d}`),
      ),
      { maxLength: 2 },
    ),
    telegramUserId: fc.option(fc.integer({ min: 1, max: 3 })),
  })
  fc.assert(
    fc.property(anybody, anybody, (a, b) => {
      const keys = personKeys(a)
      expect(keys).toEqual([...keys].sort())
      if (findSamePerson(a, [b])) expect(personKeys(b).some((key) => keys.includes(key))).toBe(true)
    }),
  )
})
