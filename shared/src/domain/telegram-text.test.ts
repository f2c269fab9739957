import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isTooLong, plainText, splitHtml, telegramLength } from './telegram-text.ts'

const limits = (max: number) => ({ first: max, rest: max })

describe('a text that is too long', () => {
  test('is cut between paragraphs, else lines, else words, else anywhere', () => {
    expect(splitHtml('one two\n\nthree four', limits(12))).toEqual(['one two', 'three four'])
    expect(splitHtml('one two\nthree four', limits(12))).toEqual(['one two', 'three four'])
    expect(splitHtml('one two three', limits(9))).toEqual(['one two', 'three'])
    expect(splitHtml('abcdefghij', limits(4))).toEqual(['abcd', 'efgh', 'ij'])
  })

  test('keeps its markup whole in every part', () => {
    expect(splitHtml('<b>bold <i>both</i> more</b> end', limits(10))).toEqual([
      '<b>bold <i>both</i></b>',
      '<b>more</b> end',
    ])
    expect(splitHtml('<a href="https://x.example/?a=1&amp;b=2">long link text</a>', limits(9))).toEqual([
      '<a href="https://x.example/?a=1&amp;b=2">long link</a>',
      '<a href="https://x.example/?a=1&amp;b=2">text</a>',
    ])
  })

  test('counts what Telegram counts: an entity is one, a tag is none', () => {
    expect(telegramLength('<b>a&amp;b</b>')).toBe(3)
    expect(telegramLength('&#128512;')).toBe(2)
    for (const html of ['<b>a&amp;b</b>', '&#128512;', '😀й', '&unknown;', 'a<b'])
      for (let limit = 0; limit < 20; limit++)
        expect(isTooLong(html, limit)).toBe(telegramLength(html) > limit)
    expect(splitHtml('&lt;&lt;&lt;&lt;', limits(2))).toEqual(['&lt;&lt;', '&lt;&lt;'])
    expect(plainText('<b>5 &lt; 6 &amp; 7</b> &#8364;')).toBe('5 < 6 & 7 €')
  })

  test('is never cut within a character', () => {
    const family = '👨‍👩‍👧'
    expect(splitHtml(family.repeat(3), limits(20))).toEqual([family.repeat(2), family])
  })

  test('loses nothing but blanks at the cuts, whatever it is', () => {
    const words = fc.constantFrom(
      'Авто',
      'BMW X5',
      '&amp;',
      '<b>',
      '</b>',
      '<i>',
      '</i>',
      ' ',
      '\n',
      '\n\n',
      '🚗',
      '&lt;',
      'a<b',
      '12 500 $',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 200 }), fc.integer({ min: 8, max: 60 }), (pieces, max) => {
        const html = pieces.join('')
        const parts = splitHtml(html, limits(max))
        for (const part of parts) {
          expect(telegramLength(part)).toBeLessThanOrEqual(max)
          expect(part.isWellFormed()).toBe(true)
        }
        const squeeze = (text: string) => text.replace(/\s+/gu, '')
        expect(squeeze(parts.map(plainText).join(''))).toBe(squeeze(plainText(html)))
      }),
      { seed: 3, numRuns: 300 },
    )
  })
})
