import { expect, test } from 'vitest'
import type { Effect } from '../effect.ts'
import type { Book } from '../graph.ts'
import type { World } from '../fake-world.ts'
import { fakeWorld } from '../fake-world.ts'
import { nodeType } from '../nodes/registry.ts'
import { play, startSimulation, type Play, type Simulation } from '../simulate.ts'
import { clock } from '../testing/chat.ts'
import { refusedByTelegram } from '../testing/limits.ts'
import { validate } from '../validate.ts'
import { scenarioTemplates } from './registry.ts'

/** All templates live in one bot. */
const book: Book = {
  live: scenarioTemplates.map(({ id, graph }) => ({ scenarioId: id, version: 1, graph })),
  pinned: [],
}
const languages = ['uk', 'ru', 'en'] as const

/** A whole talk: "/…" and texts are said, "[…]" pressed, objects done. */
function talk(script: readonly (string | Play)[], languageCode = 'uk', world: World = fakeWorld): Simulation {
  const sender = { id: '7', name: 'Олена', username: 'olena', languageCode }
  let chat = startSimulation({ book, now: clock.now, timeZone: clock.timeZone, sender, world })
  for (const one of script) {
    chat = play(chat, typeof one === 'string' ? doing(chat, one) : one)
    expect(chat.steps.filter(({ kind }) => kind === 'fault')).toEqual([])
  }
  expect(refusedByTelegram(chat.effects)).toEqual([])
  return chat
}

function doing(chat: Simulation, what: string): Play {
  const label = /^\[(.+)\]$/.exec(what)?.[1]
  if (label === undefined) return { do: 'say', text: what }
  for (const bubble of chat.bubbles.toReversed()) {
    const rows = bubble.keyboard?.kind === 'inline' ? bubble.keyboard.rows : []
    const button = rows.flat().find(({ text }) => text.includes(label))
    if (button && 'data' in button) return { do: 'press', data: button.data, messageId: bubble.messageId }
  }
  throw new Error(`There is no button ${label}`)
}

const of = <Type extends Effect['type']>(chat: Simulation, type: Type) =>
  chat.effects.filter((effect): effect is Extract<Effect, { type: Type }> => effect.type === type)
const lastText = (chat: Simulation) => chat.bubbles.findLast(({ from }) => from === 'bot')?.text ?? ''
const usd = (major: number) => ({ amountMinor: major * 100, currency: 'USD' })
const phone: Play = { do: 'share_contact', phone: '+380671234567' }

test('the templates validate beside each other without a finding', () => {
  for (const { id, name, graph } of scenarioTemplates) {
    const others = scenarioTemplates
      .filter((other) => other.id !== id)
      .map((other) => ({ scenarioId: other.id, name: other.name.en, graph: other.graph }))
    expect(validate(graph, { scenarioId: id, others }), name.en).toEqual([])
  }
})

test('every question of a template has Back, and leads on from a wrong answer and from silence', () => {
  for (const { id, graph } of scenarioTemplates)
    for (const node of graph.nodes) {
      const bound = nodeType(node.type)?.bind(node.options)
      const exits = bound && 'node' in bound ? bound.node.exits.map(({ name }) => name) : []
      if (!exits.includes('invalid')) continue
      expect(Object.keys(node.exits), `${id} ${node.id}`).toEqual(
        expect.arrayContaining(['invalid', 'timeout']),
      )
      expect(node.options.back, `${id} ${node.id}`).not.toBe(false)
    }
})

test('lead capture asks for name, phone, interest and budget, and captures a lead with all of it', () => {
  const chat = talk(['/start ad_7', 'Олена', phone, 'BMW X5 від 2018, Київ', '35 тис $'])
  expect(of(chat, 'captureLead').map(({ lead }) => lead)).toEqual([
    {
      leadType: 'BUY',
      name: 'Олена',
      phone: '+380671234567',
      interest: 'BMW X5 від 2018, Київ',
      make: 'BMW',
      model: 'X5',
      yearMin: 2018,
      city: 'Kyiv',
      budget: usd(35_000),
      username: 'olena',
      campaign: 'ad_7',
      photos: [],
      language: 'uk',
    },
  ])
  expect(of(chat, 'notifyAdmin')[0]?.text).toContain('<b>Олена</b>, +380671234567')
  expect(lastText(chat)).toBe('Дякуємо, Олена! Заявку L-000001 прийнято. Менеджер звʼяжеться з вами.')
  expect(chat.state.place).toBeNull()
  expect(chat.timers).toEqual([])
})

test('lead capture does not ask for a budget that was said, and takes a typed phone', () => {
  const chat = talk(['/buy', 'Іван', '067 123 45 67', 'Octavia до 12k'], 'en')
  expect(of(chat, 'captureLead')[0]?.lead).toMatchObject({
    budget: usd(12_000),
    phone: '+380671234567',
    language: 'en',
  })
})

test('lead capture keeps what it knows when the client falls silent, and helps who cannot answer', () => {
  const silent = talk(['/start', 'Олена', phone, { do: 'timeout' }])
  expect(of(silent, 'captureLead')[0]?.lead).toMatchObject({ name: 'Олена', phone: '+380671234567' })
  const gone = talk(['/start', { do: 'timeout' }])
  expect(of(gone, 'captureLead')).toEqual([])
  expect(gone.state.place).toBeNull()
  const stuck = talk(['/start', 'Олена', 'не дам', 'не дам', 'не дам'])
  expect(of(stuck, 'handoff')).toHaveLength(1)
  const refused = talk(['/start', 'Олена', phone, 'BMW', '9 000 $'], 'uk', (effect) =>
    effect.type === 'captureLead' ? { ok: false, value: null } : undefined,
  )
  expect(of(refused, 'handoff')).toHaveLength(1)
})

test('Back walks through lead capture and the new answers count', () => {
  const chat = talk(['/start', 'Олена', '/back', 'Ольга', phone, 'BMW', '[Назад]', 'Audi Q7', '9 000 $'])
  expect(of(chat, 'captureLead')[0]?.lead).toMatchObject({ name: 'Ольга', make: 'Audi', model: 'Q7' })
})

test('sell my car captures a lead to sell with price, mileage and photos', () => {
  const chat = talk([
    '/sell',
    'Skoda Octavia 2016',
    '9 500 $',
    '150 000',
    { do: 'send_photos', count: 3 },
    phone,
  ])
  expect(of(chat, 'captureLead')[0]?.lead).toMatchObject({
    leadType: 'SELL',
    interest: 'Skoda Octavia 2016',
    make: 'Skoda',
    model: 'Octavia',
    budget: usd(9500),
    notes: '150000',
  })
  expect(of(chat, 'captureLead')[0]?.lead.photos).toHaveLength(3)
  const skipped = talk(['/sell', 'Skoda Octavia', '[Пропустити]', '[Пропустити]', '[Пропустити]', phone])
  expect(of(skipped, 'captureLead')[0]?.lead).not.toHaveProperty('budget')
})

test('the catalogue finds cars in stock, shows them as an album and takes a request for one', () => {
  const chat = talk(['/catalog', '[До 15 000 $]', '[2]', phone])
  expect(of(chat, 'search')).toMatchObject([
    { where: ['stock', 'sites'], filters: { budget: usd(15_000) }, limit: 5 },
  ])
  expect(of(chat, 'send').some(({ photos }) => photos.length === 2)).toBe(true)
  expect(of(chat, 'captureLead')[0]?.lead).toMatchObject({ carId: 'sample-2', interest: 'Toyota Camry 2019' })
  const made = talk(['/catalog', '[За маркою]', 'тойота камрі від 2019'])
  expect(of(made, 'search')[0]?.filters).toEqual({ make: 'Toyota', model: 'Camry', yearMin: 2019 })
})

test('the catalogue asks sites where the stock has none, and takes the wish where nobody has any', () => {
  const nothing: World = (effect) =>
    effect.type === 'search' ? { ok: true, value: { cars: [], total: 0 } } : fakeWorld(effect)
  const chat = talk(['/catalog', '[Усі авто]', 'Жигулі', phone], 'uk', nothing)
  expect(of(chat, 'search').map(({ where }) => where)).toEqual([['stock', 'sites'], ['sites']])
  expect(of(chat, 'captureLead')[0]?.lead).toMatchObject({ interest: 'Жигулі' })
})

test('the test drive is booked for a day and a time', () => {
  const chat = talk(['/testdrive', 'BMW X5', 'в суботу', '[13:00]', phone])
  expect(of(chat, 'captureLead')[0]?.lead.notes).toBe('Test drive: 28.11.2026 13:00')
  expect(lastText(chat)).toContain('BMW X5, 28.11.2026 о 13:00')
  expect(lastText(talk(['/testdrive', 'BMW X5', 'вчора 1.1.2020']))).toContain('поза межами')
})

test('questions and answers catches unknown messages, answers each of them, and hands over', () => {
  for (const [button, text] of [
    ['Де ми', 'Київ'],
    ['Години', '9:00'],
    ['Оплата', 'Готівка'],
    ['Доставка', 'Привеземо'],
  ] as const) {
    const chat = talk(['доброго дня', `[${button}]`])
    expect(chat.bubbles.some((bubble) => bubble.from === 'bot' && bubble.text.includes(text))).toBe(true)
    expect(talkOn(chat, '[дякую]').state.place).toBeNull()
  }
  const human = talk(['хто тут?', '[Менеджер]'])
  expect(of(human, 'handoff')).toEqual([{ type: 'handoff', reason: 'Олена' }])
  expect(talkOn(human, 'ви тут?').effects).toHaveLength(human.effects.length)
})

const talkOn = (chat: Simulation, what: string): Simulation => play(chat, doing(chat, what))

test('a B2B request is understood, checked, created and broadcast with a link to offer', () => {
  const chat = talk(['/request', 'Skoda Octavia від 2019', '20 тис $', '3', '[За тиждень]', '[Надіслати]'])
  expect(of(chat, 'createRequest').map(({ request }) => request)).toEqual([
    {
      title: 'Skoda Octavia',
      make: 'Skoda',
      model: 'Octavia',
      yearMin: 2019,
      budget: usd(20_000),
      quantity: 3,
      description: 'Skoda Octavia від 2019',
      language: 'uk',
    },
  ])
  expect(of(chat, 'broadcast')).toMatchObject([
    { requestId: 'sample-request', text: expect.stringContaining('R-000001') as string },
  ])
  expect(lastText(chat)).toContain('R-000001')
  const changed = talk(['/request', 'BMW', '20k', '1', '[Терміново]', '[Змінити]'])
  expect(lastText(changed)).toContain('Яке авто потрібне?')
})

test('a dealer offers a car from the link under a request, without showing a contact', () => {
  const offer = 'BMW X5 2018, 85 тис км, ціна 35 000 $ тел 067 111 22 33 @dealer https://auto.example/1'
  const chat = talk(['/start offer_R7', phone, { do: 'send_photos', count: 2 }, offer, '[Надіслати]'])
  const [sent] = of(chat, 'submitOffer')
  expect(sent?.offer).toMatchObject({
    requestId: 'R7',
    make: 'BMW',
    model: 'X5',
    year: 2018,
    mileageKm: 85_000,
    price: usd(35_000),
    url: 'https://auto.example/1',
  })
  expect(sent?.offer.photos).toHaveLength(2)
  expect(sent?.offer.details).not.toMatch(/067|@|https/)
  expect(chat.state.place).toBeNull()
  const closed = talk(['/start offer_R7'], 'uk', () => ({
    ok: false,
    value: 'closed',
  }))
  expect(lastText(closed)).toContain('закрито')
  const twice = talk(['/start offer_R7', phone, offer, '[Надіслати]'], 'uk', (effect) =>
    effect.type === 'submitOffer' ? { ok: false, value: 'Таке авто вже є.' } : fakeWorld(effect),
  )
  expect(lastText(twice)).toContain('не прийнято. Таке авто вже є.')
  expect(lastText(talk(['/start offer_R7', phone, 'BMW X5'])).includes('Не бачу ціни')).toBe(true)
  expect(
    talk(['/start offer_R7'])
      .bubbles.map(({ text }) => text)
      .join(),
  ).toContain('Skoda Octavia 2016+')
})

test('the language that is chosen is the language of the talk from then on', () => {
  const chat = talk(['/language', '[English]'])
  expect(of(chat, 'setLanguage')).toEqual([{ type: 'setLanguage', language: 'en' }])
  expect(lastText(chat)).toBe('From now on we speak English.')
  expect(lastText(talkOn(chat, '/start'))).toContain('What is your name?')
})

test('clients see their requests, or that there are none', () => {
  expect(lastText(talk(['/requests']))).toBe('Ваші запити:\n• R-000001 · Skoda Octavia · …')
  expect(lastText(talk(['/requests'], 'ru', () => ({ ok: true, value: [] })))).toBe('Запросов ещё нет.')
})

test.each(languages)(
  'in %s the menu offers every template that has a button, and each begins',
  (language) => {
    const menu = talk(['/menu'], language).bubbles.at(-1)?.keyboard
    const buttons = menu?.kind === 'reply' ? menu.rows.flat().map(({ text }) => text) : []
    expect(buttons).toHaveLength(8)
    for (const button of buttons) expect(talk([button], language).steps[0]?.kind).toBe('started')
  },
)
