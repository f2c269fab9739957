import { describe, expect, test } from 'vitest'
import { telegramLength } from '../domain/telegram-text.ts'
import { carPostText, isPosted, type PostedCar } from './car-post.ts'
import { ChannelRule } from './telegram-channel.ts'

const rule = (more: Record<string, unknown> = {}) =>
  ChannelRule.parse({ channelId: '019ac1d2-7b3e-7c44-9f10-2a5b8c6d7e8f', ...more })
const car = (more: Partial<PostedCar> = {}): PostedCar => ({
  title: 'BMW X5',
  make: 'BMW',
  model: 'X5',
  year: 2018,
  priceMinor: 35_000_00,
  currency: 'USD',
  previousPriceMinor: null,
  previousCurrency: null,
  mileageKm: 85_000,
  location: 'Київ <1>',
  fuel: null,
  transmission: null,
  bodyType: null,
  drive: null,
  engineVolumeL: null,
  color: null,
  photo: 'https://photos.example/1.jpg',
  status: 'AVAILABLE',
  isDeleted: false,
  ...more,
})

describe('a rule', () => {
  test.each<[string, Record<string, unknown>, Partial<PostedCar>, boolean]>([
    ['without conditions takes every car', {}, {}, true],
    ['that is not asked for cars takes none', { cars: false }, {}, false],
    ['takes no sold car', {}, { status: 'SOLD' }, false],
    ['takes no car that waits for moderation', {}, { status: 'PENDING' }, false],
    ['takes no deleted car', {}, { isDeleted: true }, false],
    ['takes no car without a photo', {}, { photo: null }, false],
    ['takes one where photos do not matter', { withPhoto: false }, { photo: null }, true],
    ['takes its makes, however they are written', { makes: ['Audi', 'bmw'] }, {}, true],
    ['takes no other make', { makes: ['Audi'] }, {}, false],
    ['takes no car of an unknown make where makes matter', { makes: ['Audi'] }, { make: null }, false],
    ['takes the year that it asks for', { minYear: 2018 }, {}, true],
    ['takes no older car', { minYear: 2019 }, {}, false],
    ['takes no car of an unknown year where years matter', { minYear: 2000 }, { year: null }, false],
    ['takes the edges of its prices', { minPrice: 35_000, maxPrice: 35_000 }, {}, true],
    ['takes no dearer car', { maxPrice: 34_999.99 }, {}, false],
    ['takes no cheaper car', { minPrice: 35_000.01 }, {}, false],
    [
      'takes no car in another currency where prices matter',
      { maxPrice: 99_999, currency: 'EUR' },
      {},
      false,
    ],
    ['takes no car without a price where prices matter', { minPrice: 1 }, { priceMinor: null }, false],
  ])('%s', (_, conditions, facts, expected) => {
    expect(isPosted(rule(conditions), car(facts))).toBe(expected)
  })
})

describe('a post', () => {
  test('says what the car is, and what it cost before where that was more', () => {
    expect(carPostText(car(), 'uk', {})).toMatch(
      /^BMW X5 · 2018 · 85.000 км · <b>35.000 \$<\/b> · Київ &lt;1&gt;$/,
    )
    const cheaper = car({ previousPriceMinor: 37_000_00, previousCurrency: 'USD' })
    expect(carPostText(cheaper, 'uk', {})).toContain('🔻 було <s>37')
    expect(
      carPostText(car({ previousPriceMinor: 34_000_00, previousCurrency: 'USD' }), 'uk', {}),
    ).not.toContain('🔻')
    expect(
      carPostText(car({ previousPriceMinor: 37_000_00, previousCurrency: 'EUR' }), 'uk', {}),
    ).not.toContain('🔻')
  })

  test('never outgrows a caption, whatever is written for it', () => {
    const own = { car_post: { uk: `{car} ${'дуже '.repeat(200)} <b>{city}</b>` } }
    const text = carPostText(car({ title: 'X'.repeat(300), location: 'Y'.repeat(300) }), 'uk', own)
    expect(telegramLength(text)).toBeLessThanOrEqual(1024)
  })

  test.each([
    [{ status: 'SOLD' }, '✅ <b>Sold</b>\n<s>'],
    [{ status: 'RESERVED' }, '⏳ <b>Reserved</b>\nBMW'],
    [{ isDeleted: true }, '❌ <b>No longer for sale</b>\n<s>'],
  ] as const)('marks a car that is %o', (facts, head) => {
    expect(carPostText(car(facts), 'en', {}).startsWith(head)).toBe(true)
  })
})
