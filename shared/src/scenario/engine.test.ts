import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dictionaryWith } from '../domain/dictionary.ts'
import { advance } from './engine.ts'
import type { TalkEvent } from './event.ts'
import { plainOfHtml } from './html.ts'
import { newTalk, pinnedBy, TalkState } from './talk-state.ts'
import { ask, bookOf, clock, end, graphOf, node, say, Chat, start } from './testing/chat.ts'

const greeting = graphOf(
  start([{ kind: 'command', command: 'start' }], 'name'),
  ask('name', 'name', 'city'),
  ask('city', 'city', 'bye'),
  end('bye', 'Bye {name} of {city}'),
)

test('a talk asks, keeps the answers and comes to its end', () => {
  const chat = new Chat(bookOf(greeting))
  chat.say('/start')
  expect(chat.texts()).toEqual(['name?'])
  chat.say('Олена')
  chat.say('Київ')
  expect(chat.texts().at(-1)).toBe('Bye Олена of Київ')
  expect(chat.state.place).toBeNull()
  expect(chat.steps.map(({ kind, nodeId }) => `${kind} ${nodeId}`).slice(-3)).toEqual([
    'entered bye',
    'left bye',
    'ended bye',
  ])
})

test('Back returns to the question before with the variables that it had, by button, word and command', () => {
  for (const back of ['⬅️ Назад', 'back', '/back']) {
    const chat = new Chat(bookOf(greeting)).say('/start').say('Олена')
    chat.say(back)
    expect(chat.texts().at(-1)).toBe('name?')
    expect(chat.state.variables).toEqual({})
  }
  const chat = new Chat(bookOf(greeting)).say('/start').say('Олена').press('Back')
  expect(chat.texts().at(-1)).toBe('name?')
  expect(chat.state.variables).toEqual({})
  chat.say('Іван').say('Львів')
  expect(chat.texts().at(-1)).toBe('Bye Іван of Львів')
})

test('whoever goes back and forth ends with the variables of one who went straight', () => {
  const names = ['a', 'b', 'c', 'd']
  const graph = graphOf(
    start([{ kind: 'command', command: 'start' }], 'a'),
    ...names.map((name, i) => ask(name, name === 'd' ? 'a' : name, names[i + 1] ?? 'last')),
    ask('last', 'z', 'bye'),
    end('bye', 'Bye'),
  )
  const book = bookOf(graph)
  const anyMove = fc.oneof(fc.constant('/back'), fc.constantFrom('x', 'y', 'z'))
  fc.assert(
    fc.property(fc.array(anyMove, { maxLength: 25 }), (moves) => {
      const chat = new Chat(book).say('/start')
      const straight: string[] = []
      for (const move of moves) {
        if (chat.state.place?.nodeId === 'last' && move !== '/back') continue
        chat.say(move)
        if (move === '/back') straight.pop()
        else straight.push(move)
      }
      const direct = new Chat(book).say('/start')
      for (const answer of straight) direct.say(answer)
      expect(chat.state.place?.nodeId).toBe(direct.state.place?.nodeId)
      expect(chat.state.variables).toEqual(direct.state.variables)
    }),
  )
})

test('Back at the first question says so and the question still waits', () => {
  const chat = new Chat(bookOf(greeting)).say('/start').say('/back')
  expect(chat.texts().at(-1)).toBe('There is nothing to go back to.')
  expect(chat.say('Олена').texts().at(-1)).toBe('city?')
})

test('what was done in the world is a wall to Back', () => {
  const graph = graphOf(
    start([{ kind: 'command', command: 'start' }], 'name'),
    ask('name', 'name', 'lead'),
    node('lead', 'ACTION', { action: 'CREATE_LEAD' }, { next: 'more' }),
    ask('more', 'more', 'bye'),
    end('bye', 'Bye'),
  )
  const chat = new Chat(bookOf(graph)).say('/start').say('Олена')
  const token = chat.of('captureLead')[0]?.token ?? ''
  expect(chat.say('/back').texts()).toEqual(['There is nothing to go back to.'])
  chat.happen({ type: 'result', token, ok: true, value: { code: 'L-1' } })
  expect(chat.texts()).toEqual(['more?'])
  expect(chat.say('/back').texts()).toEqual(['There is nothing to go back to.'])
})

test('/cancel, /start and the menu work from every state', () => {
  const other = graphOf(
    start([{ kind: 'menu', label: { uk: 'Купити', en: 'Buy' } }], 'what'),
    ask('what', 'what', 'bye'),
    end('bye', 'Done'),
  )
  const book = bookOf(greeting, other)
  const states = [
    new Chat(book),
    new Chat(book).say('/start'),
    new Chat(book).say('/start').say('Олена'),
    new Chat(book).say('buy'),
  ].map(({ state }) => state)
  for (const state of states) {
    expect(new Chat(book, state).say('/start').texts().at(-1)).toBe('name?')
    expect(new Chat(book, state).say('Buy').texts().at(-1)).toBe('what?')
    const cancelled = new Chat(book, state).say('/cancel')
    expect(cancelled.state.place).toBeNull()
    expect(cancelled.texts()).toHaveLength(1)
    const menu = new Chat(book, state).say('/menu')
    expect(menu.state.place).toBeNull()
    expect(menu.lastKeyboard()).toEqual({ kind: 'reply', rows: [[{ text: 'Buy' }]] })
  }
})

test('several scenarios are live at once, and a new one begins without the variables of the last', () => {
  const other = graphOf(
    start([{ kind: 'keyword', keywords: ['ціна', 'price'], whole: false }], 'hi'),
    say('hi', 'Prices of {name}', 'bye'),
    end('bye', 'Bye'),
  )
  const chat = new Chat(bookOf(greeting, other)).say('/start').say('Олена').say('Київ')
  chat.say('Яка ЦІНА?')
  expect(chat.texts().slice(-2)).toEqual(['Prices of ', 'Bye'])
  expect(chat.say('/start').texts().at(-1)).toBe('name?')
})

test('a keyword never takes a good answer, but takes a wrong one', () => {
  const phone = graphOf(
    start([{ kind: 'command', command: 'start' }], 'phone'),
    node(
      'phone',
      'QUESTION_TEXT',
      { text: { en: 'phone?' }, variable: 'phone', answer: 'phone' },
      { answered: 'bye' },
    ),
    end('bye', 'Got {phone}'),
  )
  const help = graphOf(
    start([{ kind: 'keyword', keywords: ['help', '067'], whole: false }], 'bye'),
    end('bye', 'Help'),
  )
  expect(new Chat(bookOf(phone, help)).say('/start').say('067 123 45 67').texts().at(-1)).toBe(
    'Got +380671234567',
  )
  expect(new Chat(bookOf(phone, help)).say('/start').say('help me').texts().at(-1)).toBe('Help')
})

test('an unknown message starts the default reply if there is one, and else nothing', () => {
  const fallback = graphOf(start([{ kind: 'default_reply' }], 'bye'), end('bye', 'We will write'))
  expect(new Chat(bookOf(greeting)).say('хм').effects).toEqual([])
  expect(new Chat(bookOf(greeting, fallback)).say('хм').texts()).toEqual(['We will write'])
})

test('a deep link starts its scenario, is remembered, and its rest becomes a variable', () => {
  const offer = graphOf(
    start([{ kind: 'deep_link', payload: 'offer_', prefix: true, variable: 'request_id' }], 'bye'),
    end('bye', 'Request {request_id} by {payload}'),
  )
  const chat = new Chat(bookOf(greeting, offer)).say('/start offer_R-7')
  expect(chat.texts()).toEqual(['Request R-7 by offer_R-7'])
  expect(new Chat(bookOf(greeting, offer)).say('/start адреса').texts()).toEqual(['name?'])
})

test('a wrong answer is explained, and after the last try the talk leaves by its exit', () => {
  const graph = graphOf(
    start([{ kind: 'command', command: 'start' }], 'year'),
    node(
      'year',
      'QUESTION_TEXT',
      { text: { en: 'year?' }, variable: 'year', answer: 'year', tries: 2 },
      { answered: 'bye', invalid: 'human' },
    ),
    end('bye', 'Year {year}'),
    end('human', 'A colleague will help'),
  )
  const chat = new Chat(bookOf(graph)).say('/start').say('старий')
  expect(chat.texts().at(-1)).toBe('Please send a year, such as 2018.')
  expect(chat.say('дуже').texts().at(-1)).toBe('A colleague will help')
})

test('silence leaves by the timeout; the timer of a question that is answered is called off and stale', () => {
  const timed = (id: string, next: string) =>
    node(
      id,
      'QUESTION_TEXT',
      { text: { en: `${id}?` }, variable: id, timeoutMinutes: 10 },
      { answered: next, timeout: 'later' },
    )
  const graph = graphOf(
    start([{ kind: 'command', command: 'start' }], 'name'),
    timed('name', 'city'),
    timed('city', 'bye'),
    end('bye', 'Bye'),
    end('later', 'Come back later'),
  )
  const silent = new Chat(bookOf(graph)).say('/start')
  const timer = silent.of('startTimer')[0]
  expect(Date.parse(timer?.at ?? '')).toBe(clock.now + 600_000)
  expect(
    silent
      .timer(timer?.token ?? '')
      .texts()
      .at(-1),
  ).toBe('Come back later')

  const answered = new Chat(bookOf(graph)).say('/start')
  const token = answered.of('startTimer')[0]?.token ?? ''
  answered.say('Олена')
  expect(answered.of('cancelTimer')).toEqual([{ type: 'cancelTimer', token }])
  const before = answered.state
  const late = answered.timer(token)
  expect(late.effects).toEqual([])
  expect(late.state).toEqual(before)
})

test('a result that nobody waits for any more changes nothing', () => {
  const graph = graphOf(
    start([{ kind: 'command', command: 'start' }], 'one'),
    node('one', 'SEARCH_CARS', {}, { found: 'two', none: 'two' }),
    node('two', 'SEARCH_FALLBACK', {}, { found: 'bye', none: 'bye' }),
    end('bye', 'Found {found_count}'),
  )
  const chat = new Chat(bookOf(graph)).say('/start')
  const token = chat.of('search')[0]?.token ?? ''
  chat.timer(token)
  const before = chat.state
  chat.happen({ type: 'result', token, ok: true, value: { cars: [{ title: 'BMW' }], total: 1 } })
  expect(chat.effects).toEqual([])
  expect(chat.state).toEqual(before)
})

test('a stale button is answered politely and changes nothing, pressed twice or from a lost talk', () => {
  const graph = graphOf(
    start([{ kind: 'command', command: 'start' }], 'goal'),
    node(
      'goal',
      'QUESTION_CHOICE',
      { text: { en: 'goal?' }, choices: [{ id: 'buy', label: { en: 'Buy' } }], variable: 'goal' },
      { answered: 'name' },
    ),
    ask('name', 'name', 'bye'),
    end('bye', '{goal}'),
  )
  const chat = new Chat(bookOf(graph)).say('/start')
  const data = chat.button('Buy')
  chat.press('Buy')
  const before = chat.state
  chat.callback(data)
  expect(chat.effects).toEqual([
    { type: 'answerCallback', callbackId: 'c', text: 'This button is no longer active.' },
  ])
  expect(chat.state).toEqual(before)
  const reset = new Chat(bookOf(graph), newTalk('other')).say('/start').callback(data)
  expect(reset.effects).toHaveLength(1)
  expect(reset.state.place?.nodeId).toBe('goal')
})

test('a handed-off talk emits nothing until it is given back, and then goes on where it was', () => {
  const graph = graphOf(
    start([{ kind: 'command', command: 'start' }], 'human'),
    node('human', 'HANDOFF', { text: { en: 'One moment' } }, { next: 'name' }),
    ask('name', 'name', 'bye'),
    end('bye', 'Bye'),
  )
  const chat = new Chat(bookOf(graph)).say('/start')
  expect(chat.of('handoff')).toHaveLength(1)
  for (const event of everything(chat.state)) {
    chat.happen(event)
    expect(chat.effects, event.type).toEqual([])
  }
  expect(chat.happen({ type: 'give_back' }).texts()).toEqual(['name?'])
})

test('a colleague may step in anywhere: the question is asked again, and what came meanwhile counts', () => {
  const chat = new Chat(bookOf(greeting)).say('/start').happen({ type: 'take_over' })
  expect(chat.say('я тут').effects).toEqual([])
  expect(chat.happen({ type: 'give_back' }).texts()).toEqual(['name?'])
  expect(chat.say('Олена').texts().at(-1)).toBe('city?')
  expect(chat.say('/back').texts().at(-1)).toBe('name?')

  const search = graphOf(
    start([{ kind: 'command', command: 'start' }], 'cars'),
    node('cars', 'SEARCH_CARS', {}, { found: 'yes', none: 'no' }),
    end('yes', 'Found {found_count}'),
    end('no', 'None'),
  )
  const looking = new Chat(bookOf(search)).say('/start')
  const token = looking.of('search')[0]?.token ?? ''
  looking.happen({ type: 'take_over' })
  looking.happen({ type: 'result', token, ok: true, value: { cars: [{ title: 'BMW' }], total: 7 } })
  expect(looking.effects).toEqual([])
  expect(looking.happen({ type: 'give_back' }).texts()).toEqual(['Found 7'])
})

test('a jump goes to another scenario with the variables and comes back', () => {
  const main = graphOf(
    start([{ kind: 'command', command: 'start' }], 'name'),
    ask('name', 'name', 'there'),
    node('there', 'JUMP', { target: 'scenario', scenarioId: 's1', comeBack: true }, { next: 'bye' }),
    end('bye', '{name} {city}'),
  )
  const sub = graphOf(start([], 'city'), ask('city', 'city', 'done'), node('done', 'END', {}, {}))
  const chat = new Chat(bookOf(main, sub)).say('/start').say('Олена')
  expect(chat.texts()).toEqual(['city?'])
  expect(pinnedBy(chat.state)).toEqual([
    { scenarioId: 's1', version: 1 },
    { scenarioId: 's0', version: 1 },
  ])
  expect(chat.say('Київ').texts()).toEqual(['Олена Київ'])
})

test('a running talk stays on its version while a newer one is live', () => {
  const old = bookOf(greeting)
  const chat = new Chat(old).say('/start')
  const newer = graphOf(start([{ kind: 'command', command: 'start' }], 'bye'), end('bye', 'New'))
  chat.book = { live: [{ scenarioId: 's0', version: 2, graph: newer }], pinned: old.live }
  expect(chat.say('Олена').texts()).toEqual(['city?'])
  expect(chat.say('/start').texts()).toEqual(['New'])
})

test('a version that is gone ends the talk politely with a fault', () => {
  const chat = new Chat(bookOf(greeting)).say('/start')
  chat.book = { live: [], pinned: [] }
  chat.say('Олена')
  expect(chat.texts()).toEqual(['Something went wrong. Please start again: /start'])
  expect(chat.steps.some(({ kind }) => kind === 'fault')).toBe(true)
  expect(chat.state.place).toBeNull()
})

test('more than 60 nodes for one event are a fault, and nothing of the loop is said', () => {
  const graph = graphOf(
    start([{ kind: 'command', command: 'start' }], 'a'),
    say('a', 'again', 'b'),
    say('b', 'and again', 'a'),
  )
  const chat = new Chat(bookOf(graph)).say('/start')
  expect(chat.steps.filter(({ kind }) => kind === 'entered')).toHaveLength(60)
  expect(chat.steps.find(({ kind }) => kind === 'fault')?.reason).toBe('too_many_steps')
  expect(chat.texts()).toEqual(['Something went wrong. Please start again: /start'])
})

test('values of variables are shown letter by letter, whatever HTML they hold', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'<>&"b/ai={}x;lt#'), minLength: 1, maxLength: 40 }),
      (name) => {
        fc.pre(!name.startsWith('/'))
        const chat = new Chat(bookOf(greeting)).say('/start').happen({ type: 'message', text: name }).say('X')
        const text = chat.texts().at(-1) ?? ''
        expect(plainOfHtml(text)).toBe(`Bye ${name} of X`)
        expect(text).not.toMatch(/<(?!\/?b>)/)
      },
    ),
  )
})

test('the same inputs give the same outputs, no input changes, and the state survives JSON', () => {
  const book = bookOf(greeting)
  const state = new Chat(book).say('/start').say('Олена').state
  deepFreeze(book)
  deepFreeze(state)
  for (const event of everything(state)) {
    const one = advance(book, state, event, clock)
    expect(advance(book, state, event, clock)).toEqual(one)
    expect(TalkState.parse(JSON.parse(JSON.stringify(one.state)))).toEqual(one.state)
  }
})

/** One event of every kind, with the tokens that the talk waits for. */
function everything(state: TalkState): TalkEvent[] {
  const token = state.place?.waiting.token ?? 'x'
  return [
    { type: 'message', text: 'текст' },
    { type: 'message', photos: ['p'] },
    { type: 'callback', callbackId: 'c', data: `s:${token}:b` },
    { type: 'start' },
    { type: 'command', name: 'cancel' },
    { type: 'menu' },
    { type: 'timer', token },
    { type: 'result', token, ok: true, value: null },
    { type: 'take_over' },
  ]
}

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  Object.values(value).forEach(deepFreeze)
}

test('a wish is understood by the words of the workspace', () => {
  const graph = graphOf(
    start([{ kind: 'command', command: 'start' }], 'ask'),
    ask('ask', 'interest', 'read'),
    node('read', 'ACTION', { action: 'NORMALIZE_REQUEST', source: 'interest' }, { next: 'bye' }),
    end('bye', 'Bye {make}'),
  )
  const book = bookOf(graph)
  const dictionary = dictionaryWith([{ kind: 'make', make: null, name: 'BMW', word: 'Вафелька' }])
  const said = (one: typeof book) => new Chat(one).say('/start').say('хочу вафельку 2018').texts().at(-1)
  expect(said({ ...book, dictionary })).toBe('Bye BMW')
  expect(said(book)).not.toContain('BMW')
})
