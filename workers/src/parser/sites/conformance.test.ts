import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canonicalUrl } from '@cartie/shared/domain/canonical-url'
import { readPage } from '../extract.ts'
import { identified } from '../identity.ts'
import type { SitePage } from './fixtures/site-page.ts'
import { searchUrl, siteOf, sites } from './registry.ts'

const bare = { fields: {}, provenance: {}, losers: {}, source: '' }
const files = readdirSync(new URL('./fixtures/', import.meta.url)).filter((name) => name !== 'site-page.ts')

test('every site has pages of its own to prove itself on, and no pages are without a site', () => {
  expect(files.map((name) => name.replace(/\.ts$/, '')).sort()).toEqual(sites.map(({ id }) => id).sort())
})

describe.each(sites.map((site) => [site.id, site] as const))('%s', async (id, site) => {
  const { pages } = (await import(`./fixtures/${id}.ts`)) as { pages: SitePage[] }

  test.each(pages.map((page) => [page.name, page] as const))('reads %s', (_, page) => {
    expect(siteOf(page.url).id).toBe(id)
    expect(site.kindOf?.(new URL(page.url)) ?? page.kind).toBe(page.kind)
    const result = readPage({ bytes: Buffer.from(page.body), url: page.url })
    if (result.kind === 'listing') {
      expect(page.kind).toBe('listing')
      expect(result.car.fields).toMatchObject(page.expected ?? {})
      expect(result.car.sourceId).toBe(page.sourceId)
      if (page.images !== undefined) expect(result.car.fields.images).toHaveLength(page.images)
    } else if (result.kind === 'search') {
      expect(page.kind).toBe('search')
      expect(result.cars).toHaveLength(page.count ?? -1)
      expect(new Set(result.cars.map((car) => car.sourceUrl)).size).toBe(page.count)
      expect(
        result.cars.every((car) => car.sourceId !== undefined && car.source === result.cars[0]?.source),
      ).toBe(true)
      expect(result.cars[0]?.fields).toMatchObject(page.first ?? {})
      if (page.next !== undefined) expect(result.nextPageUrl).toBe(page.next)
    } else throw new Error(`read as ${JSON.stringify(result)}`)
  })

  test('gives one spelling and one id to an advert however it was reached', () => {
    for (const page of pages.filter(({ kind, url }) => kind === 'listing' && !url.includes('developers.'))) {
      const tracked = new URL(page.url)
      tracked.searchParams.set('utm_source', 'mail')
      const reached = (url: string) => {
        const { sourceId, sourceUrl } = identified(bare, url, undefined)
        return [sourceId, canonicalUrl(sourceUrl ?? '')]
      }
      expect(reached(tracked.href)).toEqual(reached(page.url))
      expect(reached(tracked.href)[0]).toBe(page.sourceId)
    }
  })

  test('searches on its own host with the criteria that it names', () => {
    const made = searchUrl({
      site: id,
      make: 'Audi',
      model: 'A4',
      yearFrom: 2016,
      yearTo: 2019,
      priceFrom: 8_000,
      priceTo: 15_000,
    })
    if (made === undefined) return expect(site.search).toBeUndefined()
    expect(siteOf(made).id).toBe(id)
    for (const word of ['2016', '2019', '8000', '15000']) expect(decodeURIComponent(made)).toContain(word)
    expect(made.toLowerCase()).toMatch(/audi|1900/)
    expect(site.kindOf?.(new URL(made)) ?? 'search').toBe('search')
  })
})
