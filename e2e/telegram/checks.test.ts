import fc from 'fast-check'
import { expect, it } from 'vitest'
import { callsInRetryWindow, disordered, doubles, markerBy, missing, sends } from './checks.ts'
import type { Call } from './journal.ts'

const call = (more: Partial<Call>): Call => ({
  kind: 'call',
  at: 0,
  bot: 'b',
  method: 'sendMessage',
  chatId: '1',
  params: {},
  files: [],
  status: 200,
  done: true,
  messageIds: [],
  ...more,
})
const say = (text: string, more: Partial<Call> = {}) => call({ params: { text }, ...more })
const byNumber = markerBy(/#(\d+)#/)

it('counts as a send what Telegram did, answered or not', () => {
  const calls = [
    say('a'),
    say('b', { status: 0 }),
    say('c', { done: false, status: 429 }),
    call({ method: 'sendChatAction' }),
    call({ method: 'sendMediaGroup', chatId: '2' }),
  ]
  expect(sends(calls)).toHaveLength(3)
  expect(sends(calls, 1).map(({ params }) => params.text)).toEqual(['a', 'b'])
})

it('finds exactly the markers that were sent twice to a chat, and those that never were', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(2))), (pairs) => {
      const calls = pairs.map(([marker, chat]) => say(`#${marker}# hi`, { chatId: String(chat) }))
      const counts = Map.groupBy(pairs, (pair) => pair.join())
      const twice = [...counts.values()].filter((same) => same.length > 1)
      expect(doubles(calls, byNumber).size).toBe(twice.length)
      const seen = new Set(pairs.map(([marker]) => String(marker)))
      const all = Array.from({ length: 10 }, (_, i) => String(i))
      expect(missing(calls, all, byNumber)).toEqual(all.filter((marker) => !seen.has(marker)))
    }),
  )
})

it('leaves texts without a marker alone', () => {
  expect(doubles([say('hi'), say('hi')], byNumber).size).toBe(0)
  expect(doubles([say('hi'), say('hi')]).size).toBe(1)
})

it('sees a chat whose numbers go back, whatever other chats do', () => {
  const numbers = ([chatId, n]: [string, number]) => say(`#${n}#`, { chatId })
  const of = (sent: Call) => Number(byNumber(sent))
  const mixed: [string, number][] = [['1', 1], ['2', 5], ['1', 2], ['2', 6]] // prettier-ignore
  expect(disordered(mixed.map(numbers), of)).toEqual([])
  expect(disordered([...mixed, ['1', 1] as [string, number]].map(numbers), of)).toHaveLength(1)
})

it('sees calls inside a retry_after window of the same chat alone', () => {
  const refused = say('a', { at: 0, done: false, status: 429, parameters: { retry_after: 3 } })
  const early = say('a', { at: 2999 })
  expect(callsInRetryWindow([refused, early, say('b', { at: 2999, chatId: '2' })])).toEqual([early])
  expect(callsInRetryWindow([refused, say('a', { at: 3000 })])).toEqual([])
  expect(callsInRetryWindow([refused, call({ at: 1, method: 'answerCallbackQuery', chatId: '' })])).toEqual(
    [],
  )
})
