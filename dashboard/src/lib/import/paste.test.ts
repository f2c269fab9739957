import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxTexts, maxUrls } from '@cartie/shared/domain/parse-limits'
import { readPaste } from './paste.ts'

const post = 'Продам BMW X5 2018, пробіг 120 тис. км.\nЦіна 32 500 $, торг.\nТел. 067 123 45 67'

describe('what is pasted', () => {
  test('is a list of links, however they are separated', () => {
    const text =
      'https://a.example/1\nhttps://b.example/2 https://b.example/3\n  www.c.example/x, https://d.example/;'
    expect(readPaste(text)).toMatchObject({
      kind: 'links',
      urls: [
        'https://a.example/1',
        'https://b.example/2',
        'https://b.example/3',
        'https://www.c.example/x',
        'https://d.example/',
      ],
      invalid: [],
      hosts: [
        { host: 'b.example', count: 2 },
        { host: 'a.example', count: 1 },
        { host: 'c.example', count: 1 },
        { host: 'd.example', count: 1 },
      ],
    })
  })
  test('tells invalid and repeated links, tracking or not', () => {
    const text = 'https://a.example/1\nhttps://A.example/1/?utm_source=x\nhttps://a.example/2\nно посилання\n'
    expect(readPaste(text)).toMatchObject({
      urls: ['https://a.example/1', 'https://a.example/2'],
      repeated: 1,
      invalid: ['но посилання'],
    })
  })
  test('takes a link out of a line with other words', () => {
    expect(readPaste('1. https://a.example/1\n2. https://a.example/2', 'links').urls).toHaveLength(2)
  })
  test('is a post, even with a link in it', () => {
    expect(readPaste(`${post}\nhttps://t.me/cars/5`)).toMatchObject({ kind: 'posts', urls: [] })
    expect(readPaste(`${post}\nhttps://t.me/cars/5`).texts).toHaveLength(1)
  })
  test('is several posts where a line of dashes or two empty lines divide it', () => {
    expect(readPaste(`${post}\n---\n${post} інша\n\n\nAudi A4\n\n2015`).texts).toHaveLength(3)
  })
  test('is nothing where nothing stands', () => {
    expect(readPaste(' \n ').kind).toBe('nothing')
  })
  test('is cut to what one import takes, and says so', () => {
    const links = Array.from({ length: maxUrls + 7 }, (_, i) => `https://a.example/${i}`).join('\n')
    expect(readPaste(links)).toMatchObject({ over: 7 })
    const posts = Array.from({ length: maxTexts + 3 }, (_, i) => `BMW ${i}`).join('\n---\n')
    expect(readPaste(posts)).toMatchObject({ over: 3 })
  })
  test('never breaks, and whatever is sent is an address', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('links' as const, 'posts' as const, undefined),
        (text, as) => {
          for (const url of readPaste(text, as).urls) expect(URL.canParse(url)).toBe(true)
        },
      ),
    )
  })
})
