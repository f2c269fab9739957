import { expect, test } from 'vitest'
import { bookOf, Chat, end, graphOf, node, say, start, ask } from '../testing/chat.ts'

const command = [{ kind: 'command', command: 'start' }]
const me = { id: '7', name: 'Тест', languageCode: 'en' }

test('a contact is taken from its owner alone; a typed number will do', () => {
  const graph = graphOf(
    start(command, 'phone'),
    node('phone', 'REQUEST_CONTACT', { text: { en: 'phone?' } }, { answered: 'bye' }),
    end('bye', 'Got {phone}'),
  )
  const asked = () => new Chat(bookOf(graph)).say('/start')
  expect(asked().lastKeyboard()).toEqual({
    kind: 'reply',
    rows: [[{ text: '📱 Share my number', contact: true }], [{ text: '✖️ Cancel' }]],
  })
  const shared = (contact: { phone: string; userId?: string }) =>
    asked().happen({ type: 'message', from: me, contact }).texts().at(-1)
  expect(shared({ phone: '380671234567', userId: '7' })).toBe('Got +380671234567')
  expect(shared({ phone: '380671234567', userId: '8' })).toContain('somebody else')
  expect(shared({ phone: '380671234567' })).toContain('somebody else')
  const typed = asked().say('8 067 123-45-67')
  expect(typed.texts()).toEqual(['✅ +380671234567', 'Got +380671234567'])
  expect(typed.of('send')[0]?.keyboard).toEqual({ kind: 'remove' })
  expect(typed.state.contact.phone).toBe('+380671234567')
})

test('a choice is taken by its button, by its label in any language, and as it was shown', () => {
  for (const type of ['QUESTION_CHOICE', 'MENU_REPLY']) {
    const graph = graphOf(
      start(command, 'q'),
      node(
        'q',
        type,
        {
          text: { en: 'which?' },
          choices: [
            { id: 'me', label: { en: '🚗 For {contact.name}', uk: 'Мені' }, value: '{contact.name}' },
            { id: 'other', label: { en: 'For others', uk: 'Іншим' } },
          ],
          variable: 'who',
        },
        { answered: 'bye' },
      ),
      end('bye', 'For {who}'),
    )
    for (const [said, got] of [
      ['for тест', 'For Тест'],
      ['Мені', 'For Тест'],
      ['іншим!', 'For other'],
    ] as const)
      expect(new Chat(bookOf(graph)).say('/start').say(said).texts().at(-1)).toBe(got)
    expect(new Chat(bookOf(graph)).say('/start').say('хтось').texts()).toEqual([
      'Please choose one of the options.',
    ])
  }
})

test('a question may be skipped by its button or its word, and then holds nothing', () => {
  const graph = graphOf(
    start(command, 'first'),
    ask('first', 'price', 'price'),
    node(
      'price',
      'QUESTION_TEXT',
      { text: { en: '?' }, variable: 'price', answer: 'price', skip: true },
      { answered: 'bye' },
    ),
    end('bye', 'Price {price}'),
  )
  const asked = () => new Chat(bookOf(graph)).say('/start').say('x')
  expect(asked().press('Skip').texts()).toEqual(['Price '])
  expect(asked().say('пропустити').texts()).toEqual(['Price '])
  expect(asked().say('15 тис').texts()).toEqual(['Price 15 000 $'])
})

test('a delay until a time of day ends then; what is said meanwhile changes nothing', () => {
  const graph = graphOf(
    start(command, 'wait'),
    node('wait', 'DELAY', { until: 'time', time: '18:30' }, { next: 'bye' }),
    end('bye', 'Good evening'),
  )
  const chat = new Chat(bookOf(graph)).say('/start')
  const timer = chat.of('startTimer')[0]
  expect(timer?.at).toBe('2026-11-25T16:30:00.000Z')
  expect(chat.say('ви тут?').effects).toEqual([])
  expect(chat.timer(timer?.token ?? '').texts()).toEqual(['Good evening'])
})

test('an HTTP answer goes into variables by its path; a variable cannot change the host or add a header', () => {
  const graph = graphOf(
    start(command, 'city'),
    ask('city', 'city', 'ask'),
    node(
      'ask',
      'HTTP_REQUEST',
      {
        method: 'POST',
        url: 'https://example.com/{city}?q={city}',
        headers: { 'X-City': '{city}' },
        body: { city: '{city}' },
        save: [{ variable: 'rate', path: 'data.0.rate' }],
      },
      { next: 'bye', failed: 'sorry' },
    ),
    end('bye', 'Rate {rate}'),
    end('sorry', 'Failed {http_status}'),
  )
  const asked = () => new Chat(bookOf(graph)).say('/start').say('../a?b&c\nX-Evil: 1')
  const [request] = asked().of('httpRequest')
  expect(request).toMatchObject({
    url: 'https://example.com/..%2Fa%3Fb%26c%0AX-Evil%3A%201?q=..%2Fa%3Fb%26c%0AX-Evil%3A%201',
    headers: { 'X-City': '../a?b&c X-Evil: 1' },
    body: { city: '../a?b&c\nX-Evil: 1' },
  })
  const answer = (status: number, ok = true) =>
    asked()
      .happen({
        type: 'result',
        token: request?.token ?? '',
        ok,
        value: { status, body: { data: [{ rate: 41.5 }] } },
      })
      .texts()
  expect(answer(200)).toEqual(['Rate 41.5'])
  expect(answer(500)).toEqual(['Failed 500'])
  expect(answer(200, false)).toEqual(['Failed 200'])
  const late = asked()
  expect(late.timer(request?.token ?? '').texts()).toEqual(['Failed 0'])
})

test('a gallery shows one car as a photo and several as an album, and asks which', () => {
  const graph = graphOf(
    start(command, 'find'),
    node('find', 'SEARCH_CARS', {}, { found: 'cars', none: 'no' }),
    node('cars', 'GALLERY', { choose: true }, { next: 'bye', empty: 'no' }),
    end('bye', 'Chose {car.title} for {car.price}'),
    say('no', 'None', 'bye'),
  )
  const price = { amountMinor: 3_500_000, currency: 'USD' }
  const found = (count: number) => {
    const chat = new Chat(bookOf(graph)).say('/start')
    const cars = Array.from({ length: count }, (_, i) => ({ title: `<X${i}>`, price, photo: `p${i}` }))
    const token = chat.of('search')[0]?.token ?? ''
    return chat.happen({ type: 'result', token, ok: true, value: { cars, total: count } })
  }
  expect(
    found(1)
      .of('send')
      .map(({ photos }) => photos.length),
  ).toEqual([1])
  expect(
    found(3)
      .of('send')
      .map(({ photos }) => photos.length),
  ).toEqual([3, 0])
  expect(found(3).press('2').texts()).toEqual(['Chose &lt;X1&gt; for 35 000 $'])
  expect(found(3).say('3').texts()).toEqual(['Chose &lt;X2&gt; for 35 000 $'])
  expect(found(3).say('9').texts()).toEqual(['Please choose one of the options.'])
  expect(found(0).texts()[0]).toBe('None')
})
