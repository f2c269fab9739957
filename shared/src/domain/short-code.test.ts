import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shortCode, codeBytes, readShortCode } from './short-code.ts'

const bytes = fc.uint8Array({ minLength: codeBytes, maxLength: codeBytes + 4 })

test('a code fits a deep link, has no letter that looks like a digit, and is read back as it is', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const code = shortCode('L', random)
      expect(code).toMatch(/^L-[0-9A-HJKMNP-TV-Z]{6}$/)
      expect(`lead_${code}`).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
      expect(readShortCode(code)).toBe(code)
      expect(readShortCode(` ${code.toLowerCase().replace('-', ' ')} `)).toBe(code)
    }),
  )
})

test('each of the thirty-two signs is as likely as another', () => {
  const seen = new Map<string, number>()
  for (let byte = 0; byte < 256; byte++) {
    const sign = shortCode('L', new Uint8Array(codeBytes).fill(byte)).charAt(2)
    seen.set(sign, (seen.get(sign) ?? 0) + 1)
  }
  expect([...seen.values()]).toEqual(Array.from({ length: 32 }, () => 8))
})

test.each([
  ['L-0O1IL2', 'L-001112'],
  ['l7k2m9x', 'L-7K2M9X'],
  ['avto 7k2m9x', 'AVTO-7K2M9X'],
  ['clientL00001', 'CLIENT-100001'],
])('%s is read as %s', (typed, code) => {
  expect(readShortCode(typed)).toBe(code)
})

test.each(['', 'L-12345', 'L-1234567', 'LEADERS-123456', 'L-12345U', 'L-12345😀', '0671234567'])(
  '%j is no code',
  (typed) => {
    expect(readShortCode(typed)).toBeUndefined()
  },
)

test('too few random bytes are refused', () => {
  expect(() => shortCode('L', new Uint8Array(3))).toThrow(RangeError)
})
