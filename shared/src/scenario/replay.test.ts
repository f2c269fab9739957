import { expect, test } from 'vitest'
import type { TalkEvent } from './event.ts'
import type { Book, ScenarioGraph, ScenarioVersion } from './graph.ts'
import { replay, talksIn, type Recorded } from './replay.ts'
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
const onStart = (next: string) => start([{ kind: 'command', command: 'start' }], next)
const old = bookOf(graphOf(onStart('goal'), choice(['buy', 'sell']), ...tail))
const other = (graph: ScenarioGraph, scenarioId = 's0'): ScenarioVersion => ({
  scenarioId,
  version: 2,
  graph,
})

/** A chat that is written down as it goes. */
class Diary {
  readonly story: Recorded[] = []
  readonly chat: Chat
  constructor(book: Book) {
    this.chat = new Chat(book, newTalk('r'))
  }
  hears(...events: (TalkEvent | (() => TalkEvent))[]): this {
    for (const one of events) {
      const event = typeof one === 'function' ? one() : one
      this.chat.happen(event)
      this.story.push({ event, clock, steps: this.chat.steps })
    }
    return this
  }
  press = (label: string) => (): TalkEvent => ({
    type: 'callback',
    callbackId: 'c',
    data: this.chat.button(label),
    messageId: 2,
  })
}

function recorded(): Recorded[] {
  const diary = new Diary(old)
  return diary.hears({ type: 'start' }, diary.press('sell'), { type: 'message', text: 'Олена' }).story
}
const on = (version: ScenarioVersion, story: readonly Recorded[], versions = old.live) =>
  replay({ story, talk: talksIn(story).at(-1)!, seed: 'r', versions, other: version })

test('the same version plays the same', () => {
  const { parting, turns } = on(old.live[0]!, recorded())
  expect(parting).toBeNull()
  expect(turns.map(({ after }) => after)).toEqual(turns.map(({ before }) => before))
  expect(turns.at(-1)?.after.at(-1)?.kind).toBe('ended')
})

test('buttons find their choice on a version that numbers its steps and choices otherwise', () => {
  const now = graphOf(onStart('goal'), choice(['sell', 'rent', 'buy']), ...tail)
  expect(on(other(now), recorded()).parting).toBeNull()
})

test('the first step that differs is shown', () => {
  const now = graphOf(onStart('hello'), say('hello', 'Hello', 'goal'), choice(['buy', 'sell']), ...tail)
  const { parting, turns } = on(other(now), recorded())
  expect(parting).toEqual({ turn: 0, step: 3 })
  expect(turns[0]).toMatchObject({
    before: { 3: { nodeId: 'goal' } },
    after: { 3: { nodeId: 'hello' } },
  })
  // The talk still comes to its end: its events are put to the new tokens.
  expect(turns.at(-1)?.after.at(-1)?.kind).toBe('ended')
})

test('a version that nothing of the talk starts stays silent', () => {
  const now = graphOf(start([{ kind: 'command', command: 'help' }], 'bye'), end('bye', 'Bye'))
  const { parting, turns } = on(other(now), recorded())
  expect(parting).toEqual({ turn: 0, step: 0 })
  expect(turns.flatMap(({ after }) => after)).toEqual([])
})

test('each talk of a chat is played from what was before it, on the versions of its time', () => {
  const [first, second] = [
    old.live[0]!,
    other(graphOf(onStart('name'), ask('name', 'name', 'goal'), choice(['buy', 'sell']), end('bye', 'x'))),
  ]
  const diary = new Diary(old)
  diary.hears({ type: 'message', text: 'hm' }, { type: 'start' }, diary.press('buy'))
  diary.chat.book = { live: [second], pinned: [first] }
  diary.hears({ type: 'start' }, { type: 'message', text: 'Олена' }, diary.press('sell'))
  const talks = talksIn(diary.story)
  expect(talks).toEqual([
    { from: 1, to: 3, versions: [{ scenarioId: 's0', version: 1 }] },
    { from: 3, to: 6, versions: [{ scenarioId: 's0', version: 2 }] },
  ])
  const versions = [first, second]
  for (const [i, same] of versions.entries())
    expect(replay({ story: diary.story, talk: talks[i]!, seed: 'r', versions, other: same }).parting).toBe(
      null,
    )
  expect(on(first, diary.story, versions).parting).toEqual({ turn: 0, step: 4 })
})

test('what a talk jumps to goes on as it did', () => {
  const target = graphOf(
    start([{ kind: 'command', command: 'more' }], 'goal'),
    choice(['buy', 'sell']),
    ...tail,
  )
  const jumping = (text: string) =>
    graphOf(
      onStart('hello'),
      say('hello', text, 'go'),
      node('go', 'JUMP', { target: 'scenario', scenarioId: 's1', comeBack: true }, { next: 'bye' }),
      end('bye', 'Bye'),
    )
  const book = bookOf(jumping('Hello'), target)
  const diary = new Diary(book)
  const { story } = diary.hears({ type: 'start' }, diary.press('buy'), { type: 'message', text: 'Олена' })
  expect(talksIn(story)).toHaveLength(1)
  expect(on(other(jumping('Hi')), story, book.live).parting).toBeNull()
  const shorter = graphOf(start([{ kind: 'command', command: 'more' }], 'name'), ...tail)
  expect(on(other(shorter, 's1'), story, book.live).parting).toMatchObject({ turn: 0 })
})
