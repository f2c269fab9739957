import type { Page } from 'playwright-core'
import { word } from '../../e2e/browser/words.ts'
import { fakeCar } from '../listings/fake-cars.ts'
import type { PageWatch } from './watch-page.ts'

/** A colleague's round through the dashboard: looks, searches, sorts, filters, opens, moves. */
export async function useCompany(watch: PageWatch, round: number): Promise<void> {
  await watch.page.goto('/')
  await watch.page.getByRole('navigation', { name: word('overview_period') }).waitFor()
  await lookAtOverview(watch)
  await lookThroughCars(watch, round)
  await lookThroughLeads(watch)
  await findByPalette(watch, round)
}

const goTo = (page: Page, section: string) =>
  page
    .getByRole('navigation', { name: word('nav_label') })
    .first()
    .getByRole('link', { name: word(section) })

async function lookAtOverview({ page, measure }: PageWatch): Promise<void> {
  for (const days of [7, 90]) {
    const link = page
      .getByRole('navigation', { name: word('overview_period') })
      .getByRole('link', { name: word('overview_days', { count: days }) })
    await measure(`overview: ${days} days`, () => link.click(), link.and(page.locator('[aria-current]')))
  }
}

async function lookThroughCars({ page, measure }: PageWatch, round: number): Promise<void> {
  const cars = page.getByRole('grid', { name: word('inventory_list_label') }).getByRole('link')
  const { make, model } = fakeCar(round * 37 + 5).fields
  const named = (text: string) => cars.filter({ hasText: text }).first()
  await measure('cars: open the page', () => goTo(page, 'nav_inventory').click(), cars.first())
  const search = page.getByLabel(word('inventory_search_label'))
  for (const key of make!.slice(0, 4)) await measure('cars: type a letter', () => search.press(key))
  await measure('cars: search', () => search.fill(`${make!} ${model!}`), named(`${make!} ${model!}`))
  await page.keyboard.press('Tab')
  for (let n = 0; n < 8; n++) await measure('cars: go down by a key', () => page.keyboard.press('j'))
  await measure(
    'cars: mark',
    () => page.keyboard.press('x'),
    page.getByRole('toolbar', { name: word('inventory_bulk_label') }),
  )
  await page.keyboard.press('x')
  const details = page.getByRole('complementary', { name: word('inventory_detail_label') })
  await measure('cars: open one', () => cars.nth(3).click(), details.getByRole('heading').first())
  await measure('cars: close it', () => page.keyboard.press('Escape'))
  await measure('cars: open the order', () =>
    page.getByRole('button', { name: new RegExp(word('inventory_sort')) }).click(),
  )
  await measure(
    'cars: order by price',
    () => page.getByRole('menuitemcheckbox', { name: word('inventory_sort_price_asc') }).click(),
    cars.first(),
  )
  await measure(
    'cars: open filters',
    () =>
      page
        .getByRole('button', { name: word('inventory_filters') })
        .first()
        .click(),
    page.getByRole('dialog'),
  )
  await measure('cars: tick a filter', () =>
    page
      .getByRole('dialog')
      .locator('label')
      .filter({ hasText: word('inventory_fuel_diesel') })
      .click(),
  )
  await page.keyboard.press('Escape')
}

async function lookThroughLeads({ page, measure }: PageWatch): Promise<void> {
  const list = page.getByRole('main')
  await measure(
    'leads: open the page',
    () => goTo(page, 'nav_leads').click(),
    list.getByText(/Коваль|Мельник/).first(),
  )
  const search = page.getByLabel(word('leads_search_label'))
  for (const key of '0671') await measure('leads: type a letter', () => search.press(key))
  const found = list.getByText(/Коваль/).first()
  await measure('leads: search', () => search.fill('Коваль'), found)
  await measure('leads: open one', () => found.click(), page.getByLabel(word('leads_note'), { exact: true }))
  await measure('leads: type a note', () => page.getByLabel(word('leads_note'), { exact: true }).press('a'))
  await page.getByLabel(word('leads_note'), { exact: true }).fill('')
  await page.keyboard.press('Escape')
  await search.fill('')
  await page.waitForURL((url) => !url.searchParams.has('q'))
  await measure(
    'leads: the board',
    () => page.getByRole('button', { name: word('leads_view_board') }).click(),
    page.locator('[data-status=NEW]').getByRole('button').first(),
  )
  const card = page.locator('[data-status=NEW]').getByRole('button').first()
  await card.focus()
  await measure('leads: move on by a key', () => page.keyboard.press('Shift+ArrowRight'))
  await measure('leads: the table', () =>
    page.getByRole('button', { name: word('leads_view_table') }).click(),
  )
}

async function findByPalette({ page, measure }: PageWatch, round: number): Promise<void> {
  const input = page.getByPlaceholder(word('palette_placeholder'))
  const { title } = fakeCar(round * 53 + 7).fields
  await measure('palette: open', () => page.keyboard.press('Control+k'), input)
  for (const key of title!.slice(0, 3)) await measure('palette: type a letter', () => input.press(key))
  await measure(
    'palette: find',
    () => input.fill(title!),
    page.getByRole('option').filter({ hasText: title! }).first(),
  )
  await measure('palette: go down by a key', () => page.keyboard.press('ArrowDown'))
  await page.keyboard.press('Escape')
}
