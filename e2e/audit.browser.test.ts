import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLead } from '@cartie/shared/endpoints/leads'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('the audit trail', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('tells who changed what, is filtered by person and kind, and is taken along as a table', async () => {
    const { page, go } = await desk.visit('/settings')
    await page.getByLabel(word('settings_name'), { exact: true }).fill('Нова назва')
    await page.getByRole('button', { name: word('settings_save'), exact: true }).click()
    await page.getByText(word('settings_saved')).waitFor()
    await desk.cartie.api(createLead, { body: { name: 'Марія' } })

    await go('/settings/audit')
    const rows = page.getByRole('list', { name: word('audit_title') }).getByRole('listitem')
    const renamed = rows.filter({ hasText: `${word('settings_name')}: Cartie Auto → Нова назва` })
    await renamed.getByText('Власник').waitFor()
    const lead = rows.filter({ hasText: `${word('audit_kind_lead')}: ${word('audit_deed_created')}` })
    await lead.getByText(word('audit_key', { name: 'credentials.json' })).waitFor()

    await page.getByLabel(word('audit_person'), { exact: true }).click()
    await page.getByRole('option', { name: 'Власник' }).click()
    await lead.waitFor({ state: 'detached' })
    await renamed.waitFor()
    await page.getByLabel(word('audit_kind'), { exact: true }).click()
    await page.getByRole('option', { name: word('audit_kind_lead'), exact: true }).click()
    await page.getByText(word('audit_empty_title')).waitFor()
    await page.getByLabel(word('audit_person'), { exact: true }).click()
    await page.getByRole('option', { name: word('audit_anyone') }).click()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: word('audit_export') }).click()
    expect((await download).suggestedFilename()).toBe('cartie-audit.csv')
    await lead.getByRole('link', { name: word('audit_open') }).click()
    await page.waitForURL(/\/leads\?id=/)
  })
})
