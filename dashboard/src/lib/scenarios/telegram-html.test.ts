import { expect, test } from 'vitest'
import { piecesOf } from './telegram-html.ts'

test('tags that Telegram knows become pieces, with what stands in them', () => {
  expect(piecesOf('Hi <b>you <i>two</i></b>!')).toEqual([
    'Hi ',
    { tag: 'b', inside: ['you ', { tag: 'i', inside: ['two'] }] },
    '!',
  ])
})
test('what is no tag of Telegram stays text, letter by letter', () => {
  const text = piecesOf('<script>alert(1)</script><img src=x onerror=alert(1)>')
  expect(text.every((piece) => typeof piece === 'string')).toBe(true)
  expect(text.join('')).toBe('<script>alert(1)</script><img src=x onerror=alert(1)>')
})
test('entities are resolved once', () => {
  expect(piecesOf('&amp;lt;b&gt; &#8364;').join('')).toBe('&lt;b> €')
})
test('a link leads only where a message may lead', () => {
  expect(piecesOf('<a href="https://example.com/?a=1&amp;b=2">x</a>')).toEqual([
    { tag: 'a', href: 'https://example.com/?a=1&b=2', inside: ['x'] },
  ])
  expect(piecesOf('<a href="javascript:alert(1)">x</a>')).toEqual([{ tag: 'a', inside: ['x'] }])
})
test('what is left open ends with the message, and a stray end is nothing', () => {
  expect(piecesOf('<b>a</i>')).toEqual([{ tag: 'b', inside: ['a'] }])
})
