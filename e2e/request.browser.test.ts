import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listLeads, sendLeadForm } from '@cartie/shared/endpoints/leads'
import { openDesk, type Desk } from './browser/desk.ts'
import { word, type Language } from './browser/words.ts'

const phone = { as: null, width: 390, height: 844 } as const

describe('the request page of a company', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  const field = (page: Page, name: string, language: Language = 'uk') =>
    page.getByLabel(word(name, {}, language), { exact: true })
  const submit = (page: Page, language: Language = 'uk') =>
    page.getByRole('button', { name: word('request_send', {}, language) })

  test('leads a visitor on a phone from what is missing to a request, which the company finds by its code', async () => {
    const { page } = await desk.visit('/p/request/cartie?from=card', phone)
    await submit(page).click()
    for (const error of ['request_error_name', 'leads_error_phone', 'request_error_consent'])
      await page.getByText(word(error)).waitFor()
    await expect
      .poll(() => field(page, 'request_name').evaluate((e) => e === document.activeElement))
      .toBe(true)
    await field(page, 'request_name').fill('Олена')
    await field(page, 'request_phone').fill('067 765 43 21')
    await page.getByLabel(word('request_wish')).fill('Škoda Octavia від 2018 року')
    await page.getByLabel(word('request_budget')).fill('15 000')
    await page.getByRole('checkbox').click()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await submit(page).click()
    await page.getByRole('heading', { name: word('request_thanks', { name: 'Олена' }) }).waitFor()
    const code = await page.getByText(/^L-[0-9A-Z]{6}$/).innerText()

    const found = async () => (await desk.cartie.api(listLeads, { query: { q: code } })).data
    await expect.poll(async () => (await found()).length).toBe(1)
    expect((await found())[0]).toMatchObject({
      code,
      name: 'Олена',
      phone: '+380677654321',
      request: 'Škoda Octavia від 2018 року',
      budget: { min: null, max: 15_000, currency: 'USD' },
      source: 'form',
      campaign: 'card',
    })
    await page.getByRole('button', { name: word('request_again') }).click()
    expect(await field(page, 'request_name').inputValue()).toBe('')
  })

  test('is there before any script, in the language of the browser, with the company’s name, for no search engine', async () => {
    const reply = await fetch(`${desk.cartie.url}/p/request/cartie`, {
      headers: { 'accept-language': 'ru-UA,ru' },
    })
    const html = await reply.text()
    expect(html).toContain('<html lang="ru">')
    expect(html).toContain(word('request_send', {}, 'ru'))
    expect(html).toContain(word('request_intro', { company: 'Cartie Auto' }, 'ru'))
    expect(html).toMatch(/<meta name="robots" content="noindex"/)
    expect(reply.headers.get('set-cookie')).toMatch(/^cartie_language=ru; .*Path=\//)
    expect((await fetch(`${desk.cartie.url}/p/request/nobody`)).status).toBe(404)
  })

  test('is spoken in the language that the visitor chooses', async () => {
    const { page } = await desk.visit('/p/request/cartie?from=card', phone)
    await page.getByRole('link', { name: 'English' }).click()
    await submit(page, 'en').waitFor()
    await page.getByText(word('request_sell', {}, 'en')).click()
    await page.getByLabel(word('request_offer', {}, 'en')).waitFor()
    expect(new URL(page.url()).searchParams.get('from')).toBe('card')
  })

  test('tells who sends too often to wait, and keeps what they wrote', async () => {
    const { page, complaints } = await desk.visit('/p/request/cartie', phone)
    await field(page, 'request_name').fill('Ivan')
    await field(page, 'request_phone').fill('0501112233')
    await page.getByRole('checkbox').click()
    const body = { workspace: 'cartie', name: 'Many', phone: '0631112233', consent: true } as const
    await Promise.allSettled(Array.from({ length: 12 }, () => desk.cartie.api(sendLeadForm, { body })))
    await submit(page).click()
    await page.getByText(word('request_limited')).waitFor()
    expect(await field(page, 'request_name').inputValue()).toBe('Ivan')
    expect(complaints.splice(0).filter((one) => !one.includes('429'))).toEqual([])
  })

  test('is handed out by the settings', async () => {
    const { page } = await desk.visit('/settings')
    await page.getByText(`${desk.cartie.url}/p/request/cartie`).waitFor()
    const link = page.getByRole('link', { name: word('settings_request_page_open') })
    expect(await link.getAttribute('href')).toBe('/p/request/cartie')
  })
})
