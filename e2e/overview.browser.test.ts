import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLead } from '@cartie/shared/endpoints/leads'
import { createListing } from '@cartie/shared/endpoints/listings'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('numbers that people look at', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('the start invites where nothing is, follows what comes by itself, and leads to what it counts', async () => {
    const { page } = await desk.visit('/')
    const { api } = desk.cartie
    await page.getByRole('heading', { name: word('overview_empty_title') }).waitFor()
    await api(createLead, { body: { name: 'Anna', phone: '+380671234567' } })
    const waiting = page.getByRole('link', { name: word('overview_waiting') })
    await waiting.filter({ hasText: '1' }).waitFor()
    await page
      .getByRole('navigation', { name: word('overview_period') })
      .getByRole('link', { name: word('overview_days', { count: 7 }) })
      .click()
    await page.waitForURL(/days=7$/)
    const days = page.getByRole('list', { name: word('overview_leads_by_day') }).getByRole('listitem')
    await expect.poll(() => days.count()).toBe(7)
    await waiting.click()
    await page.waitForURL(/\/leads\?status=NEW/)
    await page.getByText('Anna').first().waitFor()
  })

  test("a car's page says that too few are comparable, then where its price lies, and opens the sample", async () => {
    const { api } = desk.cartie
    const add = (price: number) =>
      api(createListing, {
        body: {
          title: `BMW X5 ${price}`,
          make: 'BMW',
          model: 'X5',
          year: 2019,
          mileageKm: 90_000,
          price: { amount: price, currency: 'USD' },
        },
      })
    const { id } = await add(30_000)
    for (const price of [29_000, 31_000, 32_000, 33_000]) await add(price)
    const { page, go } = await desk.visit(`/inventory?id=${id}`)
    await page.getByRole('heading', { name: word('market_few', { count: 4 }) }).waitFor()
    await add(34_000)
    await go(`/inventory?id=${id}`)
    await page.getByRole('heading', { name: word('market_low', { place: 20 }) }).waitFor()
    await page.getByText(word('market_show', { count: 5 })).click()
    const cheapest = page.getByRole('link', { name: 'BMW X5 2019' }).filter({ hasText: '29' })
    await cheapest.last().click()
    await expect.poll(() => new URL(page.url()).searchParams.get('id')).not.toBe(id)
  })

  test('the health of the installation is told: all checks, what waits, every queue', async () => {
    const { page, complaints } = await desk.visit('/settings/health')
    await page
      .getByRole('status')
      .getByText(/усе гаразд/)
      .waitFor()
    for (const name of ['health_work_pages', 'health_queue_parser'])
      await page.getByRole('cell', { name: word(name), exact: true }).waitFor()
    await page.getByRole('heading', { name: word('health_sites_empty') }).waitFor()

    // Who can't ask does not know, whatever was true before.
    await page.route('**/api/v1/invariants', (route) => route.abort())
    await page.getByRole('button', { name: word('health_again') }).click()
    await page.getByRole('heading', { name: word('error_offline_title') }).waitFor()
    expect(await page.getByText(/усе гаразд/).count()).toBe(0)
    expect(complaints.splice(0).filter((one) => !one.includes('ERR_FAILED'))).toEqual([])
    await page.unroute('**/api/v1/invariants')
    await page.getByRole('button', { name: word('retry') }).click()
    await page
      .getByRole('status')
      .getByText(/усе гаразд/)
      .waitFor()
  })
})
