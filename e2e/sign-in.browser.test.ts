import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('signing in', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('a wrong password is told and what was typed is kept; the right one leads to the page asked for; signing out ends it', async () => {
    const { page, complaints, go } = await desk.visit('/inventory?q=skoda', { as: null })
    await page.waitForURL(/\/login\?back=/)
    const email = page.getByLabel(word('login_email'), { exact: true })
    const password = page.getByLabel(word('login_password'), { exact: true })
    const submit = page.getByRole('button', { name: word('login_submit') })
    await email.fill(desk.cartie.email)
    await password.fill('not the password')
    await submit.click()
    await page.getByRole('alert').getByText(word('login_wrong')).waitFor()
    expect(await email.inputValue()).toBe(desk.cartie.email)
    expect(await password.inputValue()).toBe('not the password')

    await password.fill(desk.cartie.password)
    await password.press('Enter')
    await page.waitForURL(/\/inventory\?q=skoda$/)
    await page.getByRole('heading', { level: 1, name: word('inventory_title') }).waitFor()

    await page.getByRole('button', { name: word('person_menu') }).click()
    await page.getByRole('menuitem', { name: word('sign_out') }).click()
    await page.waitForURL(/\/login/)
    expect((await page.request.get(`${desk.cartie.url}/api/v1/me`)).status()).toBe(401)
    await go('/inventory')
    await page.waitForURL(/\/login\?back=/)
    // The refusals above are what the test asks for.
    expect(complaints.filter((line) => !line.includes('401'))).toEqual([])
    complaints.length = 0
  })

  test('empty fields are told beside them and nothing is sent', async () => {
    const { page } = await desk.visit('/login', { as: null })
    let asked = 0
    page.on('request', (request) => (asked += request.url().includes('/api/auth/') ? 1 : 0))
    await page.getByRole('button', { name: word('login_submit') }).click()
    await page.getByText(word('login_email_needed')).waitFor()
    await page.getByText(word('login_password_needed')).waitFor()
    expect(asked).toBe(0)
  })

  test('a way back that leads to another site is not taken', async () => {
    const { page } = await desk.visit('/login?back=https%3A%2F%2Fevil.example%2F', { as: null })
    await page.getByLabel(word('login_email'), { exact: true }).fill(desk.cartie.email)
    await page.getByLabel(word('login_password'), { exact: true }).fill(desk.cartie.password)
    await page.getByRole('button', { name: word('login_submit') }).click()
    await page.waitForURL((url) => url.origin === desk.cartie.url && url.pathname !== '/login')
  })
})
