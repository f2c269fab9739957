import { expect, test } from 'vitest'
import { cityRows } from './cities.data.ts'
import { canonicalCity } from './cities.ts'
import { townName } from './town-name.ts'

test.each([
  ['Kyiv', 'uk', 'Київ'],
  ['Kyiv', 'ru', 'Киев'],
  ['Київ', 'en', 'Kyiv'],
  [' винница', 'uk', 'Вінниця'],
  ['Bila Tserkva', 'uk', 'Біла Церква'],
  ['Кишинів', 'ru', 'Кишинёв'],
  ['Полтава', 'ru', 'Полтава'],
  ['Sumy', 'en', 'Sumy'],
  ['Берлін', 'ru', 'Берлін'],
] as const)('%s is called in %s: %s', (name, language, called) => {
  expect(townName(name, language)).toBe(called)
})

test('every town has a name in each language, by which it is found', () => {
  const towns = cityRows
    .trim()
    .split('\n')
    .map((row) => row.split(' = ')[0]!)
  for (const town of towns) {
    const [uk, ru] = [townName(town, 'uk'), townName(town, 'ru')]
    expect(uk, town).toMatch(/^[А-ЯІЇЄҐ][а-яіїєґ'’А-ЯІЇЄҐ -]+$/)
    expect(ru, town).toMatch(/^[А-ЯЁ][а-яёА-ЯЁ -]+$/)
    expect([canonicalCity(uk), canonicalCity(ru)], town).toEqual([town, town])
  }
})
