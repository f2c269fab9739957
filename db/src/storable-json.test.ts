import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storableJson } from './storable-json.ts'

test('whatever strings hold, no NUL and no lone surrogate is left, and all else is as it was', () => {
  const unit = fc.constantFrom('a', '\0', '\ud83d', '\ude00', '\\', 'u0000', 'ud800', '😀', '"')
  const string = fc.array(unit, { maxLength: 8 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(fc.record({ said: string, list: fc.array(string) })), (rows) => {
      const mended = (text: string) => text.replaceAll('\0', '').toWellFormed()
      expect(JSON.parse(storableJson(rows))).toEqual(
        rows.map(({ said, list }) => ({ said: mended(said), list: list.map(mended) })),
      )
      expect(storableJson(rows)).not.toMatch(/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/)
    }),
  )
})
