import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { telegramLength } from '@cartie/shared/domain/telegram-text'
import { tidyHtml } from '@cartie/shared/scenario/html'
import { postButtons } from './post-buttons.ts'
import { postText } from './post-text.ts'
import type { PostedRequest } from './posted-request.ts'

const none: PostedRequest['criteria'] = {
  makes: [],
  models: [],
  yearFrom: null,
  yearTo: null,
  budgetMinMinor: null,
  budgetMaxMinor: null,
  currency: null,
  mileageKmTo: null,
  fuels: [],
  transmissions: [],
  bodyTypes: [],
  drives: [],
  cities: [],
  colors: [],
  must: [],
}
const request = (more: Partial<PostedRequest> = {}): PostedRequest => ({
  id: '01961f0a-0000-7000-8000-000000000001',
  code: 'R-7K2M9X',
  kind: 'BUY',
  status: 'PUBLISHED',
  title: 'BMW X5',
  description: null,
  criteria: none,
  quantity: 1,
  language: 'uk',
  deadlineAt: null,
  postText: null,
  offerToken: 'token',
  inBin: false,
  timeZone: 'Europe/Kyiv',
  texts: {},
  ...more,
})

describe('the post of a request', () => {
  test('says what is wanted, what is a must and until when', () => {
    const criteria = {
      ...none,
      makes: ['BMW', 'Audi'],
      yearFrom: 2018,
      budgetMaxMinor: 3_500_000,
      currency: 'USD',
      mileageKmTo: 120_000,
      transmissions: ['automatic' as const],
      colors: ['black', 'nardo'],
      must: ['budget' as const],
    }
    const deadlineAt = '2026-11-30T16:00:00Z'
    expect(postText(request({ criteria, quantity: 2, deadlineAt, description: 'Без підкрасів' }), true)).toBe(
      [
        '🔎 Шукаємо авто · R-7K2M9X',
        '<b>BMW X5</b>',
        '',
        'Марка: <b>BMW, Audi</b>',
        'Рік: <b>від 2018</b>',
        'Бюджет: <b>до 35 000 $ ❗️</b>',
        'Пробіг: <b>до 120 000 км</b>',
        'Коробка: <b>автомат</b>',
        'Колір: <b>чорний, nardo</b>',
        'Кількість: <b>2</b>',
        '',
        'Без підкрасів',
        '',
        '❗️ обовʼязкова умова',
        'Чекаємо пропозиції до <b>30 листопада о 18:00</b>',
      ].join('\n'),
    )
  })

  test.each([
    ['uk', 'Шукаємо авто', 'Запит закрито'],
    ['ru', 'Ищем авто', 'Запрос закрыт'],
    ['en', 'Car wanted', 'Request closed'],
  ] as const)('speaks the request’s language: %s', (language, words, closed) => {
    expect(postText(request({ language }), true)).toContain(words)
    expect(postText(request({ language }), true)).not.toContain(closed)
    expect(postText(request({ language }), false)).toContain(closed)
  })

  test('never says how the client is reached', () => {
    const told = postText(
      request({ title: 'BMW X5, 067 123 45 67', description: 'Пишіть @ivan_auto або ivan@gmail.com' }),
      true,
    )
    expect(told).not.toMatch(/123|ivan/)
    expect(told).toContain('BMW X5')
  })

  test('says a manager’s own words instead, tidied', () => {
    expect(postText(request({ postText: '<b>Терміново <X5> & друзі' }), true)).toBe(
      '<b>Терміново &lt;X5&gt; &amp; друзі</b>',
    )
    expect(postText(request({ postText: 'Терміново' }), false)).toBe('Терміново\n\n<b>🚫 Запит закрито</b>')
  })

  test('is tidy HTML that Telegram takes in one message, whatever people wrote', () => {
    const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), { maxLength: 20 })
    fc.assert(
      fc.property(
        fc.record({
          title: fc.string({ unit: 'grapheme', maxLength: 200 }),
          description: fc.option(fc.string({ unit: 'grapheme', maxLength: 5000 })),
          postText: fc.option(fc.string({ maxLength: 3500 }), { nil: null, freq: 4 }),
          makes: words,
          cities: words,
        }),
        fc.boolean(),
        ({ makes, cities, ...more }, open) => {
          const text = postText(request({ ...more, criteria: { ...none, makes, cities } }), open)
          expect(tidyHtml(text)).toBe(text)
          expect(telegramLength(text)).toBeLessThanOrEqual(4096)
          expect(text.trim()).not.toBe('')
        },
      ),
    )
  })
})

describe('the buttons of a post', () => {
  test.each<[string | null, string, string[]]>([
    [
      'cartie_bot',
      'https://cars.example/',
      [
        'https://t.me/cartie_bot?start=offer_01961f0a-0000-7000-8000-000000000001',
        'https://cars.example/p/offer/token',
      ],
    ],
    [null, 'https://cars.example', ['https://cars.example/p/offer/token']],
    [
      'cartie_bot',
      'http://127.0.0.1:3000',
      ['https://t.me/cartie_bot?start=offer_01961f0a-0000-7000-8000-000000000001'],
    ],
    [null, 'http://localhost:3000', []],
  ])('of %s at %s', (username, publicUrl, urls) => {
    expect(postButtons(request(), { username, publicUrl }).map((one) => one.url)).toEqual(urls)
  })

  test('lead a partner to the page as theirs', () => {
    const place = { username: null, publicUrl: 'https://cars.example', by: 'the-post' }
    expect(postButtons(request(), place).map((one) => one.url)).toEqual([
      'https://cars.example/p/offer/token?by=the-post',
    ])
  })
})
