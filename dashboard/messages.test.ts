import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

type Text = string | Record<string, string>
const folder = new URL('./messages/', import.meta.url)
const locales = ['uk', 'ru', 'en'] as const
const settings = JSON.parse(
  readFileSync(new URL('./project.inlang/settings.json', import.meta.url), 'utf8'),
) as { 'cartie.messageFiles': { areas: string[] } }
const areas = settings['cartie.messageFiles'].areas

const read = (area: string, locale: string) =>
  JSON.parse(readFileSync(new URL(`${area}.${locale}.json`, folder), 'utf8')) as Record<string, Text>
const formsOf = (text: Text | undefined) => (typeof text === 'object' ? Object.values(text) : [text ?? ''])
const placeholdersOf = (text: Text | undefined) =>
  [...new Set(formsOf(text).flatMap((form) => [...form.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1])))].sort()
const pluralForms = {
  uk: ['one', 'few', 'many', 'other'],
  ru: ['one', 'few', 'many', 'other'],
  en: ['one', 'other'],
}

describe('the texts of the dashboard', () => {
  test('are all in the files that are compiled', () => {
    const expected = areas.flatMap((area) => locales.map((locale) => `${area}.${locale}.json`))
    expect(readdirSync(folder).sort()).toEqual(expected.sort())
  })
  test('have no name twice', () => {
    const names = areas.flatMap((area) => Object.keys(read(area, 'uk')))
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
  })
  test.each(areas)('of %s are complete in each language, with the same placeholders', (area) => {
    const base = read(area, 'uk')
    for (const locale of locales) {
      const texts = read(area, locale)
      expect(Object.keys(texts)).toEqual(Object.keys(base))
      for (const [name, text] of Object.entries(texts)) {
        expect(
          formsOf(text).filter((form) => !form.trim()),
          `${locale} ${name} is empty`,
        ).toEqual([])
        expect(placeholdersOf(text), `${locale} ${name}`).toEqual(placeholdersOf(base[name]))
        expect(typeof text, `${locale} ${name}`).toBe(typeof base[name])
        if (typeof text === 'object')
          expect(Object.keys(text), `${locale} ${name}`).toEqual(pluralForms[locale])
      }
    }
  })
})
