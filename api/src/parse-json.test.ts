import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseJson } from './parse-json.ts'

describe('JSON from outside', () => {
  test('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5, stringUnit: 'grapheme' }), (text) => {
        if (text.includes('__proto__')) return
        expect(parseJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  test('refuses a hundred thousand levels at once, brackets inside strings don’t count', () => {
    const started = performance.now()
    expect(() => parseJson('['.repeat(100_000))).toThrow('nested')
    expect(() => parseJson('{"a":'.repeat(100_000))).toThrow('nested')
    expect(performance.now() - started).toBeLessThan(200)
    expect(parseJson(JSON.stringify(['['.repeat(100), '\\"[['.repeat(60)]))).toHaveLength(2)
    expect(parseJson('['.repeat(64) + ']'.repeat(64))).toBeDefined()
  })

  test('__proto__ in any spelling changes no prototype and does not arrive', () => {
    for (const text of ['{"__proto__":{"admin":true},"a":1}', '{"\\u005f_proto__":{"admin":true},"a":1}']) {
      const value = parseJson(text) as Record<string, unknown>
      expect(Object.keys(value)).toEqual(['a'])
      expect(value.admin).toBeUndefined()
    }
  })

  test('strings come out storable: no NUL, no lone surrogate', () => {
    expect(parseJson('{"a":"x\\u0000y\\ud800z"}')).toEqual({ a: 'xy\ufffdz' })
  })

  test('the last of doubled keys wins', () => {
    expect(parseJson('{"a":1,"a":2}')).toEqual({ a: 2 })
  })

  test.each(['', '{', '{"a":1}x', 'nul', '"\\x"', '\ufeff{}'])('refuses %j', (text) => {
    expect(() => parseJson(text)).toThrow('not JSON')
  })
})
