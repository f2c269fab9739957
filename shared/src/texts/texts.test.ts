import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { telegramLength } from '../domain/telegram-text.ts'
import { tidyHtml } from '../scenario/html.ts'
import { Language } from '../schemas/common.ts'
import { carValues, type ToldCar } from './car-values.ts'
import { carVariables } from './car-variables.ts'
import { composeText, fillText } from './compose-text.ts'
import { textKeys, textKinds } from './registry.ts'
import { sampleValues } from './sample-values.ts'
import { textFault } from './text-faults.ts'
import type { TextKind } from './text-kind.ts'

const languages = Language.options
const all = textKeys.flatMap((key) => languages.map((language) => [key, language] as const))
const fill = (template: string, values: Record<string, string | null> = {}) =>
  fillText(template, values, 4096)
const car: ToldCar = {
  title: 'BMW X5',
  make: 'BMW',
  model: 'X5',
  year: 2018,
  price: { amountMinor: 35_000_00, currency: 'USD' },
  mileageKm: 85_000,
  location: 'Київ',
  fuel: 'diesel',
  transmission: 'automatic',
  bodyType: 'suv',
  drive: 'awd',
  engineVolumeL: 3,
  color: 'black',
}

describe.each(all)('the built-in text %s in %s', (key, language) => {
  const kind: TextKind = textKinds[key]
  test('is one that a workspace could have written itself', () => {
    expect(textFault(kind.builtIn[language], kind, language)).toBeUndefined()
  })
  test('tells all of a sample, and something where nothing is known', () => {
    const filled = fillText(kind.builtIn[language], sampleValues(kind, language), kind.limit)
    expect(filled).not.toMatch(/[{}]/)
    const bare = Object.fromEntries(Object.keys(kind.variables).map((name) => [name, null]))
    const first = Object.keys(kind.variables)[0]!
    expect(fillText(kind.builtIn[language], { ...bare, [first]: 'X' }, kind.limit)).not.toBe('')
  })
})

describe('a template', () => {
  test.each<[string, string, Record<string, string | null>, string]>([
    ['leaves out a line that has nothing to show', 'A\nРік: {year}\nB', { year: null }, 'A\nB'],
    ['keeps a line of which something is known', '{make} {year}', { make: 'BMW', year: '' }, 'BMW'],
    [
      'leaves out the pieces of a line that have nothing to show',
      '{car} · {year} · <b>{price}</b> · {city}',
      { car: 'X5', city: 'Київ' },
      'X5 · Київ',
    ],
    ['takes blanks for nothing', '{car}\n{city}', { car: 'X5', city: '  ' }, 'X5'],
    [
      'lets blank lines that meet become one',
      '{car}\n\n{intro}\n\n\nEnd',
      { car: 'X5', intro: null },
      'X5\n\nEnd',
    ],
    [
      'closes what is closed in a piece that is left out, where it stood',
      '<s>{car} · {city}</s>\nNext',
      { car: 'X5' },
      '<s>X5</s>\nNext',
    ],
    [
      'opens what is opened in a line that is left out',
      '<b>{city}\n{car}</b> end',
      { car: 'X5' },
      '<b>X5</b> end',
    ],
    ['begins with what is known', '{city} · {car}', { car: 'X5' }, 'X5'],
    ['shows values letter by letter', '{car}', { car: '<b>&{{x}} {car}' }, '&lt;b&gt;&amp;{{x}} {car}'],
    [
      'keeps a value within its attribute',
      '<a href="{link}">go</a>',
      { link: 'https://x.example/"><b>' },
      '<a href="https://x.example/&quot;&gt;&lt;b&gt;">go</a>',
    ],
    ['has no link where the address is none', '<a href="{link}">go</a>', { link: 'javascript:x' }, 'go'],
    ['knows no names that no kind has', '{constructor}{car}', { car: 'X5' }, 'X5'],
  ])('%s', (_, template, values, expected) => {
    expect(fill(template, values)).toBe(expected)
  })

  test('is tidy HTML within its limit, whatever stands in it and whatever is known', () => {
    const piece = fc.oneof(
      fc.constantFrom('{car}', '{city}', '{x}', ' · ', '\n', '<b>', '</b>', '<s>', '</s>', '<a href="{x}">'),
      fc.constantFrom('</a>', '&', '<', '<div>', '{', '}', '&lt;'),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    )
    const value = fc.option(fc.oneof(fc.constantFrom('<b>&{{x}}', '{car}', '" onclick'), fc.string()))
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 40 }),
        fc.record({ car: value, city: value, x: value }),
        fc.integer({ min: 20, max: 60 }),
        (pieces, values, limit) => {
          const text = fillText(pieces.join(''), values, limit)
          expect(tidyHtml(text)).toBe(text)
          expect(telegramLength(text)).toBeLessThanOrEqual(limit)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe('a composed text', () => {
  const values = { car: 'BMW X5', code: 'R-1' }
  test('is the workspace’s own in that language, else the built-in one', () => {
    const own = { deal_won: { uk: 'Беріть ще! {car}' } }
    expect(composeText(own, 'deal_won', 'uk', values)).toBe('Беріть ще! BMW X5')
    expect(composeText(own, 'deal_won', 'en', values)).toMatch(/^Congratulations.*\nBMW X5\nRequest R-1$/)
  })
  test('is the built-in one where the workspace’s own would say nothing', () => {
    const own = { deal_won: { uk: '<b>{car}</b>' } }
    expect(composeText(own, 'deal_won', 'uk', { ...values, car: null })).toMatch(/^Вітаємо/)
  })
})

describe('a long text', () => {
  const answer = `${'слово '.repeat(1000)}кінець`
  test('of a message stays whole, for it leaves as several', () => {
    expect(composeText({}, 'proposal_answer', 'uk', { answer, code: 'P-1' })).toMatch(/кінець$/)
  })
  test('of a post is cut where it is told, and its tags are closed', () => {
    const own = { deal_won: { uk: '<b>{car}</b>' } }
    const text = composeText(own, 'deal_won', 'uk', { car: answer, code: 'R-1' }, 100)
    expect(telegramLength(text)).toBeLessThanOrEqual(100)
    expect(text).toMatch(/^<b>слово .*<\/b>$/)
  })
})

describe('what a text can be written with', () => {
  const kind: TextKind = textKinds.proposal_message
  test.each([
    ['{link} {phone}', 'unknown_variable', '{phone}'],
    ['{link} {title.x}', 'unknown_variable', '{title.x}'],
    ['{link} {Назва}', 'unknown_variable', '{Назва}'],
    ['{link} {constructor}', 'unknown_variable', '{constructor}'],
    ['{{link}}', 'stray_brace', '{'],
    ['{link} }', 'stray_brace', '}'],
    ['{title}', 'missing_variable', 'link'],
    ['{link} <b>x', 'unclosed_tag', 'b'],
    ['{link} <b><i>x</b></i>', 'unclosed_tag', 'i'],
    ['{link} x</b>', 'unopened_tag', 'b'],
    ['{link} <div>x</div>', 'unknown_tag', 'div'],
    ['{link} <a>x</a>', 'bad_link', 'a'],
    ['{link} <a href="javascript:x">x</a>', 'bad_link', 'a'],
    [`{link} ${'x'.repeat(4096)}`, 'too_long', '4096'],
  ])('%j is refused', (template, code, name) => {
    expect(textFault(template, kind, 'uk')).toEqual({ code, name })
  })
  test.each([
    '{link}',
    '{title} <b>{code}</b> 5 < 6 & 7 > 2\n<a href="{link}">Тут</a>',
    `{link} ${'x'.repeat(4000)} <b></b>`,
  ])('%j is taken', (template) => {
    expect(textFault(template, kind, 'uk')).toBeUndefined()
  })
  test('a text that says nothing is refused', () => {
    expect(textFault('<b> </b>', textKinds.deal_lost, 'uk')).toEqual({ code: 'says_nothing', name: '' })
  })
})

describe('a car', () => {
  test('shows what is known of it in each language, and nothing else', () => {
    expect(carValues(car, 'uk')).toEqual({
      ...sampleValues({ ...textKinds.proposal_car, variables: carVariables }, 'uk'),
    })
    expect(carValues(car, 'en')).toMatchObject({ mileage: '85 000 km', engine: '3.0 L', drive: 'all-wheel' })
    const bare = Object.fromEntries(Object.keys(car).map((name) => [name, null])) as unknown as ToldCar
    const { car: name, title, ...rest } = carValues(bare, 'uk')
    expect([name, title]).toEqual(['—', '—'])
    expect(Object.values(rest).filter((value) => value !== null)).toEqual([])
  })
  test('says its year once', () => {
    expect(carValues({ ...car, title: 'BMW X5 2018' }, 'uk')).toMatchObject({
      car: 'BMW X5 2018',
      year: '2018',
    })
  })
  test('has hashtags that Telegram takes', () => {
    const tagged = carValues({ ...car, make: 'Mercedes-Benz', model: 'E 200 <b>' }, 'uk')
    expect(tagged.hashtags).toBe('#Mercedes_Benz #Mercedes_Benz_E_200_b')
  })
})
