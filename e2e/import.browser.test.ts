import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listListings } from '@cartie/shared/endpoints/listings'
import { openDesk, type Desk } from './browser/desk.ts'
import { carName, carPage, searchPage } from './browser/site.ts'
import { word } from './browser/words.ts'

const button = (page: Page, key: string) => page.getByRole('button', { name: word(key), exact: true })
const links = (page: Page) => page.getByRole('textbox', { name: word('import_links_label') })
const row = (page: Page, text: string) =>
  page
    .getByRole('list', { name: word('items_label') })
    .getByRole('button')
    .filter({ hasText: text })
const ended = (page: Page) => page.getByText(word('parse_done'), { exact: true }).waitFor({ timeout: 30_000 })
const progress = (page: Page) => page.getByRole('progressbar', { name: word('parse_progress') })

/** Reads what was given and waits until the import has ended. */
async function startAndWait(page: Page): Promise<void> {
  await button(page, 'import_start').click()
  await page.waitForURL(/\/import\/[0-9a-f-]{36}$/)
  await ended(page)
}

describe('Search & import', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('thirty links, some twice and one wrong, are counted, planned, read to outcomes; a failed one is read again', async () => {
    const { site } = desk.cartie
    site.put('/car/28', { status: 400, body: 'not now' })
    site.put('/car/27', { status: 404, body: 'gone' })
    const unique = Array.from({ length: 26 }, (_, i) => site.car(i + 3))
    const { page } = await desk.visit('/import')
    await links(page).fill([...unique, unique[0], unique[1], unique[2], 'це не посилання'].join('\n'))
    await page.getByText(word('count_links', { count: 26 })).waitFor()
    await page.getByText(word('import_repeated', { count: 3 })).waitFor()
    await page.getByRole('button', { name: word('import_invalid', { count: 1 }) }).click()
    await page.getByText('це не посилання').last().waitFor()
    await page.keyboard.press('Escape')

    await button(page, 'import_plan').click()
    const plan = page.getByRole('region', { name: word('plan_title') })
    await plan.getByText('26', { exact: true }).first().waitFor()
    await startAndWait(page)
    expect(await progress(page).getAttribute('aria-valuetext')).toContain('100 %')
    const filters = page.getByRole('group', { name: word('items_filter') })
    await filters.getByRole('button', { name: `${word('outcome_saved')} 24` }).waitFor()
    await filters.getByRole('button', { name: `${word('outcome_gone')} 1` }).waitFor()

    await filters.getByRole('button', { name: `${word('outcome_failed')} 1` }).click()
    await page.waitForURL(/[?&]/)
    await row(page, '/car/28').click()
    const details = page.getByRole('complementary', { name: word('item_details') })
    await details.or(page.getByRole('dialog')).getByRole('link').first().waitFor()
    await page.keyboard.press('Escape')
    await filters.getByRole('button', { name: word('items_all') }).click()

    site.put('/car/28', { body: carPage(28) })
    await button(page, 'parse_retry').click()
    await filters.getByRole('button', { name: `${word('outcome_saved')} 25` }).waitFor({ timeout: 30_000 })
    await expect.poll(() => filters.getByRole('button', { name: word('outcome_failed') }).count()).toBe(0)
  })

  test('a search page is expanded to the cars it lists, each with its fields and where they come from', async () => {
    const { site } = desk.cartie
    site.put('/search', { body: searchPage([201, 202, 203, 204, 205]) })
    const { page } = await desk.visit('/import')
    await links(page).fill(`${site.url}/search`)
    await startAndWait(page)
    await expect
      .poll(() => progress(page).getAttribute('aria-valuetext'))
      .toContain(word('parse_done_of', { done: 6, total: 6 }))
    const title = `${word('count_links', { count: 1 })} → ${word('inventory_count', { count: 5 })}`
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await row(page, carName(203)).click()
    await page.waitForURL(/item=/)
    const details = page.getByRole('complementary', { name: word('item_details') })
    const price = word('inventory_field_price')
    await details.getByRole('button', { name: word('inventory_provenance', { name: price }) }).click()
    await page.getByText(word('inventory_extractor_json_ld')).waitFor()
    await page.keyboard.press('Escape')
    await page.getByText(word('inventory_extractor_json_ld')).waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await details.waitFor({ state: 'detached' })
  })

  test('with saving at once off, cars wait: one is saved with changes, another is rejected', async () => {
    const { site, api } = desk.cartie
    const { page } = await desk.visit('/import')
    await links(page).fill([301, 302].map(site.car).join('\n'))
    await page.getByRole('button', { name: word('import_options') }).click()
    await page.getByRole('switch', { name: word('import_auto_save') }).click()
    await startAndWait(page)
    const filters = page.getByRole('group', { name: word('items_filter') })
    await filters.getByRole('button', { name: `${word('review_pending')} 2` }).waitFor()
    await page.getByRole('link', { name: word('review_waiting', { count: 2 }) }).click()
    await page.waitForURL(/status=review/)
    expect(await page.getByText(word('outcome_unchanged')).count()).toBe(0)
    const before = await api(listListings, { query: { q: carName(301), limit: 5 } })
    await row(page, carName(301)).click()
    await button(page, 'review_edit').click()
    const dialog = page.getByRole('dialog', { name: word('review_edit_title') })
    await dialog.getByLabel(word('inventory_field_location'), { exact: true }).fill('Тернопіль')
    await dialog.getByRole('button', { name: word('review_save_edited') }).click()
    await page.getByText(word('review_saved')).waitFor()
    await row(page, carName(302)).click()
    await button(page, 'review_reject').click()
    await page.getByText(word('review_rejected_told')).waitFor()
    await row(page, carName(302)).getByText(word('review_rejected'), { exact: true }).waitFor()

    // The list is read anew when the stream comes back, and leaves what was decided in it where it is.
    const again = page.waitForResponse((response) => response.url().includes('/items?'))
    await page.context().setOffline(true)
    await page.context().setOffline(false)
    await (await again).finished()
    await filters.getByRole('button', { name: `${word('review_pending')} 0` }).waitFor()
    await row(page, carName(302)).getByText(word('review_rejected'), { exact: true }).waitFor()
    // A rejection can be taken back, also on a phone where a sheet lies over the page, and made again.
    await page.setViewportSize({ width: 360, height: 800 })
    await page.getByRole('dialog', { name: word('item_details') }).waitFor()
    await button(page, 'undo').click()
    await button(page, 'review_reject').waitFor()
    await page.setViewportSize({ width: 1280, height: 800 })
    await row(page, carName(302)).getByText(word('review_pending'), { exact: true }).waitFor()
    await filters.getByRole('button', { name: `${word('review_pending')} 1` }).waitFor()
    await button(page, 'review_reject').click()
    await filters.getByRole('button', { name: `${word('review_pending')} 0` }).waitFor()
    await filters.getByRole('button', { name: `${word('review_rejected')} 1` }).click()
    await page.waitForURL(/status=rejected/)
    await row(page, carName(301)).waitFor({ state: 'detached' })
    await row(page, carName(302)).waitFor()
    expect(await filters.getByText(word('outcome_unchanged')).count()).toBe(0)
    const urls = async (q: string) =>
      (await api(listListings, { query: { q, limit: 50 } })).data.map((car) => [car.sourceUrl, car.location])
    expect(before.data.map((car) => car.sourceUrl)).not.toContain(site.car(301))
    expect(await urls(carName(301))).toContainEqual([site.car(301), 'Тернопіль'])
    expect((await urls(carName(302))).map(([url]) => url)).not.toContain(site.car(302))
  })

  test('only an import that brought cars offers to show them', async () => {
    const { site } = desk.cartie
    const { page } = await desk.visit('/import')
    const show = page.getByRole('link', { name: word('parse_show_cars') })
    for (const [outcome, offers] of [
      ['outcome_saved', 1],
      ['outcome_unchanged', 0],
    ] as const) {
      await page.goto(`${desk.cartie.url}/import`)
      await links(page).fill(site.car(411))
      await startAndWait(page)
      await row(page, carName(411)).getByText(word(outcome), { exact: true }).waitFor()
      expect(await show.count()).toBe(offers)
    }
  })

  test('pasted posts become cars, and what is no car is told', async () => {
    const { page } = await desk.visit('/import?tab=posts')
    const posts = [
      'Volkswagen Passat B8 2017, 2.0 TDI, автомат\nПробіг 189 тис. км\nЦіна 15 900 $\nЛьвів, тел. 067 000 11 22',
      'Доброго ранку всім! Гарного дня.',
    ]
    await page.getByRole('textbox', { name: word('import_posts_label') }).fill(posts.join('\n---\n'))
    await page.getByText(word('count_posts', { count: 2 })).waitFor()
    await startAndWait(page)
    await row(page, 'Volkswagen Passat').getByText(word('outcome_saved'), { exact: true }).waitFor()
    await row(page, 'Доброго ранку').getByText(word('outcome_not_a_car'), { exact: true }).waitFor()
  })

  test('a dropped table is read by its column of links', async () => {
    const { site } = desk.cartie
    const { page } = await desk.visit('/import?tab=file')
    const table = `Назва;Посилання;Ціна\nПерша;${site.car(401)};1000\nДруга;${site.car(402)};2000\n`
    const zone = page.getByRole('group', { name: word('import_file_label') })
    await zone.waitFor()
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([text], 'авто.csv', { type: 'text/csv' }))
      return transfer
    }, table)
    await zone.dispatchEvent('drop', { dataTransfer: data })
    await page
      .getByRole('tabpanel')
      .getByText(word('count_links', { count: 2 }))
      .waitFor()
    await startAndWait(page)
    await page.getByRole('heading', { level: 1, name: 'авто.csv' }).waitFor()
    await row(page, carName(401)).waitFor()
    await row(page, carName(402)).waitFor()
  })

  test('the history leads back to an import, and what was typed is kept while one looks around', async () => {
    const { page } = await desk.visit('/import')
    await links(page).fill(desk.cartie.site.car(1))
    await page.getByRole('link', { name: word('nav_lab') }).click()
    await page.getByRole('heading', { level: 1, name: word('lab_title') }).waitFor()
    await page.getByRole('link', { name: word('nav_import') }).click()
    await expect.poll(() => links(page).inputValue()).toBe(desk.cartie.site.car(1))
    await page.getByRole('link', { name: 'авто.csv' }).click()
    await page.waitForURL(/\/import\/[0-9a-f-]{36}$/)
    await page.goBack()
    await page.waitForURL(/\/import$/)
  })
})
