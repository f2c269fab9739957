import { expect, test } from 'vitest'
import { AccountEmail } from '@cartie/shared/schemas/people'
import { isEmail } from './is-email.ts'

test('an address that the API takes is never refused before it is asked', () => {
  const taken = ['olena@example.com', ' Olena@Example.COM ', 'o.k+cars@mail.dealer.example', "o'neil@a-b.co"]
  expect(taken.filter((text) => AccountEmail.safeParse(text).success)).toEqual(taken)
  expect(taken.filter((text) => !isEmail(text))).toEqual([])
})

test('what is left unfinished is no address', () => {
  for (const text of [
    '',
    'olena',
    'olena@',
    '@example.com',
    'olena@example',
    'olena@.com',
    'o l@example.com',
  ])
    expect(isEmail(text), text).toBe(false)
})
