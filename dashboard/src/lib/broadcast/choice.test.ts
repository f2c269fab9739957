import { describe, expect, test } from 'vitest'
import type { BroadcastTarget, RequestPost } from '@cartie/shared/schemas/request'
import { choicesOf, inputOf, wavesOf } from './choice.ts'

const target = (chatId: string, wave: number): BroadcastTarget => ({
  botId: 'b',
  botName: 'Bot',
  chatId,
  target: 'channel',
  title: chatId,
  partnerId: null,
  score: null,
  wave,
})
const post = (chatId: string, state: RequestPost['state'], wave = 1): RequestPost => ({
  id: chatId,
  requestId: 'r',
  botId: 'b',
  chatId,
  target: 'channel',
  title: chatId,
  partnerId: null,
  wave,
  state,
  dueAt: '',
  url: null,
  deliveryState: null,
  error: null,
  updatedAt: '',
})
const targets = [target('a', 1), target('b', 2), target('c', 2), target('d', 3)]

describe('whom a broadcast goes to', () => {
  test('is everybody in the proposed waves, but those who have a post, unless it is wished otherwise', () => {
    const posts = [post('a', 'posted'), post('b', 'planned', 4), post('c', 'failed')]
    const shown = choicesOf(targets, posts, { 'b d': { on: false }, 'b c': { wave: 5 } })
    expect(shown.map(({ key, on, wave, hasPost }) => [key, on, wave, hasPost])).toEqual([
      ['b a', false, 1, true],
      ['b b', false, 4, true],
      ['b c', true, 5, false],
      ['b d', false, 3, false],
    ])
  })

  test('waves follow each other without holes: one that nobody is chosen of delays none', () => {
    const choices = choicesOf(targets, [], { 'b a': { on: false } })
    expect(
      wavesOf(choices, 60).map(({ wave, afterMinutes, choices: of }) => [wave, afterMinutes, of.length]),
    ).toEqual([
      [1, 0, 1],
      [2, 0, 2],
      [3, 60, 1],
    ])
  })

  test('is asked for as it is shown', () => {
    expect(inputOf(choicesOf(targets, [], { 'b a': { on: false }, 'b d': { wave: 1 } }), 15)).toEqual({
      targets: [
        { botId: 'b', chatId: 'b', wave: 2 },
        { botId: 'b', chatId: 'c', wave: 2 },
        { botId: 'b', chatId: 'd', wave: 1 },
      ],
      waveMinutes: 15,
    })
  })
})
