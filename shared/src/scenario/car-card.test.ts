import { expect, test } from 'vitest'
import { carLine } from './car-card.ts'

test.each([
  ['Kyiv', 'uk', 'Київ'],
  ['Kyiv', 'ru', 'Киев'],
  ['Kyiv <1>', 'uk', 'Kyiv &lt;1&gt;'],
] as const)('a car in %s stands, in %s, in %s', (city, language, told) => {
  expect(carLine({ title: 'BMW X5', city }, language)).toBe(`BMW X5 · ${told}`)
})
