import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalUrl, sourceOf } from './canonical-url.ts'

test.each([
  ['HTTPS://WWW.Example.com:443/Car/1/#photos', 'https://www.example.com/Car/1'],
  ['https://example.com/car?utm_source=x&id=5&gclid=1', 'https://example.com/car?id=5'],
  ['https://example.com/car?b=2&a=1', 'https://example.com/car?a=1&b=2'],
  ['https://example.com//a//b/', 'https://example.com/a/b'],
  ['https://example.com/', 'https://example.com'],
  ['https://user:pw@example.com/a', 'https://example.com/a'],
  [
    'https://www.mobile.de/d.html?id=418547172&ref=srp&searchId=8286bf5b',
    'https://www.mobile.de/d.html?id=418547172',
  ],
  [' not an address ', 'not an address'],
])('%s has one spelling', (address, expected) => {
  expect(canonicalUrl(address)).toBe(expected)
})

test.each([
  ['https://example.com/car/1', 'https://example.com/car/2'],
  ['https://example.com/car?id=1', 'https://example.com/car?id=2'],
  ['https://example.com/Car', 'https://example.com/car'],
  ['https://example.com/car?ref=AB1234', 'https://example.com/car?ref=AB1235'],
  ['https://a.example.com/1', 'https://b.example.com/1'],
])('%s and %s stay two', (one, other) => {
  expect(canonicalUrl(one)).not.toBe(canonicalUrl(other))
})

test('the spelling of a spelling is itself', () => {
  fc.assert(
    fc.property(
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      (url) => canonicalUrl(canonicalUrl(url)) === canonicalUrl(url),
    ),
    { numRuns: 40 },
  )
})

test('the source is the bare host', () => {
  expect(sourceOf('https://www.Example.com/x')).toBe('example.com')
  expect(sourceOf('https://m.example.com/x')).toBe('example.com')
  expect(sourceOf('nonsense')).toBe('')
})
