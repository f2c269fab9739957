import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('my account', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  const signIn = async (password: string) => {
    const visit = await desk.visit('/login?back=/settings/account', { as: null })
    await visit.page.getByLabel(word('login_email'), { exact: true }).fill(desk.cartie.email)
    await visit.page.getByLabel(word('login_password'), { exact: true }).fill(password)
    await visit.page.getByRole('button', { name: word('login_submit') }).click()
    await visit.page.waitForURL((url) => url.pathname === '/settings/account')
    return visit
  }

  test('shows the other browser, ends it, and has another name and password', async () => {
    const { page, complaints } = await signIn(desk.cartie.password)
    const other = await signIn(desk.cartie.password)
    await page.reload()
    const sessions = page.getByRole('region', { name: word('account_sessions') })
    await sessions.getByText(word('account_here')).waitFor()
    await sessions.getByRole('button', { name: word('account_end_others') }).click()
    await page.getByText(word('account_ended_others')).waitFor()
    await expect.poll(() => sessions.getByRole('listitem').count()).toBe(1)
    await other.page.reload()
    await other.page.waitForURL((url) => url.pathname === '/login')
    other.complaints.length = 0

    await page.getByLabel(word('account_name'), { exact: true }).fill('Олена')
    await page.getByRole('button', { name: word('account_save') }).click()
    await page.getByText(word('account_saved')).waitFor()
    await page.getByRole('button', { name: word('person_menu') }).click()
    await page.getByRole('menu').getByText('Олена').waitFor()
    await page.keyboard.press('Escape')

    const next = 'зовсім інший пароль'
    await page.getByLabel(word('account_current'), { exact: true }).fill('не той')
    await page.getByLabel(word('account_next'), { exact: true }).fill(next)
    await page.getByRole('button', { name: word('account_change') }).click()
    await page.getByText(word('account_current_wrong')).waitFor()
    expect(complaints.splice(0).filter((one) => !one.includes('400'))).toEqual([])
    await page.getByLabel(word('account_current'), { exact: true }).fill(desk.cartie.password)
    await page.getByRole('button', { name: word('account_change') }).click()
    await page.getByText(word('account_changed')).waitFor()
    await signIn(next)
  })
})
