import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLead, getLead } from '@cartie/shared/endpoints/leads'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('the leads', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('a lead is written down, stands on the board, goes on by the keyboard, is noted, reminded of, deleted and brought back', async () => {
    const { page } = await desk.visit('/leads?view=board&new=1')
    const field = (name: string) => page.getByLabel(word(name), { exact: true })
    await field('leads_field_phone').fill('12')
    await page.getByRole('button', { name: word('leads_create') }).click()
    await page.getByText(word('leads_error_phone')).waitFor()
    await field('leads_field_name').fill('Олена Коваль')
    await field('leads_field_phone').fill('067 123 45 67')
    await field('leads_field_make').fill('Audi')
    await page.getByRole('button', { name: word('leads_create') }).click()
    await page.waitForURL(/id=/)
    const id = new URL(page.url()).searchParams.get('id')!
    const read = () => desk.cartie.api(getLead, { params: { id } })
    expect(await read()).toMatchObject({ phone: '+380671234567', status: 'NEW', make: 'Audi' })

    const card = (stage: string) =>
      page.locator(`[data-status=${stage}]`).getByRole('button', { name: /^Олена Коваль/ })
    await card('NEW').focus()
    await page.keyboard.press('Shift+ArrowRight')
    await card('CONTACTED').waitFor()
    await page
      .getByText(word('leads_moved', { name: 'Олена Коваль', status: word('leads_status_contacted') }))
      .waitFor()
    expect((await read()).status).toBe('CONTACTED')
    await page.keyboard.press('Shift+ArrowLeft')
    await card('NEW').waitFor()

    const story = page.getByRole('list', { name: word('leads_story') })
    await page.getByLabel(word('leads_note'), { exact: true }).fill('Передзвонити після роботи')
    await page.keyboard.press('Control+Enter')
    await story.getByText('Передзвонити після роботи').waitFor()

    await page.getByRole('button', { name: word('leads_remind') }).click()
    await page.getByLabel(word('leads_reminder_text'), { exact: true }).fill('Показати Audi')
    await page.keyboard.press('Enter')
    await page
      .getByRole('region', { name: word('leads_reminders') })
      .getByText('Показати Audi')
      .waitFor()

    await page.getByRole('button', { name: word('leads_delete') }).click()
    await card('NEW').waitFor({ state: 'detached' })
    const toast = page.locator('[data-sonner-toast]').filter({ hasText: word('leads_deleted') })
    await toast.getByRole('button', { name: word('undo') }).click()
    await card('NEW').waitFor()
    expect((await read()).deletedAt).toBeNull()
  })

  test('a lead that comes from elsewhere appears by itself', async () => {
    const { page } = await desk.visit('/leads')
    await page.getByText(word('live_live')).first().waitFor()
    await desk.cartie.api(createLead, { body: { name: 'Петро Бойко', email: 'petro@example.com' } })
    await page.getByRole('button', { name: /^Петро Бойко/ }).waitFor()
  })
})
