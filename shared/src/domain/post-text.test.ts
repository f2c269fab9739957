import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leastCpuMs } from './cpu-time.ts'
import { minorUnits } from './money.ts'
import { parsePost, type PostCar } from './post-text.ts'
import { dealerPostCases } from './post-cases/short.cases.ts'
import { hardPostCases } from './post-cases/misleading.cases.ts'
import { notCarCases } from './post-cases/not-cars.cases.ts'
import { rarePostCases } from './post-cases/rare.cases.ts'
import { morePostCases } from './post-cases/other-manners.cases.ts'
import { postCases, type ExpectedCar } from './post-cases/varied.cases.ts'

const now = new Date('2026-06-15T12:00:00Z')
const fold = (value: unknown) =>
  String(value ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function carsOf(text: string): PostCar[] {
  const result = parsePost(text, { now })
  return result.kind === 'cars' ? result.cars : []
}

/** Reduces a car to the fields that a case judges, in the case's own words. */
function seen(car: PostCar | undefined, expected: ExpectedCar): ExpectedCar {
  const fields = car?.fields ?? {}
  const major =
    fields.priceMinor === undefined ? null : fields.priceMinor / 10 ** minorUnits(fields.currency ?? 'USD')
  const all: ExpectedCar = {
    ...fields,
    price: major,
    model: fields.model ?? null,
    year: fields.year ?? null,
    mileageKm: fields.mileageKm ?? null,
    fuel: fields.fuel ?? null,
    transmission: fields.transmission ?? null,
    vin: fields.vin ?? null,
    location: fields.location ?? null,
    sellerPhone: fields.sellerPhone ?? null,
    status: fields.status ?? null,
  }
  const judged = Object.fromEntries(
    Object.keys(expected).map((key) => [key, all[key as keyof ExpectedCar]]),
  ) as ExpectedCar
  // "X5" and "X5 M", "Kona" and "Kona Electric" name the same model.
  if (expected.model && fold(judged.model).startsWith(fold(expected.model))) judged.model = expected.model
  return judged
}

describe.each([
  ['plain', postCases],
  ['misleading', hardPostCases],
  ['other', morePostCases],
  ['short', dealerPostCases],
  ['foreign', notCarCases],
  ['rare', rarePostCases],
] as const)('%s posts are read as a person reads them', (_name, cases) => {
  test.each(cases.map((c) => [c.id, c] as const))('%s', (_id, { text, expected }) => {
    const result = parsePost(text, { now })
    if (expected.kind === 'not') {
      expect(result.kind).toBe('not_a_car')
      if (expected.reason) expect(result).toHaveProperty('reason', expected.reason)
      return
    }
    const cars = result.kind === 'cars' ? result.cars : []
    const wanted = expected.cars ?? [expected]
    expect(cars).toHaveLength(wanted.length)
    wanted.forEach((car, i) => expect(seen(cars[i], car)).toEqual(car))
  })
})

describe('a post', () => {
  test('gets its title from the line that names the car, without ornaments, at most 100 characters', () => {
    const [car] = carsOf(
      `🔥🔥 АКЦІЯ 🔥🔥\n⭐️ ➡️ Audi A6 C8 2019 ${'дуже довгий опис '.repeat(10)}⭐️\n31 000$, 90 тис км`,
    )
    expect(car?.fields.title).toMatch(/^Audi A6 C8 2019 дуже/)
    expect(car?.fields.title?.length).toBeLessThanOrEqual(100)
  })

  test.each([
    ['Skoda Octavia A7 2016 12000$ 1.6 TDI механіка 187000 км Одеса', 'Skoda Octavia A7 2016'],
    ['Продам Audi A6 2015, ціна: 17 500$, тел. 067 111 22 33', 'Продам Audi A6 2015'],
    ['Renault Megane 2013 дизель тел. 0671112233 Львів, 7 500 $', 'Renault Megane 2013 дизель'],
    ['21 500$ Toyota Camry 70, 2019р., пробіг 98 т.км', '21 500$ Toyota Camry 70, 2019р'],
    ['Peugeot 2008 2021 рік, 1.2 бензин, 45 тис км, 16700 $', 'Peugeot 2008 2021 рік, 1.2 бензин'],
    ['0671112233 BMW  X5 2018 дизель, 35 000$', '0671112233 BMW X5 2018 дизель'],
    ['BMW 320 VIN: WBA3A5C50DF123456, 14 000 $', 'BMW 320'],
  ])('of one line has what comes before its numbers for a title: %s', (text, title) => {
    expect(carsOf(text)[0]?.fields.title).toBe(title)
  })

  test('says where each value came from and how sure it is', () => {
    const [car] = carsOf('Audi A6 2015 2.0 TDI, 17 500$, 190 тис км')
    expect(car?.raw.priceMinor).toBe('17 500$')
    expect(car?.raw.mileageKm).toBe('190 тис км')
    expect(car?.confidence.fuel).toBeLessThan(car?.confidence.priceMinor ?? 0)
  })

  test('without a year, a price or a mileage leaves them absent', () => {
    const [car] = carsOf('Продам Audi A6, дизель, Львів, 0671112233')
    expect(car?.fields).not.toHaveProperty('year')
    expect(car?.fields).not.toHaveProperty('priceMinor')
    expect(car?.fields).not.toHaveProperty('mileageKm')
  })

  test('does not take a year after the next one for a model year', () => {
    expect(carsOf('BMW X5 2035, 35 000$, 10 тис км')[0]?.fields.year).toBeUndefined()
    expect(carsOf('BMW X5 2027, 85 000$, 10 км')[0]?.fields.year).toBe(2027)
  })

  test('keeps the photos of its message, without repeats and other schemes', () => {
    const result = parsePost('BMW X5 2018, 35 000$', {
      now,
      photos: ['https://a.example/1.jpg', 'https://a.example/1.jpg', 'javascript:alert(1)'],
    })
    expect(result.kind === 'cars' && result.cars[0]?.fields.images).toEqual(['https://a.example/1.jpg'])
  })
})

describe('hostile input', () => {
  const pieces = fc.constantFrom(
    'BMW X5 ',
    '2018 ',
    '35 000$ ',
    '\n',
    'пробіг ',
    '120 тис км ',
    '\u0000',
    '\ud83d',
    '🔥',
    'ціна ',
    'від ',
    '0671234567 ',
    '/міс ',
    'дизель ',
    '))((',
    '1.1.1',
    "1'000'000 ",
    'ПРОДАНО ',
    'Audi ',
    '€',
    'х',
    'VIN ',
    '1M8GDM9AXKP042788 ',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  )

  test('never throws and never yields a string with NUL or a lone surrogate, nor a number that is no safe amount', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const car of carsOf(text)) {
          for (const value of [...Object.values(car.fields), ...Object.values(car.raw)]) {
            if (typeof value === 'string')
              expect(value.isWellFormed() && !value.includes('\u0000')).toBe(true)
            if (typeof value === 'number') expect(Number.isFinite(value) && value >= 0).toBe(true)
          }
          expect(Number.isSafeInteger(car.fields.priceMinor ?? 0)).toBe(true)
          expect(Number.isSafeInteger(car.fields.mileageKm ?? 0)).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    '1 ',
    '1 000 ',
    '$1',
    'BMW X5 2018 35000$\n',
    'BMW ',
    ' ',
    '\n',
    'ціна від ',
    '067 123 45 67 ',
    '🔥',
    '(',
    '1.',
    "1'000",
    '#bmw #x5 ',
    'газ бензин ',
    'Київ ',
    '5 км ',
    '2018 рік ',
    'продам обмін на ',
  ])('of 100,000 characters made of %j takes at most 50 ms', (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length))
    expect(leastCpuMs(() => carsOf(text))).toBeLessThan(50)
  })
})
