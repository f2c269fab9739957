import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainOfHtml, tidyHtml } from './html.ts'
import { messagesOf } from './say.ts'
import { refusedByTelegram } from './testing/limits.ts'

test('whatever is said fits into Telegram’s messages and arrives whole, with its buttons at the end', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('слово ', '<b>', '</b>', '\n', 'x'.repeat(900), '&'),
        maxLength: 14,
      }),
      fc.integer({ min: 0, max: 23 }),
      fc.boolean(),
      (text, count, buttons) => {
        const html = tidyHtml(text)
        const photos = Array.from({ length: count }, (_, i) => `p${i}`)
        const messages = messagesOf(
          html,
          photos,
          buttons ? { kind: 'inline', rows: [[{ text: 'Go', data: 's:t1:0' }]] } : undefined,
        )
        expect(refusedByTelegram(messages)).toEqual([])
        const sends = messages.flatMap((one) => (one.type === 'send' ? [one] : []))
        expect(sends.flatMap((one) => one.photos)).toEqual(photos)
        const bare = (one: string) => plainOfHtml(one).replace(/[\s…]/g, '')
        expect(sends.map((one) => bare(one.text)).join('')).toBe(bare(html))
        expect(sends.filter(({ keyboard }) => keyboard).length).toBe(buttons ? 1 : 0)
        if (buttons) expect(sends.at(-1)?.keyboard).toBeDefined()
      },
    ),
  )
})

test('a single photo carries its caption and its buttons; an album leaves buttons to a text', () => {
  const keyboard = { kind: 'inline' as const, rows: [[{ text: 'Go', data: 's:t1:0' }]] }
  expect(messagesOf('Hi', ['a'], keyboard)).toEqual([{ type: 'send', text: 'Hi', photos: ['a'], keyboard }])
  expect(messagesOf('Hi', ['a', 'b'], keyboard)).toEqual([
    { type: 'send', text: '', photos: ['a', 'b'] },
    { type: 'send', text: 'Hi', photos: [], keyboard },
  ])
  expect(messagesOf('', [])).toEqual([])
})
