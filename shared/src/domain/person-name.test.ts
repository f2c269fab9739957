import { expect, test } from 'vitest'
import { isGenericName, personName, unknownPerson } from './person-name.ts'

test.each(['', '  ', '—', 'Client', 'UNKNOWN  user', 'Клієнт', 'пользователь', '...'])(
  '%j names nobody',
  (name) => {
    expect(isGenericName(name)).toBe(true)
  },
)

test.each(['Олена', 'Client Eastwood', 'Юзер', '李', '@ivan'])('%j is somebody', (name) => {
  expect(isGenericName(name)).toBe(false)
})

test('the first name that says who it is counts, and the last resort names nobody', () => {
  expect(personName('user', null, 'Іван  Петренко', '@ivan')).toBe('Іван Петренко')
  expect(personName(undefined, '', 'Unknown')).toBe(unknownPerson)
  expect(isGenericName(unknownPerson)).toBe(true)
})
