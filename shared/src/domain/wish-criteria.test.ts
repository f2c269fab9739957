import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bodyTypes, drives, fuels, transmissions } from './car.ts'
import { anyCar, criterionNames, requestTitle, type RequestCriteria } from './request-criteria.ts'
import { readWish } from './wish-criteria.ts'

const usd = (min: number | null, max: number | null): Partial<RequestCriteria> => ({
  budgetMinMinor: min === null ? null : min * 100,
  budgetMaxMinor: max === null ? null : max * 100,
  currency: 'USD',
})
const car = (makes: string[], models: string[] = []): Partial<RequestCriteria> => ({
  makes,
  models,
  must: models.length ? ['make', 'model'] : ['make'],
})

test.each<[string, Partial<RequestCriteria>]>([
  [
    'BMW X5 або Audi Q7 дизель, автомат, 2018-2020, чорний або сірий, до 40к',
    {
      ...car(['BMW', 'Audi'], ['X5', 'Q7']),
      ...usd(null, 40_000),
      yearFrom: 2018,
      yearTo: 2020,
      fuels: ['diesel'],
      transmissions: ['automatic'],
      colors: ['black', 'grey'],
    },
  ],
  ['Шукаю бмв універсал на механіці', { ...car(['BMW']), bodyTypes: ['wagon'], transmissions: ['manual'] }],
  ['Toyota Camry, RAV4 гібрид', { ...car(['Toyota'], ['Camry', 'RAV4']), fuels: ['hybrid'] }],
  [
    'Потрібен кросовер повний привід до 25000$ пробіг до 100 тис км, не червоний',
    { ...usd(null, 25_000), mileageKmTo: 100_000, bodyTypes: ['suv'], drives: ['awd'] },
  ],
  [
    'BMW 5 или Mercedes E, обязательно полный привод, желательно черный, 10-15 тыс $ Киев Львов',
    {
      makes: ['BMW', 'Mercedes-Benz'],
      models: ['5 Series'],
      ...usd(10_000, 15_000),
      drives: ['awd'],
      colors: ['black'],
      cities: ['Kyiv', 'Lviv'],
      must: ['make', 'model', 'drive'],
    },
  ],
  [
    'від 10 до 15 тисяч доларів, не старше 2016, пробіг до 150',
    { ...usd(10_000, 15_000), yearFrom: 2016, mileageKmTo: 150_000 },
  ],
  [
    'не новіше 2015 року, тільки бензин, Одеса',
    { yearTo: 2015, fuels: ['petrol'], cities: ['Odesa'], must: ['fuel'] },
  ],
  [
    'Golf газ/бензин 7000-8500 євро',
    {
      ...car(['Volkswagen'], ['Golf']),
      budgetMinMinor: 700_000,
      budgetMaxMinor: 850_000,
      currency: 'EUR',
      fuels: ['lpg_petrol'],
    },
  ],
  [
    'VW Passat B8 2.0 TDI DSG 2017+ up to 18 000 usd, wagon, mileage under 150k km',
    {
      ...car(['Volkswagen'], ['Passat']),
      ...usd(null, 18_000),
      yearFrom: 2017,
      mileageKmTo: 150_000,
      fuels: ['diesel'],
      transmissions: ['robot'],
      bodyTypes: ['wagon'],
    },
  ],
  ['електромобіль від 12 тис $', { ...usd(12_000, null), fuels: ['electric'] }],
  ['Бажано Skoda Octavia, можна інше', { makes: ['Skoda'], models: ['Octavia'] }],
  ['petrol or diesel, not black, front-wheel drive', { fuels: ['petrol', 'diesel'], drives: ['fwd'] }],
  ['просто надійну машину', {}],
])('%s', (text, said) => {
  expect(readWish(text, 2026).criteria).toEqual({ ...anyCar, ...said })
})

describe('beside the criteria', () => {
  test.each([
    ['Продам BMW X5 2015, дизель', 'SELL', null, 'BMW X5 2015'],
    ['BMW X5 2015', null, null, 'BMW X5 2015+'],
    ['Хочу купити або продам свою і куплю Audi A4', 'BUY', 'uk', 'Audi A4'],
    ['Ищу кроссовер\nдо 20 тыс', 'BUY', 'ru', 'Ищу кроссовер'],
    ['Looking for a Golf up to 8k', 'BUY', 'en', 'Volkswagen Golf'],
    ['BMW 5 или Mercedes E', null, 'ru', 'BMW 5 Series / Mercedes-Benz'],
  ])('%s: %s in %s, called "%s"', (text, kind, language, title) => {
    expect(readWish(text, 2026)).toMatchObject({ kind, language, title })
  })

  test('the year of a car that is sold is that year alone', () => {
    expect(readWish('продаю Golf 2012', 2026).criteria).toMatchObject({ yearFrom: 2012, yearTo: 2012 })
  })

  test.each([
    [{ makes: ['BMW'], models: ['X5', 'X6'], yearFrom: 2018, yearTo: null }, 'BMW X5 / X6 2018+'],
    [
      { makes: ['BMW', 'Audi'], models: ['X5', 'Q7'], yearFrom: null, yearTo: 2020 },
      'BMW X5 / Audi Q7 ≤ 2020',
    ],
    [{ makes: ['BMW', 'Audi'], models: [], yearFrom: 2015, yearTo: 2015 }, 'BMW / Audi 2015'],
    [{ makes: [], models: [], yearFrom: 2015, yearTo: null }, ''],
  ])('%j is called "%s"', (criteria, title) => {
    expect(requestTitle(criteria)).toBe(title)
  })
})

describe('any text', () => {
  const words = [
    ...[
      'BMW',
      'Audi A4',
      'дизель',
      'бензин',
      'автомат',
      'механіка',
      'седан',
      'повний привід',
      'чорний',
      'Київ',
    ],
    ...[
      'до',
      'від',
      'не',
      'тільки',
      'бажано',
      '2018',
      '15',
      'тис',
      '$',
      '150000 км',
      'пробіг',
      ',',
      '-',
      '\n',
      '🚗',
    ],
  ]
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.array(fc.constantFrom(...words), { maxLength: 25 }).map((parts) => parts.join(' ')),
  )

  test('is read without a throw as criteria that a request can have', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { criteria, title } = readWish(text, 2026)
        expect(title.length).toBeGreaterThan(0)
        expect(title.isWellFormed()).toBe(true)
        const { yearFrom, yearTo, budgetMinMinor: min, budgetMaxMinor: max, currency } = criteria
        if (yearFrom !== null && yearTo !== null) expect(yearFrom).toBeLessThanOrEqual(yearTo)
        if (min !== null && max !== null) expect(min).toBeLessThanOrEqual(max)
        expect(currency !== null).toBe(min !== null || max !== null)
        for (const amount of [min, max]) expect(amount === null || Number.isSafeInteger(amount)).toBe(true)
        for (const [given, known] of [
          [criteria.fuels, fuels],
          [criteria.transmissions, transmissions],
          [criteria.bodyTypes, bodyTypes],
          [criteria.drives, drives],
          [criteria.must, criterionNames],
        ] as const) {
          expect(known).toEqual(expect.arrayContaining([...given]))
          expect(new Set(given).size).toBe(given.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('asks for nothing of which it says only what is not wanted', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('дизель', 'бензин', 'гібрид', 'електро'),
        fc.constantFrom('не', 'крім', 'except', 'кроме'),
        (word, no) => {
          expect(readWish(`авто до 15000 $, ${no} ${word}`, 2026).criteria.fuels).toEqual([])
        },
      ),
    )
  })
})
