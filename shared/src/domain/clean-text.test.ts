import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanLine, cleanText, plainText } from './clean-text.ts'
import { fold } from './fold.ts'

test('NUL and control characters go, lone surrogates become replacement characters, lines stay', () => {
  expect(cleanText('a\u0000b\u0007\n\tc\ud83d')).toBe('ab\n\tc\ufffd')
})

test('a printed value has single spaces and no invisible characters', () => {
  expect(cleanLine(' BMW\u00a0\u200b X5\n2018 ')).toBe('BMW X5 2018')
  expect(cleanLine('BMW \u202eX5\u202c \u20662018\u2069')).toBe('BMW X5 2018')
})

test('decorated letters and keycap digits become plain', () => {
  expect(plainText('𝗕𝗠𝗪 𝟮𝟬𝟭𝟴 ２０ 1️⃣2️⃣')).toBe('BMW 2018 20 12')
})

test('cleaned text is always well-formed, and folding keeps every position', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(cleanText(text).isWellFormed()).toBe(true)
      expect(fold(text)).toHaveLength(text.length)
    }),
  )
})
