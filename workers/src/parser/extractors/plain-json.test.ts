import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainJson } from './plain-json.ts'

test('JSON that is assigned or passed reads as itself, and its end is told', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 4 }),
      fc.constantFrom(';', ')', ', 2)', '\n}', '</script>', ''),
      (value, after) => {
        const text = JSON.stringify([value])
        fc.pre(!text.includes('__proto__'))
        const parsed: unknown = JSON.parse(text)
        expect(plainJson(`x=${text}${after}`, 2)).toEqual({ value: parsed, end: text.length + 2 })
      },
    ),
  )
})

test.each([
  ['code among the data', '{"a":run(1)}'],
  ['bare keys', '{a:1}'],
  ['a member that is taken of it', '[1,2][0]'],
  ['another value that stands in for it', '{} || other'],
  ['no end', '{"a":"}'],
  ['a name of prototypes', '{"__proto__":{"x":1}}'],
  ['too deep nesting', '['.repeat(300) + ']'.repeat(300)],
  ['no bracket', '"text"'],
])('it leaves %s to the reader of code', (_, text) => {
  expect(plainJson(text, 0)).toBeUndefined()
})

test('a text of quotes and escapes without an end is given up in linear time', () => {
  const size = 200_000
  for (const text of ['["', '["\\', '[{', '["a",'].map((piece) => piece.repeat(size))) {
    const before = process.cpuUsage()
    expect(plainJson(text, 0)).toBeUndefined()
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000)
  }
})
