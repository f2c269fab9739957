import { describe, expect, test } from 'vitest'
import { readUpdate, type TelegramUpdate } from '@cartie/shared/domain/telegram-update'
import { firstNumber, keyOf, mergeParts, partsOf, photosOfParts, textOfParts } from './post-parts.ts'

const chat = { id: -1001, type: 'channel', title: 'Авто' }
const size = (id: string) => ({ file_id: id, file_unique_id: `u${id}`, width: 1280, height: 960 })

const post = (updateId: number, more: Record<string, unknown>): TelegramUpdate =>
  readUpdate({ update_id: updateId, channel_post: { chat, message_id: 7, date: 1000, ...more } })!

describe('the messages of a post', () => {
  test('are one album: the first text, the photos in their order, the first number', () => {
    const album = (n: number, more: object) =>
      post(n, { media_group_id: '55', message_id: n, photo: [size(`p${n}`)], ...more })
    const updates = [album(12, {}), album(11, { caption: 'BMW X5' }), album(10, {})]
    expect(new Set(updates.map(keyOf))).toEqual(new Set(['album 55']))
    const parts = partsOf(updates)
    expect(textOfParts(parts)).toBe('BMW X5')
    expect(photosOfParts(parts).map((photo) => photo.fileId)).toEqual(['p10', 'p11', 'p12'])
    expect(firstNumber(parts)).toBe(10)
    expect(keyOf(post(1, { text: 'x' }))).toBe('message 7')
  })

  test('keep the latest of what came, in whatever order it comes', () => {
    const first = partsOf([post(1, { text: '35 000' })])
    const edit = partsOf([post(3, { text: '33 000', edit_date: 2000 })])
    const lateEdit = partsOf([post(2, { text: '34 000', edit_date: 1500 })])
    const known = mergeParts(first, edit)
    expect(known.differs).toBe(true)
    expect(textOfParts(known.parts)).toBe('33 000')
    expect(mergeParts(known.parts, lateEdit)).toEqual({ parts: known.parts, differs: false })
    expect(mergeParts(known.parts, first).differs).toBe(false)
  })

  test('of one second are told apart by their updates, and an edit of nothing is none', () => {
    const first = partsOf([post(1, { text: 'a' })])
    expect(textOfParts(mergeParts(first, partsOf([post(2, { text: 'b' })])).parts)).toBe('b')
    const same = partsOf([post(9, { text: 'a', edit_date: 3000 })])
    expect(mergeParts(first, same).differs).toBe(false)
    const otherPhoto = partsOf([post(9, { text: 'a', photo: [size('n')], edit_date: 3000 })])
    expect(mergeParts(first, otherPhoto).differs).toBe(true)
  })
})
