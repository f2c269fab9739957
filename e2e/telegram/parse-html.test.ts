import { expect, it } from 'vitest'
import { parseHtml } from './parse-html.ts'

it('reads tags and characters as Telegram does', () => {
  expect(parseHtml('<b>A &amp; <i>B</i></b> &lt;c&gt; &#1078; <a href="https://e.com/?a=1">l</a>')).toEqual({
    text: 'A & B <c> ж l',
    entities: [
      { type: 'bold', offset: 0, length: 5 },
      { type: 'italic', offset: 4, length: 1 },
      { type: 'text_link', offset: 12, length: 1, url: 'https://e.com/?a=1' },
    ],
  })
  expect(parseHtml('a & b &copy; &nbsp;').text).toBe('a & b &copy; &nbsp;')
})

it.each([
  ['жж<div>x</div>', 'Unsupported start tag "div" at byte offset 4'],
  ['<b>x</i>', 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'],
  ['x</b>', 'Unexpected end tag at byte offset 1'],
  ['<b>x', 'Can\'t find end tag corresponding to start tag "b"'],
  ['a < b', 'Unclosed start tag at byte offset 2'],
  ['<b>x</b', 'Unclosed end tag at byte offset 4'],
])('refuses %s', (html, complaint) => {
  expect(() => parseHtml(html)).toThrow(`Bad Request: can't parse entities: ${complaint}`)
})
