import { expect, test } from 'vitest'
import { PageText } from './page-text.ts'

const whole = 'Київ <b class="x">aaa</b> — 12 500 $ aab 🚗 end'
/** The text cut into pieces of each length: every place of it is a seam once. */
const cuts = Array.from(
  { length: whole.length },
  (_, size) => new PageText(whole.match(new RegExp(`[^]{1,${size + 1}}`, 'g')) ?? []),
)

test('pieces read like the one string that they are', () => {
  for (const text of cuts) {
    expect(text.length).toBe(whole.length)
    expect(text.toString()).toBe(whole)
    for (const needle of ['<', 'aaa', 'aab', '</b>', '🚗', 'none', 'end'])
      for (let from = 0; from <= whole.length; from++) {
        expect(text.indexOf(needle, from)).toBe(whole.indexOf(needle, from))
        expect(text.startsWith(needle, from)).toBe(whole.startsWith(needle, from))
        expect(text.slice(from, from + 9)).toBe(whole.slice(from, from + 9))
        expect(text.indexOf(needle, 3, from)).toBe(whole.slice(0, from).indexOf(needle, 3))
      }
    // Back and forth, and beyond both ends.
    for (let n = -2; n <= whole.length; n++)
      for (const at of [n, whole.length - n]) expect(text.charCodeAt(at)).toBe(whole.charCodeAt(at))
    expect(text.includes('aab')).toBe(true)
  }
})

test.each([/aa[ab]/, /class="(\w)"/, /\d[\d ]*\$/, /a{2,3}/, /Київ/, /nowhere/])(
  '%s is matched over every seam as in one string, also within a range',
  (pattern) => {
    for (const text of cuts) {
      expect(text.exec(pattern)?.slice()).toEqual(pattern.exec(whole)?.slice())
      expect(text.test(pattern)).toBe(pattern.test(whole))
      expect(text.exec(pattern, 5, 30)?.slice()).toEqual(pattern.exec(whole.slice(5, 30))?.slice())
    }
  },
)

test('an empty text has nothing', () => {
  const text = new PageText([])
  expect([text.length, text.indexOf('a'), text.slice(0), text.test(/a/), text.charCodeAt(0)]).toEqual([
    0,
    -1,
    '',
    false,
    Number.NaN,
  ])
})

test('its head is the pieces that hold it', () => {
  expect(new PageText(['abc', 'def', 'ghi']).head(4).toString()).toBe('abcdef')
})
