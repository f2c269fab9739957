import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLead } from '@cartie/shared/endpoints/leads'
import { createListing } from '@cartie/shared/endpoints/listings'
import { getWorkspace } from '@cartie/shared/endpoints/workspace'
import { patience, readyBot } from './browser/dealers-bot.ts'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('settings', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('an API key is shown once, works, and stops working when it is revoked', async () => {
    const { page } = await desk.visit('/settings')
    const statusWith = async (key: string) =>
      (await fetch(`${desk.cartie.url}/api/v1/listings`, { headers: { authorization: `Bearer ${key}` } }))
        .status
    await page.getByRole('button', { name: word('keys_create') }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('keys_make') })
      .click()
    await page.getByText(word('keys_name_needed')).waitFor()
    await page.getByLabel(word('keys_name'), { exact: true }).fill('Скрипт складу')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('keys_make') })
      .click()
    const shown = page.getByRole('dialog', { name: word('keys_made_title') })
    const key = (await shown.locator('code').innerText()).trim()
    expect(await statusWith(key)).toBe(200)
    await shown.getByRole('button', { name: word('keys_made_done') }).click()
    await shown.waitFor({ state: 'detached' })
    await page.reload()
    const line = page.locator('main').getByRole('listitem').filter({ hasText: 'Скрипт складу' })
    await line.waitFor()
    expect(await page.content()).not.toContain(key)

    await line.getByRole('button', { name: word('keys_revoke') }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('keys_revoke') })
      .click()
    await line.getByText(word('keys_revoked')).waitFor()
    // Each API process remembers a key for a second.
    await expect.poll(() => statusWith(key), { timeout: 2000 }).toBe(401)
  })

  test('a colleague ties their Telegram by the link, sees it at once, and unties it', async () => {
    const { page } = await desk.visit('/settings/account')
    const mine = page.getByRole('region', { name: word('settings_telegram') })
    await mine.getByText(word('partners_invite_no_bot_title')).waitFor()
    const { bot } = await readyBot(desk.cartie, 710_777)
    await mine.getByRole('button', { name: word('settings_telegram_link') }).click()
    const open = mine.getByRole('link', { name: word('settings_telegram_open') })
    const payload = new URL((await open.getAttribute('href'))!).searchParams.get('start')!
    const olha = desk.cartie.telegram.addUser({ firstName: 'Ольга', languageCode: 'uk' })
    olha.sends(bot, `/start ${payload}`)
    await olha.receives(bot, 'Готово!', patience)
    await mine.getByText('Ольга').waitFor()
    await mine.getByRole('button', { name: word('settings_telegram_leave') }).click()
    const sure = page.getByRole('dialog', { name: word('settings_telegram_leave_title') })
    await sure.getByRole('button', { name: word('settings_telegram_leave') }).click()
    await mine.getByText(word('settings_telegram_none')).waitFor()
  })

  test('a new name of the workspace is shown everywhere at once', async () => {
    const { page } = await desk.visit('/settings')
    const name = page.getByLabel(word('settings_name'), { exact: true })
    await name.fill('Автосалон «Дніпро»')
    await page.getByRole('button', { name: word('settings_save'), exact: true }).click()
    await page.getByText(word('settings_saved')).waitFor()
    await page
      .getByRole('button')
      .filter({ hasText: 'Автосалон «Дніпро»' })
      .or(page.getByText('Автосалон «Дніпро»'))
      .first()
      .waitFor()
    await page.reload()
    await expect.poll(() => name.inputValue()).toBe('Автосалон «Дніпро»')
  })

  test('the exchange rates are shown, and what a car costs by them', async () => {
    const { api, sql } = desk.cartie
    const { page: before } = await desk.visit('/settings')
    await before.getByText(word('rates_none')).waitFor()
    await sql`insert into exchange_rates (day, currency, uah_per) values ('2026-11-25', 'USD', 42), ('2026-11-25', 'EUR', 48.5)`
    const { page } = await desk.visit('/settings')
    await page.getByText(word('rates_day', { day: '25 листопада 2026 р.' })).waitFor()
    await page.getByText('48,5 ₴').waitFor()

    const worthOf = async (amount: number, currency: string) => {
      const car = await api(createListing, { body: { title: 'Skoda Octavia', price: { amount, currency } } })
      const { page: card } = await desk.visit(`/inventory?id=${car.id}`, {
        width: 360,
        height: 740,
        theme: 'dark',
      })
      const worth = await card.getByText('≈').innerText()
      return worth.replace(/\s/g, ' ')
    }
    expect(await worthOf(10_000, 'USD')).toBe('≈ 420 000 ₴ · НБУ 25.11.26')
    expect(await worthOf(433_000, 'UAH')).toBe('≈ 10 310 $ · НБУ 25.11.26')
  })

  test('another time zone is found by its city, and dates follow it', async () => {
    const { page } = await desk.visit('/settings')
    const zone = page.getByLabel(word('settings_time_zone'), { exact: true })
    await zone.fill('new_york')
    await page.getByRole('option', { name: 'America/New_York' }).click()
    await page.getByRole('button', { name: word('settings_save'), exact: true }).click()
    await page.getByText(word('settings_saved')).waitFor()
    const { api } = desk.cartie
    expect(await api(getWorkspace)).toMatchObject({ timeZone: 'America/New_York' })
    const lead = await api(createLead, { body: { name: 'Далекий' } })
    const { page: card } = await desk.visit(`/leads?id=${lead.id}`)
    const at = new Intl.DateTimeFormat('uk-UA', {
      dateStyle: 'long',
      timeStyle: 'medium',
      timeZone: 'America/New_York',
    }).format(new Date(lead.createdAt))
    await card.getByText(at, { exact: true }).waitFor()
  })
})
