import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cookiesForNextHop } from './hop-cookies.ts'

const page = new URL('https://shop.example.com/a')
const again = new URL('https://shop.example.com/b')

test('what a site sets comes back to it, the newest value of each name', () => {
  const first = cookiesForNextHop(undefined, ['a=1; Path=/; HttpOnly', 'b="x y"', 'c=3'], page, again)
  expect(first).toBe('a=1; c=3')
  expect(cookiesForNextHop(first, ['a=2', 'c=; Max-Age=0'], page, again)).toBe('a=2')
})

test.each(['https://other.example.com/', 'http://shop.example.com/', 'https://shop.example.com:8443/'])(
  'nothing goes to %s',
  (to) => expect(cookiesForNextHop('a=1', ['b=2'], page, new URL(to))).toBeUndefined(),
)

test('a flood of cookies is cut off', () => {
  const flood = Array.from({ length: 100 }, (_, i) => `c${i}=v`)
  expect(cookiesForNextHop(undefined, flood, page, again)?.split('; ').length).toBe(20)
  expect(cookiesForNextHop(undefined, [`a=${'x'.repeat(5000)}`], page, again)).toBeUndefined()
})

test('nothing that a site sets can end the header or make a second one', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' })), (set) => {
      expect(cookiesForNextHop(undefined, set, page, again) ?? '').toMatch(/^[\x20-\x7e]*$/)
    }),
  )
})
