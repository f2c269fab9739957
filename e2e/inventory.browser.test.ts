import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listListings } from '@cartie/shared/endpoints/listings'
import { openDesk, type Desk } from './browser/desk.ts'
import { carName, carPage } from './browser/site.ts'
import { word } from './browser/words.ts'

const grid = (page: Page) => page.getByRole('grid', { name: word('inventory_list_label') })
const cars = (page: Page) => grid(page).getByRole('link')
const titles = (page: Page) => cars(page).allInnerTexts()
const search = (page: Page) => page.getByLabel(word('inventory_search_label'))
const details = (page: Page) => page.getByRole('complementary', { name: word('inventory_detail_label') })
const toast = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text })

/** Chooses an entry of the menu that a button opens. */
async function choose(page: Page, button: RegExp | string, entry: string): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await page
    .getByRole('menuitemcheckbox', { name: entry })
    .or(page.getByRole('menuitem', { name: entry }))
    .click()
}

describe('the inventory', () => {
  let desk: Desk
  let count: number
  const find = async (q: string) => (await desk.cartie.api(listListings, { query: { q, limit: 20 } })).data
  beforeAll(async () => {
    desk = await openDesk()
    const { parse, site } = desk.cartie
    const read = await parse({ urls: Array.from({ length: 30 }, (_, i) => site.car(i + 1)) })
    count = read.counts.saved ?? 0
  })
  afterAll(() => desk.close())

  test('words, a filter and a sort stand in the address: a reload keeps them, back takes them off', async () => {
    expect(count).toBe(30)
    const { page } = await desk.visit('/inventory')
    await page.getByText(word('inventory_count', { count: 30 }), { exact: true }).waitFor()
    await search(page).fill('octavia')
    await page.waitForURL(/q=octavia/)
    await expect.poll(async () => (await titles(page)).every((t) => t.includes('Octavia'))).toBe(true)
    await page.getByText(word('inventory_count', { count: 6 }), { exact: true }).waitFor()

    await page
      .getByRole('button', { name: word('inventory_filters') })
      .first()
      .click()
    const panel = page.getByRole('dialog', { name: word('inventory_filters') })
    await panel
      .locator('label')
      .filter({ hasText: word('inventory_fuel_diesel') })
      .click()
    await page.waitForURL(/fuel=diesel/)
    await page.keyboard.press('Escape')
    await page.getByText(word('inventory_count', { count: 3 }), { exact: true }).waitFor()
    await choose(page, new RegExp(word('inventory_sort')), word('inventory_sort_price_asc'))
    await page.waitForURL(/sort=/)
    await expect.poll(() => titles(page)).toEqual([5, 15, 25].map(carName))

    await page.reload()
    await expect.poll(() => titles(page)).toEqual([5, 15, 25].map(carName))
    expect(await search(page).inputValue()).toBe('octavia')
    await page.goBack()
    await expect.poll(() => page.url()).not.toContain('sort=')
    await page.goBack()
    await page.getByText(word('inventory_count', { count: 6 }), { exact: true }).waitFor()
    expect(page.url()).not.toContain('fuel=')
  })

  test('cars are marked with the keyboard, change their state together, and it can be taken back', async () => {
    const { page } = await desk.visit('/inventory?sort=price_asc')
    await cars(page).first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    const bar = page.getByRole('toolbar', { name: word('inventory_bulk_label') })
    await bar.getByText(word('inventory_selected_count', { count: 2 })).waitFor()
    const sold = word('inventory_status_sold')
    await choose(page, word('inventory_bulk_status'), sold)
    await toast(page, word('inventory_bulk_done_status', { count: 2, status: sold })).waitFor()
    await expect.poll(() => grid(page).getByText(sold, { exact: true }).count()).toBe(2)
    await toast(page, sold)
      .getByRole('button', { name: word('undo') })
      .click()
    await expect.poll(() => grid(page).getByText(sold, { exact: true }).count()).toBe(0)
    await expect.poll(async () => (await find('skoda')).filter((car) => car.status === 'SOLD').length).toBe(0)
  })

  test('Enter opens a car beside the list, / goes to the search, Escape closes', async () => {
    const { page } = await desk.visit('/inventory?sort=price_asc')
    await cars(page).first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(/[?&]id=/)
    await details(page)
      .getByRole('heading', { level: 2, name: carName(1) })
      .waitFor()
    await page.keyboard.press('Escape')
    await details(page).waitFor({ state: 'detached' })
    await page.keyboard.press('/')
    await expect.poll(() => search(page).evaluate((box) => box === document.activeElement)).toBe(true)
  })

  test('a deleted car goes to the bin and comes back', async () => {
    const [car] = await find(carName(30))
    const { page } = await desk.visit(`/inventory/${car!.id}`)
    await details(page)
      .getByRole('button', { name: word('inventory_delete') })
      .click()
    const told = toast(page, word('inventory_bulk_done_delete', { count: 1 }))
    await told.waitFor()
    expect(await find(carName(30))).not.toContainEqual(expect.objectContaining({ id: car!.id }))
    await told.getByRole('button', { name: word('undo') }).click()
    await expect.poll(async () => (await find(carName(30))).map((c) => c.id)).toContain(car!.id)
  })

  test('a price set by hand is locked: the next import leaves it and its own price is shown and can be taken', async () => {
    const { site, parse } = desk.cartie
    const [car] = (await find(carName(12))).filter((c) => c.sourceUrl === site.car(12))
    const { page } = await desk.visit(`/inventory/${car!.id}`)
    await details(page)
      .getByRole('button', { name: word('inventory_edit'), exact: true })
      .click()
    await details(page).getByLabel(word('inventory_field_price'), { exact: false }).first().fill('7 777')
    await details(page)
      .getByRole('button', { name: word('inventory_save'), exact: true })
      .click()
    await page.getByText(word('inventory_form_saved'), { exact: true }).waitFor()
    await details(page)
      .getByText(/7\s777/)
      .first()
      .waitFor()

    site.put('/car/12', { body: carPage(12, { price: 4321 }) })
    await parse({ urls: [site.car(12)] })
    await details(page)
      .getByText(/4\s321/)
      .waitFor()
    const kept = (await find(carName(12))).find((c) => c.id === car!.id)
    expect(kept?.price).toEqual({ amount: 7777, currency: 'EUR' })
    expect(kept?.lockedFields).toContain('priceMinor')
    await details(page)
      .getByRole('button', { name: word('inventory_conflict_take') })
      .click()
    await expect
      .poll(async () => (await find(carName(12))).find((c) => c.id === car!.id)?.price?.amount)
      .toBe(4321)
  })

  test('a price that changed is told with its history as a chart and as a table', async () => {
    const { site, parse } = desk.cartie
    site.put('/car/7', { body: carPage(7, { price: 4900 }) })
    await parse({ urls: [site.car(7)] })
    const [car] = (await find(carName(7))).filter((c) => c.sourceUrl === site.car(7))
    const { page } = await desk.visit(`/inventory/${car!.id}`)
    const history = page.getByRole('region', { name: word('inventory_history') })
    await history.locator('svg').first().waitFor()
    await history.getByText(word('inventory_history_table')).click()
    await expect.poll(() => history.getByRole('row').count()).toBe(2)
    await history
      .getByRole('row')
      .filter({ hasText: /5\s070/ })
      .waitFor()
    await history
      .getByRole('row')
      .filter({ hasText: /4\s900/ })
      .waitFor()
  })

  test('filters saved under a name come back with one click', async () => {
    const { page } = await desk.visit('/inventory?q=superb&sort=price_desc')
    await cars(page).first().waitFor()
    await page.getByRole('button', { name: word('inventory_views') }).click()
    await page.getByLabel(word('inventory_view_name')).fill('Дорогі Superb')
    await page.getByRole('button', { name: word('inventory_view_save') }).click()
    await page.getByText(word('inventory_view_saved', { name: 'Дорогі Superb' })).waitFor()
    await page.goto(`${desk.cartie.url}/inventory`)
    await cars(page).first().waitFor()
    await page.getByRole('button', { name: word('inventory_views') }).click()
    await page.getByRole('button', { name: 'Дорогі Superb', exact: true }).click()
    await page.waitForURL((url) => url.search.includes('q=superb') && url.search.includes('price_desc'))
  })

  test('what is shown is exported as CSV', async () => {
    const { page } = await desk.visit('/inventory?q=kodiaq')
    await cars(page).first().waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      choose(page, word('inventory_more_actions'), word('inventory_export_csv')),
    ])
    const text = readFileSync(await download.path(), 'utf8')
    expect(text.trim().split('\n')).toHaveLength(1 + (await find('kodiaq')).length)
    expect(text).toContain('Kodiaq')
    expect(text).not.toContain('Octavia')
  })

  test('a table of cars is imported; what a column holds can be changed', async () => {
    const { page } = await desk.visit('/inventory')
    await choose(page, word('inventory_more_actions'), word('inventory_import_csv'))
    const dialog = page.getByRole('dialog', { name: word('csv_title') })
    const table =
      'Марка;Модель;Рік;Ціна;Де стоїть\nTesla;Model Y;2021;31 500 $;Чернівці\nBMW;i3;2019;14000;Луцьк\n'
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'склад.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
    await dialog.getByText(word('csv_ready', { count: 2 })).waitFor()
    await dialog
      .getByLabel(`${word('csv_mapping')}: Де стоїть`)
      .selectOption({ label: word('inventory_field_location') })
    await dialog.getByRole('button', { name: word('csv_start'), exact: true }).click()
    await dialog.getByText(word('csv_done')).waitFor()
    await dialog
      .getByRole('button', { name: word('inventory_close') })
      .last()
      .click()
    await dialog.waitFor({ state: 'detached' })
    expect(await find('tesla')).toMatchObject([
      {
        make: 'Tesla',
        model: 'Model Y',
        year: 2021,
        price: { amount: 31500, currency: 'USD' },
        location: 'Чернівці',
      },
    ])
  })

  test('a car is added by hand; a wrong VIN is told beside its field first', async () => {
    const { page, complaints } = await desk.visit('/inventory')
    await page.getByRole('button', { name: word('inventory_add') }).click()
    await details(page).getByLabel(word('inventory_field_title'), { exact: true }).fill('Honda Jazz 2015')
    await details(page).getByLabel(word('inventory_field_vin'), { exact: true }).fill('123')
    await details(page)
      .getByRole('button', { name: word('inventory_save'), exact: true })
      .click()
    await details(page).getByText(word('inventory_error_vin')).waitFor()
    expect(complaints.splice(0).every((line) => line.includes('400'))).toBe(true)
    await details(page).getByLabel(word('inventory_field_vin'), { exact: false }).first().fill('')
    await details(page)
      .getByRole('button', { name: word('inventory_save'), exact: true })
      .click()
    await page.getByText(word('inventory_form_created'), { exact: true }).waitFor()
    await details(page)
      .getByRole('heading', { name: /Honda Jazz/ })
      .waitFor()
  })
})
