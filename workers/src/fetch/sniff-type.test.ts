import { expect, test } from 'vitest'
import { isBinaryBody, isBinaryType } from './sniff-type.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

test.each([
  ['PDF', '%PDF-1.4'],
  ['PNG', '\x89PNG\r\n\x1a\n'],
  ['JPEG', '\xff\xd8\xff\xe1'],
  ['WebP', 'RIFF\x10\0\0\0WEBPVP8 '],
  ['AVIF', '\0\0\0\x20ftypavif\0\0\0\0'],
  ['MP4', '\0\0\0\x18ftypmp42\0\0\0\0'],
  ['zip', 'PK\x03\x04\x14\0'],
  ['gzip', '\x1f\x8b\x08\0'],
  ['an executable', 'MZ\x90\0'],
  ['unknown bytes', 'abc\x01\x02\x03def'],
])('%s labelled text/html is no page', (_, body) => {
  expect(isBinaryBody(bytes(body), 'text/html')).toBe(true)
})

test.each([
  ['markup', '<!doctype html><p>x'],
  ['markup after spaces', ' \r\n\t<html>'],
  ['markup after a mark', '\xef\xbb\xbf<html>'],
  ['markup with a stray NUL', '<html>\0<p>\x01'],
  ['JSON', '{"price": 8500}'],
  ['plain text', 'BMW X5 2016, 21 000 $'],
  ['plain text that begins like a tag of a file', 'ID3 Volkswagen 2021'],
  ['windows-1251', '\xcf\xf0\xe8\xe2\xe5\xf2'],
  ['an escape sequence', '\x1b[1mtext'],
  ['nothing', ''],
])('%s is a page', (_, body) => {
  expect(isBinaryBody(bytes(body), 'text/html')).toBe(false)
})

test('UTF-16 is a page by its mark, by its first character and by its label', () => {
  const text = Buffer.from('<p>Київ</p>', 'utf16le')
  expect(isBinaryBody(Buffer.concat([Buffer.of(0xff, 0xfe), text]), 'text/html')).toBe(false)
  expect(isBinaryBody(text, 'text/html')).toBe(false)
  expect(isBinaryBody(Buffer.from('Київ car', 'utf16le'), 'text/plain; charset=UTF-16LE')).toBe(false)
})

test.each(['image/png', 'video/mp4', 'Application/PDF', 'application/zip', ' font/woff2'])(
  '%s is not fetched',
  (type) => {
    expect(isBinaryType(type)).toBe(true)
  },
)

test.each([
  'text/html',
  'application/xhtml+xml',
  'application/json',
  'application/ld+json',
  'application/octet-stream',
  '',
])('%j is judged by its bytes', (type) => expect(isBinaryType(type)).toBe(false))
