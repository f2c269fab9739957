import { expect, test } from 'vitest'
import { languageOf } from './language.ts'

test.each([
  ['uk-UA,uk;q=0.9,en;q=0.5', 'uk'],
  ['de-DE,ru;q=0.8,en;q=0.9', 'en'],
  ['fr, ru;q=0.1', 'ru'],
  ['uk;q=0, ru', 'ru'],
  ['', 'en'],
  ['*', 'en'],
  [';;q=x,,', 'en'],
])('of %j we speak %s', (header, language) => {
  expect(languageOf(header, 'en')).toBe(language)
})
