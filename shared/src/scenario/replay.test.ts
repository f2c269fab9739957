import { expect, test } from 'vitest'
import { replay, type Recorded } from './replay.ts'
import type { TalkEvent } from './event.ts'
import { newTalk } from './talk-state.ts'
import { ask, bookOf, Chat, clock, end, graphOf, node, say, start } from './testing/chat.ts'

const choice = (choices: string[]) =>
  node(
    'goal',
    'QUESTION_CHOICE',
    { text: { en: 'goal?' }, choices: choices.map((id) => ({ id, label: { en: id } })), separate: true },
    Object.fromEntries(choices.map((id) => [`choice_${id}`, 'name'])),
  )
const tail = [ask('name', 'name', 'bye'), end('bye', 'Bye')]
const old = bookOf(
  graphOf(start([{ kind: 'command', command: 'start' }], 'goal'), choice(['buy', 'sell']), ...tail),
)

/** What really happened: a talk on the old version. */
function recorded(): Recorded[] {
  const chat = new Chat(old, newTalk('r')).happen({ type: 'start' })
  const events: TalkEvent[] = [
    { type: 'start' },
    { type: 'callback', callbackId: 'c', data: chat.button('sell'), messageId: 2 },
    { type: 'message', text: 'Олена' },
  ]
  return events.map((event) => ({ event, clock }))
}

test('the same version plays the same', () => {
  const { parting, before, after } = replay(old, old, newTalk('r'), recorded())
  expect(parting).toBeNull()
  expect(after).toEqual(before)
  expect(after.at(-1)?.steps.at(-1)?.kind).toBe('ended')
})

test('buttons find their choice on a version that numbers its steps and choices otherwise', () => {
  const now = bookOf(
    graphOf(start([{ kind: 'command', command: 'start' }], 'goal'), choice(['sell', 'rent', 'buy']), ...tail),
  )
  expect(replay(old, now, newTalk('r'), recorded()).parting).toBeNull()
})

test('the first step that differs is shown', () => {
  const now = bookOf(
    graphOf(
      start([{ kind: 'command', command: 'start' }], 'hello'),
      say('hello', 'Hello', 'goal'),
      choice(['buy', 'sell']),
      ...tail,
    ),
  )
  const { parting, after } = replay(old, now, newTalk('r'), recorded())
  expect(parting).toMatchObject({ turn: 0, step: 3, before: { nodeId: 'goal' }, after: { nodeId: 'hello' } })
  // The talk still comes to its end: its events are put to the new tokens.
  expect(after.at(-1)?.steps.at(-1)?.kind).toBe('ended')
})
