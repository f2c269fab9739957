import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { builtIn } from './dictionary.ts'
import { bodyTypes, drives, fuels, transmissions } from './car.ts'
import { judges, wordsMetBy, type MatchCar } from './match-criteria.ts'
import { reasonLine } from './match-words.ts'
import { matchCar, matchWeights } from './matching.ts'
import { criterionNames, type CriterionName, type RequestCriteria } from './request-criteria.ts'

const anything: RequestCriteria = {
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
const nothing: MatchCar = {
  make: null,
  model: null,
  year: null,
  priceMinor: null,
  currency: null,
  mileageKm: null,
  fuel: null,
  transmission: null,
  bodyType: null,
  drive: null,
  location: null,
  color: null,
}
const wish = (more: Partial<RequestCriteria>): RequestCriteria => ({ ...anything, ...more })
const car = (more: Partial<MatchCar>): MatchCar => ({ ...nothing, ...more })
const budget = { budgetMaxMinor: 35_000_00, currency: 'USD' }
const price = (major: number, currency = 'USD') => ({ priceMinor: major * 100, currency })
const verdictOf = (asked: Partial<RequestCriteria>, given: Partial<MatchCar>) =>
  matchCar(wish(asked), car(given)).reasons.map((r) => [r.verdict, r.difference, r.unit])[0]

describe('one criterion', () => {
  test.each<[string, Partial<RequestCriteria>, Partial<MatchCar>, string, (number | null)?, string?]>([
    ['a make in another spelling', { makes: ['бмв'] }, { make: 'BMW' }, 'met'],
    ['another make', { makes: ['BMW', 'Audi'] }, { make: 'Skoda' }, 'missed'],
    [
      'a model in another alphabet',
      { makes: ['Skoda'], models: ['Октавія'] },
      { make: 'Skoda', model: 'Octavia' },
      'met',
    ],
    ['a price within', budget, price(33_600), 'met', -4, 'percent'],
    ['a price at the edge', budget, price(35_000), 'met', 0, 'percent'],
    ['a price 10 % over', budget, price(38_500), 'near', 10, 'percent'],
    ['a price just more than 10 % over', budget, price(38_501), 'missed', 10, 'percent'],
    [
      'a price below the least',
      { ...budget, budgetMinMinor: 30_000_00 },
      price(28_500),
      'near',
      -5,
      'percent',
    ],
    [
      'a price over a budget without an end',
      { budgetMinMinor: 100, currency: 'USD' },
      price(99),
      'met',
      0,
      'percent',
    ],
    ['a price in another currency', budget, price(33_000, 'EUR'), 'unknown'],
    ['a year within', { yearFrom: 2018, yearTo: 2020 }, { year: 2019 }, 'met'],
    ['one year older', { yearFrom: 2018 }, { year: 2017 }, 'near', -1, 'years'],
    ['one year younger', { yearTo: 2018 }, { year: 2019 }, 'near', 1, 'years'],
    ['two years older', { yearFrom: 2018 }, { year: 2016 }, 'missed', -2, 'years'],
    ['15 % more km', { mileageKmTo: 100_000 }, { mileageKm: 115_000 }, 'near', 15_000, 'km'],
    ['yet more km', { mileageKmTo: 100_000 }, { mileageKm: 115_001 }, 'missed', 15_001, 'km'],
    ['petrol with gas for petrol', { fuels: ['petrol'] }, { fuel: 'lpg_petrol' }, 'near'],
    ['diesel for petrol', { fuels: ['petrol'] }, { fuel: 'diesel' }, 'missed'],
    ['a CVT for an automatic', { transmissions: ['automatic'] }, { transmission: 'cvt' }, 'near'],
    ['a manual for an automatic', { transmissions: ['automatic'] }, { transmission: 'manual' }, 'missed'],
    ['a town in another spelling', { cities: ['Київ'] }, { location: 'м. Kyiv, Оболонь' }, 'met'],
    ['another town', { cities: ['Київ'] }, { location: 'Львів' }, 'missed'],
    ['a town abroad', { cities: ['Berlin'] }, { location: '10115 Berlin, DE' }, 'met'],
    ['a region alone', { cities: ['Ужгород'] }, { location: 'Закарпатська обл.' }, 'unknown'],
    ['a colour in another language', { colors: ['чорний'] }, { color: 'black' }, 'met'],
  ])('%s', (_, asked, given, verdict, difference = null, unit = undefined) => {
    const of = 'models' in asked ? 1 : 0
    const reason = matchCar(wish(asked), car(given)).reasons[of]
    expect(reason).toMatchObject({ verdict, difference, unit: unit ?? null })
  })

  test('a line of models is met by each of them; an advert that names the line alone is near to one of them', () => {
    const of = (asked: string, given: string) =>
      matchCar(wish({ makes: ['BMW'], models: [asked] }), car({ make: 'BMW', model: given })).reasons[1]
        ?.verdict
    expect(of('3 Series', '320d')).toBe('met')
    expect(of('320d', '3 Series')).toBe('near')
    expect(of('320d', '330i')).toBe('missed')
    expect(of('X5', 'X5 M50d')).toBe('met')
    expect(of('X5', 'X6')).toBe('missed')
  })

  test('what the advert does not say is unknown, and so never missed', () => {
    const asked = wish({
      ...budget,
      makes: ['BMW'],
      models: ['X5'],
      yearFrom: 2018,
      must: ['budget', 'year', 'model'],
    })
    expect(matchCar(asked, nothing).reasons.map((r) => r.verdict)).toEqual(Array(4).fill('unknown'))
    const known = matchCar(asked, car({ make: 'BMW', model: 'X5' }))
    expect(known).toMatchObject({ fits: true })
    expect(verdictOf({ cities: ['Київ'] }, {})).toEqual(['unknown', null, null])
  })
})

describe('whether a car fits', () => {
  const x5 = wish({ ...budget, makes: ['BMW'], models: ['X5'], yearFrom: 2018 })
  const good = car({ make: 'BMW', model: 'X5', year: 2019, ...price(33_600) })

  test.each<[string, RequestCriteria, MatchCar, boolean]>([
    ['all met', x5, good, true],
    ['a must that is missed', wish({ ...x5, must: ['year'] }), car({ ...good, year: 2015 }), false],
    ['the same, nice to have', x5, car({ ...good, year: 2015 }), true],
    ['a must that is near', wish({ ...x5, must: ['year'] }), car({ ...good, year: 2017 }), true],
    ['another model of the make', x5, car({ ...good, model: '3 Series' }), false],
    ['a price far over the budget', x5, car({ ...good, ...price(53_000) }), false],
    [
      'half a make',
      wish({ makes: ['BMW'], bodyTypes: ['suv'] }),
      car({ make: 'Audi', bodyType: 'suv' }),
      false,
    ],
    [
      'another make where all that has to be is met',
      wish({
        ...budget,
        makes: ['BMW'],
        bodyTypes: ['suv'],
        yearFrom: 2018,
        fuels: ['diesel'],
        must: ['body', 'budget', 'year', 'fuel'],
      }),
      car({ ...good, make: 'Audi', model: 'Q7', bodyType: 'suv', fuel: 'diesel' }),
      true,
    ],
    ['no wish at all', anything, good, false],
  ])('%s', (_, asked, given, fits) => {
    expect(matchCar(asked, given).fits).toBe(fits)
  })
})

const some = <T>(values: readonly T[]) => fc.subarray([...values])
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const makes = ['BMW', 'Audi', 'Skoda']
const models = ['X5', '3 Series', '320d', 'Octavia', 'Q7']
const cities = ['Київ', 'Lviv', 'Одеса']
const colors = ['black', 'білий']
const year = fc.integer({ min: 2010, max: 2024 })
const amount = fc.integer({ min: 1, max: 60_000 }).map((major) => major * 100)
const wishes: fc.Arbitrary<RequestCriteria> = fc.record({
  makes: some(makes),
  models: some(models),
  yearFrom: optional(year),
  yearTo: optional(year),
  budgetMinMinor: optional(amount),
  budgetMaxMinor: optional(amount),
  currency: fc.constantFrom('USD', 'EUR'),
  mileageKmTo: optional(fc.integer({ min: 0, max: 300_000 })),
  fuels: some(fuels),
  transmissions: some(transmissions),
  bodyTypes: some(bodyTypes),
  drives: some(drives),
  cities: some(cities),
  colors: some(colors),
  must: some(criterionNames),
})
const cars: fc.Arbitrary<MatchCar> = fc.record({
  make: optional(fc.constantFrom(...makes, 'Opel')),
  model: optional(fc.constantFrom(...models, 'Corsa')),
  year: optional(year),
  priceMinor: optional(amount),
  currency: fc.constantFrom('USD', 'EUR'),
  mileageKm: optional(fc.integer({ min: 0, max: 400_000 })),
  fuel: optional(fc.constantFrom(...fuels)),
  transmission: optional(fc.constantFrom(...transmissions)),
  bodyType: optional(fc.constantFrom(...bodyTypes)),
  drive: optional(fc.constantFrom(...drives)),
  location: optional(fc.constantFrom(...cities, 'Харків')),
  color: optional(fc.constantFrom(...colors, 'red')),
})

describe('for any wish and car', () => {
  test('the score lies between 0 and 100, and there is a reason for each criterion that is named', () => {
    fc.assert(
      fc.property(wishes, cars, (asked, given) => {
        const { score, reasons, fits } = matchCar(asked, given)
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true)
        expect(new Set(reasons.map((r) => r.criterion)).size).toBe(reasons.length)
        if (fits)
          expect(reasons.some((r) => r.verdict === 'missed' && asked.must.includes(r.criterion))).toBe(false)
      }),
    )
  })

  test('a car that meets more never scores less, and fits where the other does', () => {
    const rank = { missed: 0, unknown: 1, near: 2, met: 3 }
    fc.assert(
      fc.property(wishes, cars, cars, (asked, one, other) => {
        // Takes from each car what serves the wish better, as far as facts can be taken by themselves.
        const best: MatchCar = { ...one }
        for (const [criterion, fields] of Object.entries(factsOf)) {
          const verdict = (given: MatchCar) =>
            matchCar(asked, given).reasons.find((r) => r.criterion === criterion)?.verdict ?? 'met'
          if (rank[verdict(other)] > rank[verdict(best)])
            for (const field of fields) Object.assign(best, { [field]: other[field] })
        }
        const before = matchCar(asked, one)
        const after = matchCar(asked, best)
        const better = after.reasons.every((r, n) => rank[r.verdict] >= rank[before.reasons[n]!.verdict])
        fc.pre(better)
        expect(after.score).toBeGreaterThanOrEqual(before.score)
        if (before.fits) expect(after.fits).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('a word misses a wish just where it meets none of the words that are asked for', () => {
    const lists = { fuel: fuels, transmission: transmissions, body: bodyTypes, drive: drives } as const
    const fields = {
      fuel: 'fuels',
      transmission: 'transmissions',
      body: 'bodyTypes',
      drive: 'drives',
    } as const
    const facts = { fuel: 'fuel', transmission: 'transmission', body: 'bodyType', drive: 'drive' } as const
    for (const criterion of ['fuel', 'transmission', 'body', 'drive'] as const)
      for (const value of lists[criterion])
        for (const asked of lists[criterion]) {
          const one = judges[criterion](
            wish({ [fields[criterion]]: [asked] }),
            car({ [facts[criterion]]: value }),
            builtIn,
          )
          expect(one?.verdict === 'missed', `${asked} ${value}`).toBe(
            !wordsMetBy(criterion, value).includes(asked),
          )
        }
  })

  test('the order of lists does not matter', () => {
    fc.assert(
      fc.property(wishes, cars, (asked, given) => {
        const turned = Object.fromEntries(
          Object.entries(asked).map(([key, value]) => [
            key,
            Array.isArray(value) ? value.toReversed() : value,
          ]),
        ) as unknown as RequestCriteria
        const [one, other] = [matchCar(asked, given), matchCar(turned, given)]
        expect(other.score).toBe(one.score)
        expect(other.fits).toBe(one.fits)
      }),
    )
  })

  test('a car that is just what is wished for scores 100 and fits', () => {
    fc.assert(
      fc.property(cars, some(criterionNames), (given, must) => {
        fc.pre(given.make !== null)
        const list = <T>(value: T | null) => (value === null ? [] : [value])
        const asked = {
          ...anything,
          makes: list(given.make),
          models: list(given.model),
          yearFrom: given.year,
          yearTo: given.year,
          budgetMaxMinor: given.priceMinor,
          currency: given.currency,
          mileageKmTo: given.mileageKm,
          fuels: list(given.fuel),
          transmissions: list(given.transmission),
          bodyTypes: list(given.bodyType),
          drives: list(given.drive),
          cities: list(given.location),
          colors: list(given.color),
          must,
        } as RequestCriteria
        expect(matchCar(asked, given)).toMatchObject({ score: 100, fits: true })
      }),
    )
  })
})

const factsOf: Partial<Record<CriterionName, readonly (keyof MatchCar)[]>> = {
  make: ['make', 'model'],
  year: ['year'],
  budget: ['priceMinor', 'currency'],
  mileage: ['mileageKm'],
  fuel: ['fuel'],
  transmission: ['transmission'],
  body: ['bodyType'],
  drive: ['drive'],
  city: ['location'],
  color: ['color'],
}

test('the make weighs most, and the four that were always compared more than any other', () => {
  const { make, model, year: ofYear, budget: ofBudget, ...others } = matchWeights
  expect(make).toBeGreaterThan(Math.max(model, ofYear, ofBudget))
  expect(Math.min(model, ofYear, ofBudget)).toBeGreaterThan(Math.max(...Object.values(others)))
})

describe('why, in a line', () => {
  const asked = wish({
    ...budget,
    makes: ['BMW'],
    yearFrom: 2018,
    mileageKmTo: 100_000,
    transmissions: ['automatic'],
    colors: ['black'],
  })
  const given = car({ make: 'BMW', year: 2019, ...price(33_600), mileageKm: 105_000, color: 'red' })
  test.each([
    ['uk', 'марка підходить, рік підходить, бюджет −4 %, ≈ пробіг +5 000 км, коробка ?, ✗ колір'],
    ['ru', 'марка подходит, год подходит, бюджет −4 %, ≈ пробег +5 000 км, коробка ?, ✗ цвет'],
    ['en', 'make fits, year fits, budget −4 %, ≈ mileage +5 000 km, gearbox ?, ✗ colour'],
  ] as const)('in %s', (language, line) => {
    expect(reasonLine(matchCar(asked, given).reasons, language)).toBe(line)
  })
})
