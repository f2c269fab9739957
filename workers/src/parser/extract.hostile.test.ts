import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPage } from './extract.ts'

const url = 'https://cars.example.com/car/12345'
const read = (html: string, contentType?: string) =>
  readPage({ bytes: Buffer.from(html), url, ...(contentType ? { contentType } : {}) })
const ld = (body: string) =>
  `<html><head><script type="application/ld+json">${body}</script></head><body><h1>Audi A4 2018</h1><p>Price: 12 000 €</p><p>Mileage: 90 000 km</p></body></html>`
const took = (run: () => unknown) => {
  const before = performance.now()
  run()
  return performance.now() - before
}

describe('what no tree could hold is refused at once', () => {
  test.each([
    ['20,000 nested boxes', '<div>'.repeat(20_000)],
    [
      '30,000 attributes on one tag',
      `<div ${Array.from({ length: 30_000 }, (_, i) => `a${i}="1"`).join(' ')}>`,
    ],
    ['1,000,000 siblings', '<i></i>'.repeat(1_000_000)],
  ])('%s', (_, html) => {
    expect(read(html)).toEqual({ kind: 'none', outcome: 'failed', reason: 'too_complex' })
    // The best of three: another process may hold the machine.
    expect(Math.min(...[1, 2, 3].map(() => took(() => read(html))))).toBeLessThan(1_000)
  })

  test('4,000 unclosed <b><p> are read', () => {
    const result = read(
      `<h1>Audi A4 2018</h1><p>Price: 12 000 €</p><p>Mileage: 90 000 km</p>${'<b><p>'.repeat(4_000)}`,
    )
    expect(result.kind).toBe('listing')
  })
})

describe('hostile JSON-LD is dropped and the rest of the page still read', () => {
  test.each([
    ['5 MB of it', `{"@type":"Car","name":"${'x'.repeat(5_000_000)}"}`],
    ['nested 10,000 deep', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
    ['an endless price', '{"@type":"Car","name":"Audi A4","offers":{"price":"1e999","priceCurrency":"EUR"}}'],
    [
      'a prototype',
      '{"@type":"Car","name":"Audi A4","__proto__":{"polluted":true},"offers":{"__proto__":{"price":1}}}',
    ],
    ['broken JSON', '{"@type":"Car","name":"Audi A4",'],
  ])('%s', (_, body) => {
    const result = read(ld(body))
    if (result.kind !== 'listing') throw new Error(result.kind)
    expect(result.car.fields).toMatchObject({
      make: 'Audi',
      priceMinor: 12_000_00,
      currency: 'EUR',
      mileageKm: 90_000,
    })
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('NUL and lone surrogates fall out of its texts', () => {
    const result = read(ld(String.raw`{"@type":"Car","name":"Audi\u0000 A4 \ud800 2018","brand":"Audi"}`))
    if (result.kind !== 'listing') throw new Error(result.kind)
    expect(JSON.stringify(result)).not.toMatch(/\\u0000|\\ud800/)
    expect(result.car.fields.title).toContain('Audi A4')
  })
})

test('files are told by their first bytes whatever their label says', () => {
  for (const head of ['%PDF-1.7 ', '\x89PNG\r\n', 'PK\x03\x04', 'GIF89a']) {
    expect(
      readPage({ bytes: Buffer.from(`${head}${'x'.repeat(50)}`, 'latin1'), url, contentType: 'text/html' }),
    ).toMatchObject({ kind: 'none', reason: 'not_a_page' })
  }
})

test('a price of 100,000 digits and a class of 50,000 characters cost little', () => {
  const html = `<h1>Audi A4</h1><div class="${'price x'.repeat(8_000)}">${'9'.repeat(100_000)} €</div>`
  expect(took(() => read(html))).toBeLessThan(200)
})

test('descriptions end at 10,000 characters and photos at 60', () => {
  const photos = Array.from(
    { length: 200 },
    (_, i) => `"https://img.example.com/photo/${1000 + i}.jpg"`,
  ).join(',')
  const result = read(
    ld(
      `{"@type":"Car","name":"Audi A4","brand":"Audi","description":"${'word '.repeat(5_000)}","image":[${photos}]}`,
    ),
  )
  if (result.kind !== 'listing') throw new Error(result.kind)
  expect(result.car.fields.description?.length).toBeLessThanOrEqual(10_000)
  expect(result.car.fields.images).toHaveLength(60)
})

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(readPage({ bytes, url })).not.toMatchObject({ reason: 'internal' })
    }),
    { numRuns: 300 },
  )
  const pieces = fc.constantFrom(
    '<div class="price">',
    '</div>',
    '<script>window.x=',
    '{"price":1',
    ']]',
    '<td>',
    'Mileage:',
    '12 000 €',
    '&#0;',
    '"',
    '<script type="application/ld+json">',
    '</script>',
    '<!--',
    'Audi',
    '<a href="tel:',
    '=',
    '\ud800',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      expect(read(parts.join(''))).not.toMatchObject({ reason: 'internal' })
    }),
    { numRuns: 300 },
  )
})
