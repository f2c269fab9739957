import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapeHtml, plainOfHtml, splitHtml, tidyHtml } from './html.ts'
import { isBalanced } from './testing/limits.ts'

const authored = fc.string({
  unit: fc.constantFrom(
    '<b>',
    '</b>',
    '<i>',
    '</i>',
    '<a href="https://x.y/?a=1&b=2">',
    '</a>',
    '<x>',
    '<',
    '>',
    '&',
    '&lt;',
    '"',
    ' ',
    '\n',
    'слово',
    '🚗',
  ),
  maxLength: 60,
})

test('an author’s tags stay, and whatever else looks like one is shown as it stands', () => {
  expect(tidyHtml('<b>Ціна</b> < 5 & <script>x</script>')).toBe(
    '<b>Ціна</b> &lt; 5 &amp; &lt;script&gt;x&lt;/script&gt;',
  )
  expect(tidyHtml('<a href="javascript:x">тут</a> <i>так')).toBe('тут <i>так</i>')
  expect(tidyHtml('<b>так</i> і так</b>')).toBe('<b>так і так</b>')
  expect(tidyHtml('<b onclick="x">так</b>')).toBe('<b>так</b>')
})

test('whatever an author writes, its tags are balanced', () => {
  fc.assert(
    fc.property(authored, (text) => {
      expect(isBalanced(tidyHtml(text))).toBe(true)
    }),
  )
})

test('a text is cut into pieces that fit, are balanced, and lose nothing but white space', () => {
  fc.assert(
    fc.property(authored, fc.integer({ min: 120, max: 200 }), (text, limit) => {
      const html = tidyHtml(text.repeat(8))
      const parts = splitHtml(html, limit)
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(limit)
        expect(isBalanced(part)).toBe(true)
        expect(plainOfHtml(part).trim()).not.toBe('')
      }
      const bare = (one: string) => plainOfHtml(one).replace(/\s/g, '')
      expect(parts.map(bare).join('')).toBe(bare(html))
    }),
  )
})

test('words stay whole where they can', () => {
  expect(splitHtml('<b>перше слово і друге</b>', 22)).toEqual(['<b>перше слово і </b>', '<b>друге</b>'])
})

test('an escaped text reads as it was', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(plainOfHtml(escapeHtml(text))).toBe(text)
    }),
  )
})
