import { describe, expect, test } from 'vitest'
import { builtInWords } from './built-in-words.ts'
import { canonicalCity, findCities } from './cities.ts'
import { builtIn, dictionaryWith, type OwnWord } from './dictionary.ts'
import { canonicalMake, canonicalModel, findMakeModel } from './makes.ts'
import { makeSpellings } from './match-names.ts'
import { anyCar } from './request-criteria.ts'
import { matchCar } from './matching.ts'
import { tidyWord, wordProblem } from './own-word.ts'
import { parsePost } from './post-text.ts'
import { readWish } from './wish-criteria.ts'
import { parseWish } from './wish-text.ts'
import { readOffer } from '../scenario/offer-text.ts'

const make = (word: string, name: string): OwnWord => ({ kind: 'make', make: null, name, word })
const model = (of: string, word: string, name: string): OwnWord => ({ kind: 'model', make: of, name, word })
const city = (word: string, name: string): OwnWord => ({ kind: 'city', make: null, name, word })

const own = dictionaryWith([
  make('Вафелька', 'BMW'),
  model('Toyota', 'Прадік', 'Land Cruiser Prado'),
  city('Стольне', 'Kyiv'),
])
const post = 'Продам Вафелька X5 2018, 35 000 $, пробіг 120 тис км, дизель, 📍 Стольне'

describe('a word of their own', () => {
  test('is read in posts, wishes and offers, and nowhere without it', () => {
    const read = (dictionary = builtIn) => {
      const result = parsePost(post, { dictionary })
      return result.kind === 'cars' ? result.cars[0]?.fields : undefined
    }
    expect(read(own)).toMatchObject({ make: 'BMW', model: 'X5', location: 'Kyiv' })
    expect(read()?.location).toBeUndefined()
    const wish = 'шукаю Вафелька X5 до 30000$ Стольне'
    expect(parseWish(wish, 2026, own)).toMatchObject({ make: 'BMW', city: 'Kyiv' })
    expect(parseWish(wish, 2026).city).toBeUndefined()
    expect(readWish('Прадік, можна з 2012', 2026, own).criteria).toMatchObject({
      makes: ['Toyota'],
      models: ['Land Cruiser Prado'],
    })
    expect(readWish('Прадік, можна з 2012', 2026).criteria.makes).toEqual([])
    expect(readOffer('Прадік 2015, 25000$', 2026, own)).toMatchObject({ make: 'Toyota' })
  })

  test('is declined like any other, and glued to a model', () => {
    expect(findMakeModel('хочу вафельку X5', own)).toMatchObject({ make: 'BMW', model: 'X5' })
    expect(findMakeModel('вафелькаX5', own)).toMatchObject({ make: 'BMW', model: 'X5' })
    expect(findCities('у Стольному', dictionaryWith([city('Стольному', 'Kyiv')]))).toMatchObject([
      { city: 'Kyiv' },
    ])
  })

  test('makes cars and requests meet that were written by different words', () => {
    const wish = { ...anyCar, makes: ['BMW'], cities: ['Kyiv'], must: ['make' as const] }
    const car = {
      ...{ make: 'Вафелька', model: null, year: 2018, priceMinor: null, currency: null, mileageKm: null },
      ...{ fuel: null, transmission: null, bodyType: null, drive: null, location: 'Стольне', color: null },
    }
    expect(matchCar(wish, car, own)).toMatchObject({ score: 100, fits: true })
    expect(matchCar(wish, car).fits).toBe(false)
    expect(makeSpellings('BMW', own)).toContain('Вафелька')
  })

  test('may name what was not known at all', () => {
    const dictionary = dictionaryWith([
      make('Зорька', 'Zorya'),
      model('Zorya', 'Перша', 'One'),
      city('Хутір', 'Khutir'),
    ])
    expect(findMakeModel('Зорька Перша 2020', dictionary)).toMatchObject({ make: 'Zorya', model: 'One' })
    expect(canonicalModel('зорька', 'перша', dictionary)).toBe('One')
    expect(canonicalCity('м. Хутір', dictionary)).toBe('Khutir')
  })

  test('of a stronger level holds, and over a built-in one', () => {
    const dictionary = dictionaryWith([
      make('бумер', 'Audi'),
      city('Львів', 'Kyiv'),
      model('BMW', 'X5', 'X6'),
      make('бумер', 'Lada'),
    ])
    expect(canonicalMake('бумер', dictionary)).toBe(canonicalMake('Lada'))
    expect(canonicalCity('Львів', dictionary)).toBe('Kyiv')
    expect(canonicalModel('BMW', 'x5', dictionary)).toBe('X6')
    expect([canonicalMake('бумер'), canonicalCity('Львів'), canonicalModel('BMW', 'x5')]).toEqual([
      'BMW',
      'Lviv',
      'X5',
    ])
  })

  test('of two makes tells neither of them by itself', () => {
    const dictionary = dictionaryWith([model('BMW', 'Ластівка', 'X5'), model('Audi', 'Ластівка', 'Q7')])
    expect(findMakeModel('Ластівка 2018', dictionary)).toBeUndefined()
    expect(findMakeModel('Audi Ластівка', dictionary)).toMatchObject({ model: 'Q7' })
  })

  test('that another make’s built-in model has already tells neither of them by itself', () => {
    const dictionary = dictionaryWith([model('BMW', 'Camry', 'X5'), model('Skoda', 'Фабія', 'Fabia')])
    expect(findMakeModel('Camry 2018')).toMatchObject({ make: 'Toyota', model: 'Camry' })
    expect(findMakeModel('Camry 2018', dictionary)).toBeUndefined()
    expect(findMakeModel('BMW Camry', dictionary)).toMatchObject({ make: 'BMW', model: 'X5' })
    expect(findMakeModel('Toyota Camry', dictionary)).toMatchObject({ make: 'Toyota', model: 'Camry' })
    // The same make has it: nothing clashes.
    expect(findMakeModel('Фабія 2018', dictionary)).toMatchObject({ make: 'Skoda', model: 'Fabia' })
  })

  test('leaves all else as it was read before', () => {
    for (const { kind, make: of, name, words } of builtInWords().filter((_, n) => n % 7 === 0))
      for (const word of [name, ...words]) {
        const read = (dictionary = builtIn) =>
          kind === 'make'
            ? canonicalMake(word, dictionary)
            : kind === 'city'
              ? canonicalCity(word, dictionary)
              : canonicalModel(of ?? '', word, dictionary)
        expect(read(own)).toBe(read())
      }
  })
})

describe('what is kept', () => {
  test('stands under the name that is known already', () => {
    expect(tidyWord(model('бмв', ' Ікс  п’ятий ', 'x5'), builtIn)).toEqual(model('BMW', 'Ікс п’ятий', 'X5'))
    expect(tidyWord(city('Столиця', 'м. Київ'), builtIn)).toEqual(city('Столиця', 'Kyiv'))
  })

  test.each([
    [{ ...model('', 'Прадік', 'Prado'), make: null }, 'no_make'],
    [make('бумер', ' '), 'no_name'],
    [make('!?', 'BMW'), 'no_word'],
    [make('2018', 'BMW'), 'too_short'],
    [city('я', 'Kyiv'), 'too_short'],
    [make('один два три чотири п’ять', 'BMW'), 'too_many_words'],
    [model('BMW', '5', '5 Series'), undefined],
  ] as const)('%o: %s', (word, problem) => {
    expect(wordProblem(word)).toBe(problem)
  })
})
