import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytesFinder } from './find-bytes.ts'

test('finds what the native search for the whole text finds, from any position', () => {
  const text = 'abcab'
  for (const piece of ['c', 'ca', 'ab', 'abcab']) {
    const find = bytesFinder(text, piece)
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'ab', 'abcab'), maxLength: 30 }),
        fc.nat(20),
        (s, from) => {
          const page = Buffer.from(s)
          expect(find(page, from)).toBe(page.indexOf(text, from))
        },
      ),
    )
  }
})

test('a piece may be part of a letter', () => {
  const find = bytesFinder('неактивн', Buffer.from('активн').subarray(3))
  expect(find(Buffer.from('оголошення неактивне'))).toBe(Buffer.from('оголошення ').length)
  expect(find(Buffer.from('активне, неактив'))).toBe(-1)
})
