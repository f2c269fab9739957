import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLead } from '@cartie/shared/endpoints/leads'
import { createListing } from '@cartie/shared/endpoints/listings'
import { getWorkspace, updateWorkspace } from '@cartie/shared/endpoints/workspace'
import { readyBot } from './browser/dealers-bot.ts'
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
    await expect.poll(() => statusWith(key)).toBe(401)
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
    await olha.receives(bot, 'Готово!')
    await mine.getByText('Ольга').waitFor()
    await mine.getByRole('button', { name: word('settings_telegram_leave') }).click()
    const sure = page.getByRole('dialog', { name: word('settings_telegram_leave_title') })
    await sure.getByRole('button', { name: word('settings_telegram_leave') }).click()
    await mine.getByText(word('settings_telegram_none')).waitFor()
  })

  test('a new name of the workspace is shown everywhere at once', async () => {
    const { page } = await desk.visit('/settings')
    const streams: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/api/v1/events')) streams.push(request.url())
    })
    await page.reload()
    await expect.poll(() => streams).toHaveLength(1)
    const name = page.getByLabel(word('settings_name'), { exact: true })
    await name.fill('Автосалон «Дніпро»')
    const readAnew = page.waitForResponse((reply) => reply.url().endsWith('/api/v1/me'))
    await page.getByRole('button', { name: word('settings_save'), exact: true }).click()
    await page.getByText(word('settings_saved')).waitFor()
    await page
      .getByRole('button')
      .filter({ hasText: 'Автосалон «Дніпро»' })
      .or(page.getByText('Автосалон «Дніпро»'))
      .first()
      .waitFor()
    // The event of it reads the person anew, and leaves the stream by which it came.
    await (await readAnew).finished()
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    )
    expect(streams).toHaveLength(1)
    await page.reload()
    await expect.poll(() => name.inputValue()).toBe('Автосалон «Дніпро»')
  })

  test('a logo, working hours and a currency reach the page of visitors; who is told of their request hears the bell', async () => {
    const { page } = await desk.visit('/settings')
    const png = await page.screenshot({ clip: { x: 0, y: 0, width: 64, height: 64 } })
    const logo = page.getByRole('group', { name: word('settings_logo') })
    const file = { name: 'logo.png', mimeType: 'image/png', buffer: png }
    await logo.locator('input[type=file]').setInputFiles({ ...file, mimeType: 'image/svg+xml' })
    await logo.getByText(word('settings_logo_wrong')).waitFor()
    await logo.locator('input[type=file]').setInputFiles(file)
    const remove = logo.getByRole('button', { name: word('settings_logo_remove') })
    await remove.waitFor()
    const shown = await logo.locator('img').first().getAttribute('src')
    await page.getByLabel(word('settings_currency'), { exact: true }).click()
    await page.getByRole('option', { name: 'EUR' }).click()
    await page
      .getByRole('button', { name: word('settings_save'), exact: true })
      .first()
      .click()
    await page.getByText(word('settings_saved')).waitFor()
    const hours = page.getByRole('region', { name: word('settings_hours'), exact: true })
    await hours.getByText(word('settings_hours_told')).click()
    for (const box of await hours
      .getByRole('checkbox', { checked: true })
      .all()
      .then((all) => all.reverse()))
      await box.click()
    await hours.getByRole('button', { name: word('settings_hours_save') }).click()
    await page.getByText(word('settings_hours_saved')).waitFor()

    const { api } = desk.cartie
    const { slug, workingHours } = await api(getWorkspace)
    expect(workingHours).toEqual(Array.from({ length: 7 }, () => null))
    const third = (new Date().getUTCDay() + 2) % 7
    const once = Array.from({ length: 7 }, (_, n) => (n === third ? { from: '09:30', to: '18:00' } : null))
    await api(updateWorkspace, { body: { workingHours: once } })
    const { page: visitor } = await desk.visit(`/p/request/${slug}`, { as: null, width: 360 })
    expect(await visitor.locator('header img').getAttribute('src')).toBe(shown)
    expect(await visitor.getByLabel(word('request_currency')).innerText()).toBe('EUR')
    await visitor.getByText('з 9:30').waitFor()

    const bell = page.getByRole('button', { name: word('notices_bell') })
    await api(createLead, { body: { name: 'Дзвінка' } })
    await page.getByRole('button', { name: word('notices_unread', { n: '1' }) }).click()
    await page.getByRole('link', { name: 'Дзвінка' }).click()
    await page.waitForURL(/leads\?id=/)
    await bell.waitFor()

    await desk.visit('/settings').then(async ({ page: again }) => {
      await again.getByRole('button', { name: word('settings_logo_remove') }).click()
      await again.getByText(word('settings_logo_removed')).waitFor()
    })
  })

  test('what a colleague changes meanwhile is shown and not written over; what was typed stays', async () => {
    const { api } = desk.cartie
    const { page } = await desk.visit('/settings')
    const field = (key: string) => page.getByLabel(word(key), { exact: true })
    const save = page.getByRole('button', { name: word('settings_save'), exact: true })
    await field('settings_phone').fill('067 765 43 21')
    await api(updateWorkspace, { body: { name: 'Інша назва', leadWindowDays: 30 } })
    await expect.poll(() => field('settings_name').inputValue()).toBe('Інша назва')
    expect(await field('settings_phone').inputValue()).toBe('067 765 43 21')
    await save.click()
    await page.getByText(word('settings_saved')).waitFor()
    expect(await api(getWorkspace)).toMatchObject({
      name: 'Інша назва',
      leadWindowDays: 30,
      phone: '+380677654321',
    })

    await field('settings_name').fill('Моя назва')
    await api(updateWorkspace, { body: { name: 'Їхня назва' } })
    await page.getByText(word('edit_clash', { fields: word('settings_name') })).waitFor()
    expect(await field('settings_name').inputValue()).toBe('Моя назва')
    await save.click()
    await expect.poll(async () => (await api(getWorkspace)).name).toBe('Моя назва')
  })

  test('working hours that a colleague changes are shown, and what was typed of them is not written over', async () => {
    const { api } = desk.cartie
    const weekFrom = (from: string) => Array.from({ length: 7 }, () => ({ from, to: '18:00' }))
    const { page } = await desk.visit('/settings')
    const hours = page.getByRole('region', { name: word('settings_hours'), exact: true })
    const monday = hours.getByLabel(word('settings_hours_from', { day: 'понеділок' }), { exact: true })
    await api(updateWorkspace, { body: { workingHours: weekFrom('08:00') } })
    await expect.poll(() => monday.inputValue()).toBe('08:00')

    await monday.fill('07:30')
    await api(updateWorkspace, { body: { workingHours: weekFrom('10:00') } })
    const clash = hours.getByText(word('edit_clash', { fields: word('settings_hours') }))
    await clash.waitFor()
    expect(await monday.inputValue()).toBe('07:30')
    await hours.getByRole('button', { name: word('settings_hours_save') }).click()
    await clash.waitFor({ state: 'detached' })
    await expect.poll(async () => (await api(getWorkspace)).workingHours?.[0]?.from).toBe('07:30')
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
    await api(updateWorkspace, { body: { currency: 'USD' } })
    expect(await worthOf(10_000, 'USD')).toBe('≈ 420 000 ₴ · НБУ 25.11.26')
    expect(await worthOf(433_000, 'UAH')).toBe('≈ 10 310 $ · НБУ 25.11.26')
    await api(updateWorkspace, { body: { currency: 'EUR' } })
    expect(await worthOf(10_000, 'USD')).toBe('≈ 8 660 € · НБУ 25.11.26')
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
