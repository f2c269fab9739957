import { describe, expect, test } from 'vitest'
import { fitRequest, withoutFiles } from './telegram-request.ts'
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

describe('a request whose photos can not be had', () => {
  const ref = (key: string) => ({ key, url: `https://x/${key}` })
  const files = { a: ref('a'), b: ref('b'), c: ref('c') }
  const media = [
    { type: 'photo', media: 'attach://a', caption: '<b>A</b>' },
    { type: 'photo', media: 'attach://b' },
    { type: 'photo', media: 'attach://c', caption: 'C' },
  ]
  const album = { method: 'sendMediaGroup', params: { chat_id: '1', media }, files }

  test('keeps the others and every caption', () => {
    expect(withoutFiles(album, new Set(['a']))).toEqual({
      method: 'sendMediaGroup',
      params: {
        chat_id: '1',
        media: [
          { type: 'photo', media: 'attach://b', caption: '<b>A</b>' },
          { type: 'photo', media: 'attach://c', caption: 'C' },
        ],
      },
      files: { b: ref('b'), c: ref('c') },
    })
    expect(withoutFiles(album, new Set(['a', 'b']))).toEqual({
      method: 'sendPhoto',
      params: { chat_id: '1', photo: 'attach://c', caption: '<b>A</b>\n\nC' },
      files: { c: ref('c') },
    })
  })

  test('is a message of its words with its buttons where no photo is left, and nothing where it had none', () => {
    const text = { method: 'sendMessage', params: { chat_id: '1', text: '<b>A</b>\n\nC' } }
    expect(withoutFiles(album, new Set(['a', 'b', 'c']))).toEqual(text)
    const params = {
      chat_id: '1',
      photo: 'attach://a',
      caption: 'BMW',
      reply_markup: { inline_keyboard: [] },
    }
    expect(withoutFiles({ method: 'sendPhoto', params, files }, new Set(['a']))).toEqual({
      method: 'sendMessage',
      params: { chat_id: '1', text: 'BMW', reply_markup: { inline_keyboard: [] } },
    })
    const bare = { method: 'sendPhoto', params: { chat_id: '1', photo: 'attach://a' }, files }
    expect(withoutFiles(bare, new Set(['a']))).toBeUndefined()
    expect(withoutFiles(bare, new Set(['b']))).toMatchObject({ method: 'sendPhoto', params: bare.params })
  })
})
