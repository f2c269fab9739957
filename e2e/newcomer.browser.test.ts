import type { Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('a newcomer', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  /** A page whose palette is fetched no sooner than it is asked for, and then as `answer` has it. */
  async function beforePalette(answer: (route: Route) => Promise<void>) {
    const visit = await desk.visit('/inventory', { language: 'en' })
    await visit.page.addInitScript(() => (window.requestIdleCallback = () => 0))
    await visit.page.reload()
    await visit.page.getByRole('heading', { level: 1 }).waitFor()
    // With a way of its own the page takes nothing from the browser's store either.
    await visit.page.route(/\/_app\/immutable\/chunks\//, answer)
    return visit
  }

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
    await page.getByRole('button', { name: word('samples_remove') }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: word('nav_inventory') }).click()
    await page.getByText(word('inventory_empty_title')).waitFor()
  })

  test('the command palette starts the samples too, also by one who types before it is there', async () => {
    // Playwright presses keys for Latin letters alone; others it puts into what has the focus.
    const en = (key: string) => word(key, {}, 'en')
    const typed = Promise.withResolvers<void>()
    const { page } = await beforePalette(async (route) => {
      await typed.promise
      await route.continue()
    })
    await page.keyboard.press('Control+k')
    await page.keyboard.type(`${en('action_samples')}s`)
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    typed.resolve()
    await page.getByRole('option', { name: en('action_samples') }).waitFor()
    expect(await page.getByRole('option').count()).toBe(1)
    await expect
      .poll(() => page.getByRole('combobox').evaluate((field) => field.matches(':focus')))
      .toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/import\/[0-9a-f-]{36}$/)
    await page.getByText(en('parse_done'), { exact: true }).waitFor({ timeout: 40_000 })
  })
  test('a palette that could not be fetched says so, and is tried again by a key', async () => {
    const en = (key: string) => word(key, {}, 'en')
    let isCut = true
    const { page, complaints } = await beforePalette((route) => (isCut ? route.abort() : route.continue()))
    await page.keyboard.press('Control+k')
    const again = page.locator('[data-part-failed]').getByRole('button', { name: en('retry') })
    await again.waitFor()
    isCut = false
    await again.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('combobox').waitFor()
    expect(complaints.splice(0).filter((one) => !one.includes('net::ERR_FAILED'))).toEqual([])
  })
})
