import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('a newcomer', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('tries it with sample cars, watches them come without a reload, sees them with photos, and removes them', async () => {
    const { page } = await desk.visit('/inventory')
    await page.getByText(word('inventory_empty_title')).waitFor()
    const documents: string[] = []
    page.on('request', (request) => {
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) documents.push(request.url())
    })
    await page.getByRole('link', { name: word('inventory_empty_sample') }).click()
    await page.waitForURL(/\/import\/[0-9a-f-]{36}$/)
    await page.getByText(word('parse_done'), { exact: true }).waitFor({ timeout: 40_000 })
    await page.getByText('100 %', { exact: true }).waitFor()
    // The wall and the lost advert are told by their names.
    const filters = page.getByRole('group', { name: word('items_filter') })
    for (const outcome of ['outcome_wall', 'outcome_gone']) {
      await filters.getByRole('button', { name: word(outcome) }).click()
      const rows = page.getByRole('list', { name: word('items_label') }).getByRole('listitem')
      await rows.getByText(word(outcome), { exact: true }).first().waitFor()
    }
    await page.getByRole('link', { name: word('parse_show_cars') }).click()
    await page.waitForURL(/\/inventory\?parseId=/)
    const rows = page.getByRole('grid').getByRole('row')
    await expect.poll(() => rows.count()).toBeGreaterThan(8)
    expect(documents).toEqual([])
    const photos = page.getByRole('grid').locator('img')
    await expect
      .poll(() =>
        photos.evaluateAll((all) => all.filter((img) => (img as HTMLImageElement).naturalWidth > 0).length),
      )
      .toBeGreaterThan(6)

    await page.getByRole('link', { name: word('nav_import') }).click()
    await page.getByRole('button', { name: word('samples_remove') }).click()
    await page.getByText(new RegExp(word('samples_removed', { count: 25, countText: '\\d+' }))).waitFor()
    await page.getByRole('link', { name: word('nav_inventory') }).click()
    await page.getByText(word('inventory_empty_title')).waitFor()
  })

  test('the command palette starts the samples too', async () => {
    const { page } = await desk.visit('/inventory')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type(word('action_samples').slice(0, 10))
    await page.getByRole('option', { name: word('action_samples') }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/import\/[0-9a-f-]{36}$/)
    await page.getByText(word('parse_done'), { exact: true }).waitFor({ timeout: 40_000 })
  })
})
