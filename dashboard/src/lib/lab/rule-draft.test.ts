import { describe, expect, test } from 'vitest'
import { cardOf, draftsOf, hostOf, rulesOf, withScheme } from './rule-draft.ts'
import { hueOf } from './page-match.ts'

describe('rules of a profile', () => {
  test('without a selector are not sent', () => {
    expect(
      rulesOf({ year: { selector: ' ', attribute: 'x' }, vin: { selector: ' .vin ', attribute: ' ' } }),
    ).toEqual({
      vin: { selector: '.vin' },
    })
    expect(cardOf({ selector: '', link: 'a' })).toBeUndefined()
  })
  test('come back from a saved profile as they were', () => {
    const profile = {
      rules: { priceMinor: { selector: '.p', attribute: 'content' }, year: { selector: '.y' } },
      card: { selector: '.card', link: 'a' },
    }
    const { drafts, card } = draftsOf(profile)
    expect(rulesOf(drafts)).toEqual(profile.rules)
    expect(cardOf(card)).toEqual(profile.card)
  })
})

test.each([
  ['https://cars.example.com/1?a=2', 'cars.example.com'],
  ['cars.example.com/1', 'cars.example.com'],
  ['not an address', undefined],
  ['word', undefined],
  ['', undefined],
])('the host of %j is %j', (address, host) => {
  expect(hostOf(address)).toBe(host)
})

test('an address without its scheme gets one', () => {
  expect([withScheme(' a.example/1 '), withScheme('http://a.example')]).toEqual([
    'https://a.example/1',
    'http://a.example',
  ])
})

test('neighbouring fields have hues far apart', () => {
  for (let at = 1; at < 24; at++) {
    const difference = Math.abs(hueOf(at) - hueOf(at - 1))
    expect(Math.min(difference, 360 - difference)).toBeGreaterThan(90)
  }
})
