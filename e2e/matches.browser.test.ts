import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createListing, updateListing } from '@cartie/shared/endpoints/listings'
import { listMatches } from '@cartie/shared/endpoints/matches'
import { changeRequestStatus, createRequest } from '@cartie/shared/endpoints/requests'
import { listVariants } from '@cartie/shared/endpoints/variants'
import type { RequestCreate } from '@cartie/shared/schemas/request'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

const x5 = {
  title: 'BMW X5 xDrive30d',
  make: 'BMW',
  model: 'X5',
  year: 2019,
  mileageKm: 105_000,
  location: 'Київ',
  images: ['https://photos.sample.cartie.example/x5.jpg'],
}
const price = (amount: number) => ({ price: { amount, currency: 'USD' } })
const wish: RequestCreate = {
  title: 'BMW X5 від 2018',
  criteria: {
    makes: ['BMW'],
    models: ['X5'],
    yearFrom: 2018,
    budget: { min: null, max: 35_000, currency: 'USD' },
    mileageKmTo: 100_000,
    transmissions: ['automatic'],
    must: ['make', 'model'],
  },
}

describe('cars that fit a request', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  const published = async (title: string) => {
    const { id } = await desk.cartie.api(createRequest, { body: { ...wish, title } })
    await desk.cartie.api(changeRequestStatus, { params: { id }, body: { status: 'PUBLISHED' } })
    return id
  }
  const states = async (id: string) =>
    (await desk.cartie.api(listMatches, { params: { id }, query: { limit: 50 } })).data.map(
      (match) => match.state,
    )

  test('come in by themselves, best first with why, are put off, hidden, brought back and offered', async () => {
    const { api } = desk.cartie
    const id = await published('Перший запит')
    const { page } = await desk.visit(`/requests?id=${id}&tab=matches`)
    const panel = page.getByRole('region', { name: word('matches_title'), exact: true })
    await panel.getByText(word('matches_empty_title')).waitFor()
    await page.getByText(word('live_live')).first().waitFor()

    await api(createListing, { body: { ...x5, ...price(33_600) } })
    const cheap = panel.getByRole('article').filter({ hasText: '33' })
    await cheap.getByText(word('matches_over', { percent: '−4 %' }), { exact: true }).waitFor()
    await cheap
      .getByText(`${word('matches_budget')}: ${word('matches_verdict_met')}, −4 %`)
      .waitFor({ state: 'attached' })
    await api(createListing, { body: { ...x5, ...price(37_000) } })
    await expect.poll(() => panel.getByRole('article').count()).toBe(2)
    const labels = await panel
      .getByRole('article')
      .getByRole('img', { name: /%/ })
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))
    const scores = labels.map((label) => Number(/\d+/.exec(label)))
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))

    await cheap.getByRole('button', { name: word('matches_hide') }).click()
    await expect.poll(() => panel.getByRole('article').count()).toBe(1)
    const toast = page.locator('[data-sonner-toast]').filter({ hasText: word('matches_hidden') })
    await toast.getByRole('button', { name: word('undo') }).click()
    await expect.poll(() => panel.getByRole('article').count()).toBe(2)

    await cheap.getByRole('button', { name: word('matches_snooze') }).click()
    await page.getByRole('menuitem', { name: word('matches_snooze_day') }).click()
    await expect.poll(() => panel.getByRole('article').count()).toBe(1)
    await panel.getByRole('button', { name: word('matches_state_snoozed') }).click()
    await cheap.getByRole('button', { name: word('matches_show') }).click()
    await panel.getByText(word('matches_state_empty')).waitFor()
    await panel.getByRole('button', { name: word('matches_show_new') }).click()

    await cheap.getByRole('button', { name: word('matches_offer') }).click()
    await page.getByText(word('matches_offered')).waitFor()
    await expect.poll(() => states(id)).toEqual(expect.arrayContaining(['offered', 'new']))
    expect((await api(listVariants, { params: { id }, query: {} })).data).toMatchObject([{ source: 'stock' }])
  })

  test('that is sold is gone from the page by itself', async () => {
    const { api } = desk.cartie
    const id = await published('Другий запит')
    const car = await api(createListing, { body: { ...x5, ...price(30_100) } })
    const { page } = await desk.visit(`/requests?id=${id}&tab=matches`)
    const mine = page.getByRole('article').filter({ hasText: '30 100' })
    await mine.waitFor()
    await api(updateListing, { params: { id: car.id }, body: { status: 'SOLD' } })
    await mine.waitFor({ state: 'detached' })
  })

  test('a car shows the requests that it fits, and leads to them', async () => {
    const id = await published('Третій запит')
    const car = await desk.cartie.api(createListing, { body: { ...x5, ...price(31_200) } })
    const { page } = await desk.visit(`/inventory?id=${car.id}`)
    const section = page.getByRole('region', { name: word('matches_of_listing') })
    await section.getByRole('link').filter({ hasText: 'Третій запит' }).click()
    await page.waitForURL(new RegExp(`id=${id}`))
    await page.getByRole('article').filter({ hasText: '31 200' }).waitFor()
  })

  test('whoever works elsewhere hears of it', async () => {
    await published('Четвертий запит')
    const { page } = await desk.visit('/deliveries')
    await page.getByText(word('live_live')).first().waitFor()
    await desk.cartie.api(createListing, { body: { ...x5, ...price(32_300) } })
    const toast = page.locator('[data-sonner-toast]').filter({ hasText: word('matches_news', { count: 1 }) })
    await toast
      .first()
      .getByRole('button', { name: word('matches_open') })
      .click()
    await page.waitForURL(/requests\?id=/)
    await page.getByRole('article').filter({ hasText: '32 300' }).waitFor()
  })

  test.each([
    ['light', 1440],
    ['dark', 360],
  ] as const)('fit on a page of %s at %i px', async (theme, width) => {
    const id = await published(`Запит ${width}`)
    const { page } = await desk.visit(`/requests?id=${id}&tab=matches`, { theme, width, height: 900 })
    await page.getByRole('article').first().waitFor()
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/matches-${width}.png` })
  })
})
