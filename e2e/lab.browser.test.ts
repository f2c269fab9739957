import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listListings } from '@cartie/shared/endpoints/listings'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

/** A page whose place nobody reads without being told where it stands. */
const oddPage = `<!doctype html><html lang="en"><head><title>Toyota Corolla 2016</title>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Car","name":"Toyota Corolla 2016",
"brand":"Toyota","model":"Corolla","vehicleModelDate":"2016","mileageFromOdometer":{"value":98000,"unitCode":"KMT"},
"offers":{"@type":"Offer","price":9800,"priceCurrency":"EUR"}}</script></head>
<body><h1>Toyota Corolla 2016</h1><div class="yard"><b class="spot">Kolomyia yard</b></div></body></html>`

describe('the parser lab', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('a selector is tried on a page, its matches are counted, and the saved profile is what the next import reads by', async () => {
    const { site, api, parse } = desk.cartie
    const { host } = new URL(site.url)
    site.put('/odd/1', { body: oddPage })
    site.put('/odd/2', { body: oddPage.replaceAll('Corolla', 'Auris').replace('Kolomyia', 'Yaremche') })
    const { page } = await desk.visit('/lab')
    await page.getByLabel(word('lab_url'), { exact: true }).fill(`${site.url}/odd/1`)
    await page.getByRole('button', { name: word('lab_read') }).click()
    await page.getByText(word('lab_kind_listing')).waitFor({ timeout: 30_000 })
    const fields = page.getByRole('list', { name: word('lab_tab_fields') })
    await fields.getByText('Corolla').first().waitFor()

    const place = word('inventory_field_location')
    await page.getByRole('button', { name: `${word('lab_rule_add')}: ${place}` }).click()
    const selector = page.getByLabel(word('lab_selector_of', { name: place }))
    await selector.fill('b[')
    await page.getByText(word('lab_selector_wrong')).first().waitFor()
    await selector.fill('.nothing-there')
    await page.getByText(word('lab_no_match')).first().waitFor()
    await selector.fill('.yard .spot')
    await page.getByText(word('lab_matches', { count: 1 })).waitFor()
    await page.getByRole('button', { name: word('lab_again') }).click()
    await fields.getByText(word('inventory_extractor_profile')).first().waitFor({ timeout: 30_000 })

    await page.getByRole('button', { name: word('lab_save', { host }) }).click()
    await page.getByText(word('lab_saved', { host })).waitFor()
    await parse({ urls: [`${site.url}/odd/2`] })
    const [car] = (await api(listListings, { query: { q: 'auris', limit: 5 } })).data
    expect(car?.location).toBe('Yaremche yard')
    expect(car?.provenance.location?.extractor).toBe('profile')

    await page.reload()
    await page.getByRole('button', { name: word('lab_profile_delete', { host }) }).click()
    await page.getByText(word('lab_profile_deleted', { host })).waitFor()
    await page.getByText(word('lab_profiles_empty')).waitFor()
  })

  test('an address that is none is told beside its field; a page that does not answer is told in words', async () => {
    const { page } = await desk.visit('/lab')
    const address = page.getByLabel(word('lab_url'), { exact: true })
    await address.fill('нічого')
    await page.getByRole('button', { name: word('lab_read') }).click()
    await page.getByText(word('lab_url_wrong')).waitFor()
    await address.fill(`${desk.cartie.site.url}/missing`)
    await page.getByRole('button', { name: word('lab_read') }).click()
    await page.getByRole('alert').getByText(word('lab_failed')).waitFor({ timeout: 30_000 })
    expect(await address.inputValue()).toContain('/missing')
  })
})
