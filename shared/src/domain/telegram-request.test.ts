import { describe, expect, test } from 'vitest'
import { fitRequest } from './telegram-request.ts'
import { telegramLength } from './telegram-text.ts'

const long = (n: number) => 'слово '.repeat(n).trim()

describe('a request', () => {
  test('that fits stays as it is', () => {
    const request = { method: 'sendMessage', params: { chat_id: '1', text: 'hi' } }
    expect(fitRequest(request)).toEqual([request])
  })

  test('with a long text becomes several: the answer stays with the first, buttons with the last', () => {
    const parts = fitRequest({
      method: 'sendMessage',
      params: { chat_id: '1', text: long(1500), reply_parameters: { message_id: 7 }, reply_markup: { k: 1 } },
    })
    expect(parts.map((p) => p.method)).toEqual(['sendMessage', 'sendMessage', 'sendMessage'])
    expect(parts.every((p) => telegramLength(p.params.text as string) <= 4096)).toBe(true)
    expect(parts.map((p) => 'reply_parameters' in p.params)).toEqual([true, false, false])
    expect(parts.map((p) => 'reply_markup' in p.params)).toEqual([false, false, true])
    expect(parts.every((p) => p.params.chat_id === '1')).toBe(true)
  })

  test("with a long caption goes on as a message, an album's too", () => {
    const photo = { method: 'sendPhoto', params: { chat_id: '1', photo: 'x', caption: long(300) } }
    const [first, second] = fitRequest(photo)
    expect(telegramLength(first!.params.caption as string)).toBeLessThanOrEqual(1024)
    expect(second).toMatchObject({ method: 'sendMessage', params: { chat_id: '1' } })
    const album = fitRequest({
      method: 'sendMediaGroup',
      params: {
        chat_id: '1',
        media: [
          { type: 'photo', media: 'a', caption: long(300) },
          { type: 'photo', media: 'b' },
        ],
      },
    })
    expect(album.map((r) => r.method)).toEqual(['sendMediaGroup', 'sendMessage'])
    expect((album[0]!.params.media as unknown[]).length).toBe(2)
  })
})
