import { afterAll, describe, expect, test } from 'vitest'
import { parsePage } from './parse-page.ts'
import { previewProfile } from './preview-profile.ts'
import { closeSelectorThreads, runSelectors } from './selector-pool.ts'

afterAll(closeSelectorThreads)

const html = `<html lang="en"><head><meta charset="utf-8"><title>x</title><script>alert(1)</script></head><body onload="alert(2)">
<h1>Audi A4 2018</h1><div id="amount">about 9 990 EUR</div><p>Price: 12 000 €</p><p>Mileage: 90 000 km</p>
<ul class="g"><li><img src="/a/1.jpg" onerror="alert(3)"></li><li><img src="/a/2.jpg"></li></ul><a href="javascript:alert(4)">x</a><iframe src="//evil.example"></iframe></body></html>`
const page = { bytes: Buffer.from(html), url: 'https://shop.example.com/car/1', contentType: 'text/html' }
const profile = {
  host: 'shop.example.com',
  name: 'Shop',
  rules: {
    priceMinor: { selector: '#amount' },
    images: { selector: '.g img' },
    color: { selector: 'p >> nonsense(' },
  },
}

describe('a page with selectors of the workspace', () => {
  test('is read by them, and what the general rules found is kept as losers', async () => {
    const result = await parsePage({ ...page, profile })
    if (result.kind !== 'listing') throw new Error(result.kind)
    const { fields, provenance, losers } = result.car
    expect(fields).toMatchObject({
      make: 'Audi',
      year: 2018,
      mileageKm: 90_000,
      priceMinor: 9_990_00,
      currency: 'EUR',
    })
    expect(fields.images).toEqual(['https://shop.example.com/a/1.jpg', 'https://shop.example.com/a/2.jpg'])
    expect(provenance.priceMinor).toMatchObject({ extractor: 'profile' })
    expect(losers.priceMinor).toContainEqual(expect.objectContaining({ value: 12_000_00 }))
  })

  test('shows what each selector matches on a page that cannot run anything', async () => {
    const preview = await previewProfile(page, profile)
    expect(preview.matches).toMatchObject({
      priceMinor: { count: 1, text: 'about 9 990 EUR' },
      images: { count: 2 },
      color: { count: 0 },
    })
    expect(preview.html).toContain('<div id="amount" data-cartie-field="priceMinor">')
    expect(preview.html).not.toMatch(/alert|<script|<iframe|onload|onerror|javascript:/i)
  })

  test('gives its cards by the selector of a card', async () => {
    const list = `<main>${[1, 2, 3].map((n) => `<section class="x"><a class="l" href="/car/${n}">Kia Rio ${n}</a></section>`).join('')}</main>`
    const result = await parsePage({
      bytes: Buffer.from(list),
      url: 'https://shop.example.com/all',
      profile: { host: 'shop.example.com', name: '', rules: {}, card: { selector: '.x', link: 'a.l' } },
    })
    expect(result.kind === 'search' && result.cars.map((car) => car.sourceUrl)).toEqual(
      [1, 2, 3].map((n) => `https://shop.example.com/car/${n}`),
    )
  })

  test('that takes too long is given up, and the next page is read', async () => {
    const slow = { ...page, bytes: Buffer.from(`<div>${'<p class="a"><b>x</b></p>'.repeat(60_000)}</div>`) }
    const hard = { ...profile, rules: { title: { selector: 'p:has(~ p:has(~ p b:contains("zz"))) b' } } }
    const result = await runSelectors(slow, hard, false, 300)
    expect(result.result).toEqual({ kind: 'none', outcome: 'failed', reason: 'too_complex' })
    expect((await parsePage({ ...page, profile })).kind).toBe('listing')
  })
})

test('a page without a profile is read at once', async () => {
  expect((await parsePage(page)).kind).toBe('listing')
})

test('a page is read by the words of its workspace, with selectors and without', async () => {
  const own = { ...page, bytes: Buffer.from(html.replace('Audi A4 2018', 'Вафелька Прадік 2018')) }
  const words = [
    { kind: 'make' as const, make: null, name: 'Toyota', word: 'Вафелька' },
    { kind: 'model' as const, make: 'Toyota', name: 'Land Cruiser Prado', word: 'Прадік' },
  ]
  for (const more of [{}, { profile }]) {
    const read = await parsePage({ ...own, ...more, words })
    expect(read).toMatchObject({ car: { fields: { make: 'Toyota', model: 'Land Cruiser Prado' } } })
    const without = await parsePage({ ...own, ...more })
    expect(without).not.toMatchObject({ car: { fields: { make: 'Toyota' } } })
  }
})
