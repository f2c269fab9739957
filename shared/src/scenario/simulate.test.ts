import { expect, test } from 'vitest'
import { ask, bookOf, clock, end, graphOf, node, start } from './testing/chat.ts'
import { play, startSimulation } from './simulate.ts'

const graph = graphOf(
  start([{ kind: 'command', command: 'start' }], 'name'),
  {
    ...ask('name', 'name', 'wait'),
    options: { text: { en: 'name?' }, variable: 'name', timeoutMinutes: 5 },
    exits: { answered: 'wait', timeout: 'bye' },
  },
  node('wait', 'DELAY', { minutes: 60 }, { next: 'bye' }),
  end('bye', 'Bye {name}'),
)
const setup = { book: bookOf(graph), now: clock.now, timeZone: clock.timeZone }

test('a draft is played on a virtual clock: timeouts and delays come when they are asked for', () => {
  const asked = play(startSimulation(setup), { do: 'start' })
  expect(asked.timers).toHaveLength(1)
  const silent = play(asked, { do: 'timeout' })
  expect(silent.now - asked.now).toBe(5 * 60_000)
  expect(silent.bubbles.at(-1)?.text).toBe('Bye ')
  const answered = play(play(asked, { do: 'say', text: 'Олена' }), { do: 'timeout' })
  expect(answered.now - asked.now).toBe(60 * 60_000)
  expect(answered.bubbles.map(({ from, text }) => `${from} ${text}`)).toEqual([
    'person /start',
    'bot name?',
    'person Олена',
    'bot Bye Олена',
  ])
})

test('a step of the simulator never changes the one before', () => {
  const before = play(startSimulation(setup), { do: 'start' })
  const copy = JSON.stringify({ ...before, world: null })
  play(before, { do: 'say', text: 'Олена' })
  play(before, { do: 'timeout' })
  expect(JSON.stringify({ ...before, world: null })).toBe(copy)
})

test('a new user begins with nothing', () => {
  const used = play(play(startSimulation(setup), { do: 'start' }), { do: 'say', text: 'Олена' })
  const fresh = play(used, { do: 'new_user' })
  expect(fresh.bubbles).toEqual([])
  expect(fresh.timers).toEqual([])
  expect(fresh.state.variables).toEqual({})
  expect(fresh.sender.id).not.toBe(used.sender.id)
})

test('a colleague may take over and give back', () => {
  const taken = play(play(startSimulation(setup), { do: 'start' }), { do: 'take_over' })
  const silent = play(taken, { do: 'say', text: 'Олена' })
  expect(silent.bubbles.filter(({ from }) => from === 'bot')).toHaveLength(1)
  expect(play(silent, { do: 'give_back' }).bubbles.at(-1)?.text).toBe('name?')
})

test('a company that is closed is met with other words, which say when it answers', () => {
  const day = { from: '09:00', to: '18:00' }
  const hours = [day, day, day, day, day, null, null]
  const graph = graphOf(
    start([{ kind: 'command', command: 'start' }], 'if'),
    node(
      'if',
      'CONDITION',
      { variable: 'company_open', operator: 'equals', value: 'true' },
      { yes: 'yes', no: 'no' },
    ),
    end('yes', 'We are here'),
    end('no', 'We answer {company_opens}'),
  )
  const said = (now: number, told: typeof hours | null = hours) =>
    play(
      startSimulation({
        book: bookOf(graph),
        now,
        timeZone: 'Europe/Kyiv',
        hours: told,
        sender: { id: '1', languageCode: 'en' },
      }),
      { do: 'start' },
    ).bubbles.at(-1)?.text
  const thursday = (hour: number) => Date.UTC(2026, 10, 26, hour - 2)
  expect(said(thursday(12))).toBe('We are here')
  expect(said(thursday(20))).toBe('We answer tomorrow from 9:00')
  expect(said(thursday(20), null)).toBe('We are here')
})
