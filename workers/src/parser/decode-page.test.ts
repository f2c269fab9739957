import { expect, test } from 'vitest'
import { decodePage } from './decode-page.ts'

/** Ukrainian text in windows-1251: its letters lie in a row from 0xC0. */
const cyrillic = (text: string) =>
  Buffer.from([...text].map((c) => (c >= 'А' && c <= 'я' ? c.charCodeAt(0) - 0x410 + 0xc0 : c.charCodeAt(0))))
const words = 'Продам машину в хорошем состоянии, Киев'

test('valid UTF-8 beats a header and a meta tag that lie', () => {
  const bytes = Buffer.from(`<meta charset="windows-1251"><p>${words}</p>`)
  expect(decodePage(bytes, 'text/html; charset=windows-1251')).toMatchObject({
    charset: 'utf-8',
    guessed: false,
  })
  expect(decodePage(bytes, 'text/html; charset=windows-1251').text.toString()).toContain(words)
})

test.each([
  ['the header', 'text/html; charset=windows-1251', ''],
  ['the page', undefined, '<meta charset="windows-1251">'],
  ['nothing', undefined, ''],
  ['a header that lies', 'text/html; charset=iso-8859-1', ''],
  ['a header that claims UTF-8', 'text/html; charset=utf-8', ''],
])('windows-1251 named by %s is read', (_, contentType, meta) => {
  expect(
    decodePage(Buffer.concat([Buffer.from(meta), cyrillic(words)]), contentType).text.toString(),
  ).toContain(words)
})

test('a byte order mark wins', () => {
  expect(
    decodePage(
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(words, 'utf16le')]),
      'text/html; charset=utf-8',
    ).text.toString(),
  ).toBe(words)
  expect(
    decodePage(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(words)])).text.toString(),
  ).toBe(words)
})

test('a body cut inside of a character is still UTF-8', () => {
  const bytes = Buffer.from(`${words} ї`)
  expect(decodePage(bytes.subarray(0, bytes.length - 1)).text.toString()).toContain(words)
})

test('an unknown label falls back to the look of the bytes', () => {
  expect(decodePage(cyrillic(words), 'text/html; charset=x-nonsense')).toMatchObject({
    charset: 'windows-1251',
    guessed: true,
  })
})
