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

  test('a refused address is told as it is, and the right password is not called wrong', async () => {
    const { page, complaints } = await desk.visit('/settings/account')
    const mine = page.getByRole('region', { name: word('account_email') })
    await mine.getByLabel(word('account_email_new'), { exact: true }).fill('olena@a.b')
    const password = mine.getByLabel(word('login_password'), { exact: true })
    await password.fill(desk.cartie.password)
    await mine.getByRole('button', { name: word('account_email_change') }).click()
    await mine.getByText(word('login_email_needed')).waitFor()
    expect(await mine.getByText(word('account_current_wrong')).count()).toBe(0)
    await mine.getByLabel(word('account_email_new'), { exact: true }).fill('olena@cartie.test')
    await password.fill('не той')
    await mine.getByRole('button', { name: word('account_email_change') }).click()
    await mine.getByText(word('account_current_wrong')).waitFor()
    expect(await mine.getByText(word('login_email_needed')).count()).toBe(0)
    expect(complaints.splice(0).filter((one) => !one.includes('400'))).toEqual([])
  })

  test('two ticks that follow each other both count', async () => {
    const { page } = await desk.visit('/settings/account')
    const mine = page.getByRole('region', { name: word('notices_title') })
    const kind = (await mine.getByRole('rowheader').first().innerText()).trim()
    const boxes = ['notices_in_bell', 'notices_in_telegram'].map((key) =>
      mine.getByRole('checkbox', { name: word(key, { kind }) }),
    )
    const ticks = () => Promise.all(boxes.map((box) => box.isChecked()))
    await boxes[0]!.waitFor()
    const before = await ticks()
    // The first save is held until the second tick was made.
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/api/v1/me/notices', async (route) => {
      if (route.request().method() === 'PUT') await held
      await route.continue()
    })
    for (const box of boxes) await box.click()
    const told = page.waitForResponse(
      (reply) => reply.url().endsWith('/me/notices') && reply.request().method() === 'GET',
    )
    release()
    await (await told).finished()
    await page.reload()
    await boxes[0]!.waitFor()
    expect(await ticks()).toEqual(before.map((on) => !on))
  })

  test('the bell does not say that there is nothing before it knows', async () => {
    const { page, go } = await desk.visit('/settings/account')
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/api/v1/notices?*', async (route) => {
      await held
      await route.continue()
    })
    await go('/settings/account')
    await page.getByRole('button', { name: word('notices_bell') }).click()
    const bell = page.locator('[data-popover-content]')
    await bell.getByRole('status', { name: word('loading') }).waitFor()
    expect(await bell.getByText(word('notices_empty')).count()).toBe(0)
    release()
    await bell.getByText(word('notices_empty')).waitFor()
  })

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
