import { describe, expect, test } from 'vitest'
import { builtIn, dictionaryWith } from '@cartie/shared/domain/dictionary'
import { ImportRules } from '@cartie/shared/schemas/bot'
import type { ClaimedPost } from '@cartie/db/services/post/claim'
import type { KnownCar } from '@cartie/db/services/post/known-cars'
import { readPost } from './read-post.ts'

const seenAt = '2026-11-26T00:00:00.000Z'
const x5 = 'Продам BMW X5 2018, 35 000 $, пробіг 120 тис км, Київ, 067 123 45 67'

const read = (
  text: string,
  { rules = {}, ...more }: Partial<Omit<ClaimedPost, 'rules'>> & { rules?: Partial<ImportRules> } = {},
) =>
  readPost(
    {
      id: 'p',
      fence: 1,
      botId: 'b',
      text,
      photos: [],
      place: { chatId: '-1001234', messageId: 12, username: 'avto' },
      postedAt: null,
      rules: ImportRules.parse(rules),
      wanted: false,
      known: [],
      attempts: 1,
      dictionary: builtIn,
      ...more,
    },
    seenAt,
  )
const known = (status: KnownCar['status'] = 'AVAILABLE', url = 'https://t.me/avto/12'): KnownCar[] => [
  { id: 'l', canonicalUrl: url, status },
]
const statusOf = (reading: ReturnType<typeof read>) => reading.cars.map((car) => car.fields.status)

describe('a post', () => {
  test('is a car with its place: the channel’s number, the message, the public address', () => {
    const { cars, reason } = read(x5)
    expect(reason).toBeNull()
    expect(cars).toMatchObject([
      {
        source: 't.me',
        sourceUrl: 'https://t.me/avto/12',
        sourceChatId: '-1001234',
        sourceMessageId: 12,
        fields: { make: 'BMW', model: 'X5', year: 2018, priceMinor: 35_000_00, mileageKm: 120_000 },
        provenance: { year: { extractor: 'text' } },
      },
    ])
    const hidden = { chatId: '-1001234', messageId: 12, username: null }
    expect(read(x5, { place: hidden }).cars[0]?.sourceUrl).toBe('https://t.me/c/1234/12')
    expect(read(x5, { place: undefined }).cars[0]).not.toHaveProperty('sourceUrl')
  })

  test.each([
    ['Доброго ранку, друзі!', 'no_car_found'],
    ['Куплю BMW X5 до 30 000 $', 'wanted_ad'],
    ['Розборка BMW X5 E70, всі запчастини', 'parts_ad'],
    [`ПРОДАНО\n${x5}`, 'already_sold'],
  ] as const)('that offers nothing says why: %s', (text, reason) => {
    expect(read(text)).toMatchObject({ cars: [], reason })
  })

  test('passes its channel’s rule only as a new car: one that is here follows its post', () => {
    const rules = { minYear: 2020 }
    expect(read(x5, { rules })).toMatchObject({ cars: [], reason: 'year_too_early' })
    expect(read(x5, { rules, known: known() }).cars).toHaveLength(1)
    expect(read(x5, { rules, wanted: true }).cars).toHaveLength(1)
  })

  test('says of its cars what the rule says, which outweighs the text', () => {
    const [car] = read(x5, { rules: { overrides: { location: 'Львів', sellerName: 'Автохаус' } } }).cars
    expect(car).toMatchObject({
      fields: { location: 'Lviv', sellerName: 'Автохаус' },
      provenance: { location: { extractor: 'profile', confidence: 1 } },
    })
  })

  test.each([
    ['ПРОДАНО', 'SOLD'],
    ['❌❌❌', 'SOLD'],
    ['Бронь', 'RESERVED'],
  ] as const)('that names no car any more tells what became of those that are here: %s', (text, status) => {
    expect(read(text, { known: known() })).toEqual({ cars: [], status, reason: null })
    expect(read(text).status).toBeUndefined()
  })

  test('sells its car, and brings it back once it no longer says so', () => {
    const sold = read(`ПРОДАНО\n${x5}`, { known: known() })
    expect(statusOf(sold)).toEqual(['SOLD'])
    expect(statusOf(read(x5, { known: known('SOLD'), rules: { status: 'PENDING' } }))).toEqual(['PENDING'])
    expect(statusOf(read(x5, { known: known('HIDDEN') }))).toEqual([undefined])
    expect(statusOf(read(x5, { known: known() }))).toEqual([undefined])
  })

  test('of several cars knows each by its place, and refuses each by itself', () => {
    const text = '1) BMW X5 2018 - 35 000 $\n2) Skoda Octavia 2012 - 7 500 $'
    const rules = { minYear: 2015 }
    expect(read(text, { rules })).toMatchObject({
      cars: [{ fields: { make: 'BMW' } }],
      reason: 'year_too_early',
    })
    const octavia = known('AVAILABLE', 'https://t.me/avto/12?car=2')
    expect(read(text, { rules, known: octavia }).cars.map((car) => car.fields.make)).toEqual(['BMW', 'Skoda'])
  })
})

test('a post is read by the words of its workspace', () => {
  const dictionary = dictionaryWith([
    { kind: 'make', make: null, name: 'BMW', word: 'Вафелька' },
    { kind: 'city', make: null, name: 'Kyiv', word: 'Стольне' },
  ])
  const text = 'Продам Вафелька 2018, 35 000 $, пробіг 120 тис км, 📍 Стольне, 067 123 45 67'
  expect(read(text, { dictionary }).cars[0]?.fields).toMatchObject({ make: 'BMW', location: 'Kyiv' })
  expect(read(text).cars[0]?.fields.make).toBeUndefined()
  const rules = { overrides: { make: 'вафелька' } }
  expect(read(x5, { dictionary, rules }).cars[0]?.fields.make).toBe('BMW')
})
