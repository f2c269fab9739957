import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createListing } from '@cartie/shared/endpoints/listings'
import { getProposal } from '@cartie/shared/endpoints/proposals'
import { createRequest } from '@cartie/shared/endpoints/requests'
import { createVariant, listVariants } from '@cartie/shared/endpoints/variants'
import type { VariantCreate } from '@cartie/shared/schemas/variant'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' })
const cars: VariantCreate[] = [
  { title: 'BMW X5 xDrive30d', make: 'BMW', model: 'X5', year: 2019, price: usd(38_500), mileageKm: 85_000 },
  { title: 'BMW X5 40i', make: 'BMW', model: 'X5', year: 2020, price: usd(44_000), mileageKm: 60_000 },
  { title: 'BMW X5 M', make: 'BMW', model: 'X5', year: 2018, price: usd(36_000), mileageKm: 120_000 },
]

describe('the variants of a request', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  const wish = async (given: readonly VariantCreate[]) => {
    const { api } = desk.cartie
    const { id } = await api(createRequest, {
      body: {
        title: 'BMW X5',
        criteria: {
          makes: ['BMW'],
          models: ['X5'],
          yearFrom: 2019,
          budget: { min: null, max: 40_000, currency: 'USD' },
        },
      },
    })
    for (const body of given) await api(createVariant, { params: { id }, body })
    return { id, path: `/requests?id=${id}&tab=variants` }
  }
  const variants = async (id: string) =>
    (await desk.cartie.api(listVariants, { params: { id }, query: {} })).data
  const panel = (page: Page) => page.getByRole('region', { name: word('variants_title') }).first()
  const deed = (page: Page, number: number, name: string) =>
    page.getByRole('button', { name: `№${number}: ${word(name)}` })

  test('stand side by side with the best of each row marked; one is approved and taken back, one refused with a reason', async () => {
    const { id, path } = await wish(cars)
    const { page } = await desk.visit(path, { width: 1440, height: 1000 })
    await panel(page).waitFor()
    const row = (name: string) =>
      page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
    const best = (name: string, n: number) =>
      row(word(name)).getByRole('cell').nth(n).getByText(word('variants_best'))
    await best('inventory_field_price', 2).waitFor()
    await best('inventory_field_year', 1).waitFor()
    await best('inventory_field_mileage', 1).waitFor()
    await best('variants_score', 0).waitFor()
    expect(await page.getByText(word('variants_best')).count()).toBe(4)
    await page.getByRole('button', { name: word('variants_score_why', { score: 100 }) }).click()
    await page.getByText(new RegExp(`${word('matches_budget')}: ${word('matches_verdict_met')}`)).waitFor()
    await page.keyboard.press('Escape')

    await deed(page, 1, 'variants_do_APPROVED').click()
    await expect.poll(async () => (await variants(id))[0]?.status).toBe('APPROVED')
    const toast = page.locator('[data-sonner-toast]').filter({ hasText: '№1' })
    await toast.getByRole('button', { name: word('undo') }).click()
    await expect.poll(async () => (await variants(id))[0]?.status).toBe('REVIEWED')

    await deed(page, 3, 'variants_do_REJECTED').click()
    await page.getByRole('button', { name: word('variants_reject_mileage') }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('variants_do_REJECTED') })
      .click()
    await page.getByText(word('variants_reason', { reason: word('variants_reject_mileage') })).waitFor()
    await expect.poll(async () => (await variants(id))[2]?.status).toBe('REJECTED')
    // Who is out is no longer the cheapest of those in question.
    await best('inventory_field_price', 0).waitFor()
  })

  test('come from stock, by a text and by a link, which is read while one looks; a car that is there is refused', async () => {
    const { api, site } = desk.cartie
    const car = await api(createListing, {
      body: { title: 'Audi Q7', make: 'Audi', model: 'Q7', price: usd(30_000), status: 'AVAILABLE' },
    })
    const { id, path } = await wish([])
    const { page, complaints } = await desk.visit(path)
    await page.getByText(word('variants_empty_title')).waitFor()
    const add = async (how: string) => {
      await page.getByRole('button', { name: word('variants_add') }).click()
      await page.getByRole('menuitem', { name: word(how) }).click()
    }
    await add('variants_add_stock')
    await page.getByRole('checkbox', { name: /Audi Q7/ }).click()
    await page.getByRole('button', { name: word('inbox_cars_done') }).click()
    await expect
      .poll(async () => (await variants(id))[0])
      .toMatchObject({ source: 'stock', listingId: car.id })
    // The first car takes the place of the words for none, and of the button below them.
    await panel(page).getByText('Audi Q7').first().waitFor()

    await add('variants_add_text')
    await page
      .getByLabel(word('variants_text_label'))
      .fill('Skoda Kodiaq 2018, дизель, 25k, тел 067 111 22 33')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('variants_add') })
      .click()
    await page.getByText('Skoda Kodiaq 2018').first().waitFor()

    await add('variants_add_link')
    await page.getByLabel(word('variants_link_label')).fill('not a link')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('variants_add') })
      .click()
    await page.getByText(word('variants_link_wrong')).waitFor()
    await page.getByLabel(word('variants_link_label')).fill(site.car(7))
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('variants_add') })
      .click()
    await expect
      .poll(async () => (await variants(id))[2])
      .toMatchObject({ pending: false, linkProblem: null })
    await page
      .getByText((await variants(id))[2]!.title)
      .first()
      .waitFor()

    await add('variants_add_link')
    await page.getByLabel(word('variants_link_label')).fill(site.car(7))
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('variants_add') })
      .click()
    await page.getByText(word('variants_duplicate')).waitFor()
    // The browser's console tells of every refusal.
    complaints.splice(0)
  })

  test('on a phone are cards to swipe, and those that are chosen become a proposal', async () => {
    const { id, path } = await wish(cars.slice(0, 2))
    const { page } = await desk.visit(path, { width: 360, height: 800 })
    await page.getByRole('article', { name: /№1/ }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    for (const number of [1, 2]) {
      const box = page.getByRole('checkbox', { name: word('variants_select', { number }) })
      await box.scrollIntoViewIfNeeded()
      await box.click()
    }
    await page.getByRole('button', { name: word('variants_compose') }).click()
    await page.waitForURL(/\/proposals\/[0-9a-f-]{36}/)
    const proposal = new URL(page.url()).pathname.split('/').at(-1)!
    const made = await desk.cartie.api(getProposal, { params: { id: proposal } })
    expect(made).toMatchObject({
      requestId: id,
      items: [{ variant: { number: 1 } }, { variant: { number: 2 } }],
    })
  })
})
