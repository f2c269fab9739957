import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { totpOf } from '../api/src/testing/totp.ts'
import { startMailServer, type MailServer } from '../workers/src/delivery/testing/mail-server.ts'
import { openDesk, type Desk, type Visit } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('the doors', () => {
  let desk: Desk
  let mail: MailServer
  beforeAll(async () => {
    mail = await startMailServer()
    desk = await openDesk({ SMTP_URL: mail.url, MAIL_FROM: 'Cartie <cartie@cars.example>' })
  })
  afterAll(async () => {
    await desk.close()
    await mail.close()
  })

  const field = ({ page }: Visit, key: Parameters<typeof word>[0]) =>
    page.getByLabel(word(key), { exact: true })
  const press = ({ page }: Visit, key: Parameters<typeof word>[0]) =>
    page.getByRole('button', { name: word(key), exact: true }).click()
  const enter = async (visit: Visit, password: string) => {
    await field(visit, 'login_email').fill(desk.cartie.email)
    await field(visit, 'login_password').fill(password)
    await press(visit, 'login_submit')
  }
  const nextLink = async (n: number) => {
    await expect.poll(() => mail.links().length, { timeout: 30_000 }).toBe(n)
    return new URL(mail.links()[n - 1]!).pathname
  }

  test('a lost password is mended from the mail, an address is confirmed from it, and a colleague is invited by it', async () => {
    const lost = await desk.visit('/login', { as: null })
    await field(lost, 'login_email').fill(desk.cartie.email)
    await lost.page.getByRole('link', { name: word('login_forgot') }).click()
    expect(await field(lost, 'login_email').inputValue()).toBe(desk.cartie.email)
    await press(lost, 'forgot_submit')
    await lost.page.getByText(word('forgot_sent_title')).waitFor()
    await lost.go(await nextLink(1))
    await field(lost, 'join_password').fill('a new long password')
    await press(lost, 'reset_submit')
    await lost.page.waitForURL((url) => !url.pathname.startsWith('/p/'))

    await desk.cartie.sql`update users set email_verified = false`
    await lost.go('/settings/account')
    await press(lost, 'account_email_send')
    await lost.page.getByText(word('account_email_sent')).waitFor()
    await lost.go(await nextLink(2))
    await press(lost, 'email_submit')
    await lost.page.getByText(word('email_done')).waitFor()
    await lost.page.getByRole('link', { name: word('email_open') }).click()

    await lost.go('/settings/people')
    await press(lost, 'people_invite')
    await lost.page.getByLabel(word('people_email'), { exact: true }).fill('amy@dealer.example')
    await press(lost, 'invite_send')
    await lost.page.getByText(word('invite_sent', { email: 'amy@dealer.example' })).waitFor()
    const amy = await desk.visit(await nextLink(3), { as: null })
    await amy.page.getByText('amy@dealer.example').first().waitFor()
  })

  test('a second factor is set up from its code, asked for at the sign-in, and gives way to a recovery code', async () => {
    const password = 'a new long password'
    const here = await desk.visit('/login?back=/settings/account', { as: null })
    await enter(here, password)
    await here.page.waitForURL((url) => url.pathname === '/settings/account')
    await press(here, 'factor_set_up')
    const dialog = here.page.getByRole('dialog')
    await dialog.getByLabel(word('login_password'), { exact: true }).fill(password)
    await dialog.getByRole('button', { name: word('factor_go_on') }).click()
    await dialog.getByRole('img', { name: word('factor_qr') }).waitFor()
    const secret = await dialog.locator('code').textContent()
    const code = () => totpOf(`otpauth://totp/x?secret=${secret}`)
    await dialog.getByLabel(word('factor_code'), { exact: true }).fill(code())
    await dialog.getByRole('button', { name: word('factor_confirm') }).click()
    await dialog.getByText(word('factor_codes_title')).waitFor()
    const [recovery] = await dialog.getByRole('listitem').allTextContents()
    await dialog.getByRole('button', { name: word('factor_kept') }).click()
    await press(here, 'factor_remove')

    const there = await desk.visit('/login?back=/settings/installation', { as: null })
    await enter(there, password)
    await field(there, 'login_code').fill('00000')
    await press(there, 'login_submit')
    await there.page.getByText(word('login_code_needed')).waitFor()
    await field(there, 'login_code').fill(code())
    await press(there, 'login_submit')
    await there.page
      .getByRole('region', { name: word('operator_workspaces') })
      .getByText('Cartie Auto')
      .waitFor()

    const away = await desk.visit('/login', { as: null })
    await enter(away, password)
    await press(away, 'login_use_recovery')
    await field(away, 'login_recovery').fill(recovery!)
    await press(away, 'login_submit')
    await away.page.waitForURL((url) => url.pathname !== '/login')
  })
})
