import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { readPage } from './extract.ts'
import { listingShapes } from './testing/listing-shapes.ts'
import { misleadingShapes } from './testing/misleading-shapes.ts'
import { searchShapes } from './testing/search-shapes.ts'

describe('the advert of one car is read from', () => {
  test.each([...listingShapes, ...misleadingShapes].map((shape) => [shape.name, shape] as const))(
    '%s',
    (_, { html, url, expected, images, gone, absent }) => {
      const result = readPage({ bytes: Buffer.from(html), url, contentType: 'text/html; charset=utf-8' })
      if (result.kind !== 'listing') throw new Error(`read as ${result.kind}`)
      expect(result.car.fields).toMatchObject(expected)
      if (images !== undefined) expect(result.car.fields.images).toHaveLength(images)
      for (const field of absent ?? []) expect(result.car.fields).not.toHaveProperty(field)
      expect(result.gone !== undefined).toBe(gone ?? false)
    },
  )
})

describe('the cars of a list are read from', () => {
  test.each(searchShapes.map((shape) => [shape.name, shape] as const))(
    '%s',
    (_, { html, url, count, next, total, first }) => {
      const result = readPage({ bytes: Buffer.from(html), url })
      if (result.kind !== 'search') throw new Error(`read as ${result.kind}`)
      expect(result.cars).toHaveLength(count)
      expect(new Set(result.cars.map((car) => car.sourceUrl)).size).toBe(count)
      expect(result.cars.slice(0, first.length).map((car) => car.fields)).toMatchObject(first)
      if (next !== undefined) expect(result.nextPageUrl).toBe(next)
      if (total !== undefined) expect(result.totalResults).toBe(total)
    },
  )
})

test('an answer that lists adverts is a list, however much one of its items tells', () => {
  const items = [1, 2, 3].map((n) => ({
    title: `Skoda Octavia ${n}`,
    price: 9_900 + n,
    url: `https://cars.example.nl/auto/skoda-octavia-70010${n}`,
    vehicle: {
      brand: 'Skoda',
      model: 'Octavia',
      year: 2016 + n,
      mileage: 90_000 + n,
      fuelType: 'Diesel',
      transmission: 'Automaat',
      bodyType: 'Stationwagon',
      color: 'zwart',
      power: 150,
    },
  }))
  const result = readPage({
    bytes: Buffer.from(JSON.stringify({ results: items, count: 212 })),
    url: 'https://cars.example.nl/api/find',
    contentType: 'application/json',
  })
  expect(result).toMatchObject({ kind: 'search', totalResults: 212 })
  expect(result.kind === 'search' && result.cars.map((car) => car.fields.year)).toEqual([2017, 2018, 2019])
})

test('every field says where it came from, and what else was offered', () => {
  const html = `<html lang="uk"><head><script type="application/ld+json">{"@type":"Car","name":"Toyota RAV4","brand":"Toyota","offers":{"price":"23500","priceCurrency":"USD"}}</script></head><body><h1>Продам Toyota RAV4 2018</h1><b class="price">975 250 грн</b><dl><dt>Пробіг</dt><dd>96 тис. км</dd></dl></body></html>`
  const result = readPage(
    { bytes: Buffer.from(html), url: 'https://cars.example.ua/toyota-rav4-371112' },
    '2026-01-02T03:04:05.000Z',
  )
  if (result.kind !== 'listing') throw new Error(result.kind)
  const { fields, provenance, losers } = result.car
  expect(Object.keys(provenance).sort()).toEqual(Object.keys(fields).sort())
  expect(provenance.priceMinor).toMatchObject({
    extractor: 'json_ld',
    raw: '23500',
    seenAt: '2026-01-02T03:04:05.000Z',
  })
  expect(provenance.mileageKm).toMatchObject({ extractor: 'spec', raw: '96 тис. км' })
  expect(losers.title).toContainEqual(expect.objectContaining({ value: 'Toyota RAV4', extractor: 'json_ld' }))
})

test('a result keeps nothing of the memory of its page', () => {
  const filling = `<p>${'слово '.repeat(100)}</p>`.repeat(400)
  const page = (n: number) =>
    Buffer.from(
      `<html><head><title>BMW X5, 2015</title></head><body><h1>BMW X5 ${n}, 2015</h1><b>$ 24 500</b><span>Пробіг: 120 тис. км</span>${filling}</body></html>`,
    )
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const read = (n: number) => readPage({ bytes: page(n), url: `https://cars.example.com/bmw-${n}` })
  read(0)
  collect()
  const before = process.memoryUsage().heapUsed
  const results = Array.from({ length: 40 }, (_, n) => read(n))
  collect()
  const perPage = (process.memoryUsage().heapUsed - before) / 40
  expect(results.filter(({ kind }) => kind === 'listing')).toHaveLength(40)
  // The text of one such page is half a megabyte.
  expect(perPage).toBeLessThan(60_000)
})
