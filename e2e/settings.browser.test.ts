import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLead } from '@cartie/shared/endpoints/leads'
import { getWorkspace } from '@cartie/shared/endpoints/workspace'
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
