import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createInvitation, joinByInvitation } from '@cartie/shared/endpoints/people'
import { totpOf } from '../api/src/testing/totp.ts'
import { readyBot } from './browser/dealers-bot.ts'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('people', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('one who is invited by a link joins, sees at once what another role allows, and is out when removed', async () => {
    const { page } = await desk.visit('/settings/people')
    await page.getByRole('button', { name: word('people_invite'), exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: word('people_make') }).click()
    await dialog.getByText(word('people_email_needed')).waitFor()
    await dialog.getByLabel(word('people_email'), { exact: true }).fill('Olha@cartie.test')
    await dialog.getByRole('button', { name: word('people_make') }).click()
    const link = (await page.getByRole('dialog').locator('code').innerText()).trim()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('people_done') })
      .click()
    await page.getByText('olha@cartie.test').waitFor()

    const colleague = await desk.visit(new URL(link).pathname, { as: null, width: 360, height: 740 })
    const olha = colleague.page
    await olha.getByRole('button', { name: word('join_submit') }).click()
    await olha.getByText(word('join_name_needed')).waitFor()
    await olha.getByText(word('join_password_needed')).waitFor()
    await olha.getByLabel(word('join_name'), { exact: true }).fill('Ольга')
    await olha.getByLabel(word('join_password'), { exact: true }).fill('довгий пароль 1')
    await olha.getByRole('button', { name: word('join_submit') }).click()
    await olha.waitForURL((url) => url.pathname === '/')
    await colleague.go('/settings/people')
    await olha.getByText(word('people_you'), { exact: true }).waitFor()
    expect(await olha.getByRole('button', { name: word('people_invite'), exact: true }).count()).toBe(0)

    const line = page.getByRole('listitem').filter({ hasText: 'olha@cartie.test' })
    await line.getByRole('combobox', { name: word('people_role_of', { name: 'Ольга' }) }).click()
    await page.getByRole('option', { name: word('role_ADMIN') }).click()
    await olha.getByRole('button', { name: word('people_invite'), exact: true }).waitFor()

    await line.getByRole('button', { name: word('people_reset', { name: 'Ольга' }) }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('people_reset_do') })
      .click()
    const reset = new URL((await page.getByRole('dialog').locator('code').innerText()).trim()).pathname
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('people_done') })
      .click()
    const again = await desk.visit(reset, { as: null })
    await again.page.getByLabel(word('join_password'), { exact: true }).fill('новий пароль 2')
    await again.page.getByRole('button', { name: word('reset_submit') }).click()
    await again.page.waitForURL((url) => url.pathname === '/')
    await again.go(reset)
    await again.page.getByText(word('reset_gone_title')).waitFor()
    again.complaints.length = 0
    // The session in which she was is ended with the old password.
    await colleague.go('/settings/people')
    await olha.waitForURL(/\/login/)
    await again.go('/settings/people')
    await again.page.getByText(word('people_you'), { exact: true }).waitFor()

    await line.getByRole('button', { name: word('people_remove', { name: 'Ольга' }) }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('people_remove_do') })
      .click()
    await line.waitFor({ state: 'detached' })
    await again.page.getByText(word('people_none_title')).waitFor()
    // What she may no longer see is refused, which a browser complains of.
    colleague.complaints.length = again.complaints.length = 0
  })

  test('the last owner stays, and is told why', async () => {
    const { page, complaints } = await desk.visit('/settings/people')
    const line = page.getByRole('listitem').filter({ hasText: desk.cartie.email })
    await line.getByRole('button', { name: /^Вилучити/ }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('people_remove_do') })
      .click()
    await page.getByText('A workspace has an owner').waitFor()
    await line.waitFor()
    expect(complaints.splice(0).filter((one) => !one.includes('409'))).toEqual([])
  })

  test('a second factor may be asked of everybody: who has none gets as far as setting it up, on a phone too', async () => {
    const { api, sql, email } = desk.cartie
    const petro = { email: 'petro@cartie.test', password: 'довгий пароль 3' }
    const { path } = await api(createInvitation, { body: { email: petro.email, role: 'MANAGER' } })
    const params = { token: path!.split('/').at(-1)! }
    await api(joinByInvitation, { params, body: { name: 'Петро', password: petro.password } })
    const { page } = await desk.visit('/settings/people')
    const turn = page.getByRole('switch', { name: word('everyone_factor_switch') })
    await page.getByRole('link', { name: word('everyone_factor_own') }).waitFor()
    expect(await turn.isDisabled()).toBe(true)
    await sql`update users set two_factor_enabled = true where email = ${email}`
    await page.reload()
    const line = page.getByRole('listitem').filter({ hasText: petro.email })
    await line.getByText(word('people_no_factor')).waitFor()

    const colleague = await desk.visit('/leads', { as: petro, width: 360, height: 740 })
    const his = colleague.page
    await his.getByRole('heading', { name: word('nav_leads'), exact: true }).waitFor()
    await turn.click()
    await page.getByText(word('everyone_factor_on')).waitFor()
    await his.getByRole('heading', { name: word('factor_gate_title') }).waitFor()
    expect(await his.getByRole('link', { name: word('nav_inventory_short') }).count()).toBe(0)
    expect(await his.getByRole('button', { name: word('palette_open') }).count()).toBe(0)
    await his.getByRole('button', { name: word('factor_set_up') }).click()
    const dialog = his.getByRole('dialog')
    await dialog.getByLabel(word('login_password'), { exact: true }).fill(petro.password)
    await dialog.getByRole('button', { name: word('factor_go_on') }).click()
    const secret = await dialog.locator('code').textContent()
    await dialog
      .getByLabel(word('factor_code'), { exact: true })
      .fill(totpOf(`otpauth://totp/x?secret=${secret}`))
    await dialog.getByRole('button', { name: word('factor_confirm') }).click()
    await dialog.getByRole('button', { name: word('factor_kept') }).click()
    await his.getByRole('heading', { name: word('nav_leads'), exact: true }).waitFor()
    // What was asked for when the gate closed was refused, which a browser complains of.
    const refused = /403|\/api\/v1\/events/
    expect(colleague.complaints.splice(0).filter((one) => !refused.test(one))).toEqual([])

    await line.getByText(word('people_has_factor'), { exact: true }).waitFor()
    await turn.click()
    await page.getByText(word('everyone_factor_off')).waitFor()
    await sql`update users set two_factor_enabled = false where email = ${email}`
  })

  test('one who is invited by Telegram opens the bot, is given the link there, and joins by it', async () => {
    const { bot } = await readyBot(desk.cartie, 7302)
    const { page } = await desk.visit('/settings/people')
    await page.getByRole('button', { name: word('people_invite'), exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(word('people_email'), { exact: true }).fill('ivan@cartie.test')
    await dialog.getByLabel(word('invite_way'), { exact: true }).click()
    await page.getByRole('option', { name: word('invite_way_telegram') }).click()
    await dialog.getByRole('button', { name: word('people_make') }).click()
    await dialog.getByRole('img', { name: word('people_qr') }).waitFor()
    const link = new URL((await dialog.locator('code').innerText()).trim())
    expect(link.host + link.pathname).toBe('t.me/cartie_7302_bot')

    const ivan = desk.cartie.telegram.addUser({ firstName: 'Іван', languageCode: 'uk' })
    ivan.sends(bot, `/start ${link.searchParams.get('start')}`)
    // This Cartie is of a single machine, for which Telegram takes no button: the link stands in the text.
    const { text = '' } = await ivan.receives(bot, '/p/join/')
    const joining = await desk.visit(new URL(/\S+\/p\/join\/\S+/.exec(text)![0]).pathname, { as: null })
    await joining.page.getByLabel(word('join_name'), { exact: true }).fill('Іван')
    await joining.page.getByLabel(word('join_password'), { exact: true }).fill('довгий пароль 4')
    await joining.page.getByRole('button', { name: word('join_submit') }).click()
    await joining.page.waitForURL((url) => url.pathname === '/')
    await page.getByRole('listitem').filter({ hasText: 'ivan@cartie.test' }).getByText('Іван').waitFor()
  })

  test('where no mail is sent, who runs the installation makes the link that confirms an address', async () => {
    const { sql, email } = desk.cartie
    await sql`update users set email_verified = false where email = ${email}`
    const { page, go, complaints } = await desk.visit('/settings/account')
    await page.getByText(word('account_email_no_mail')).waitFor()
    await go('/settings/installation')
    const section = page.getByRole('region', { name: word('operator_email') })
    await section.getByLabel(word('login_email'), { exact: true }).fill(email)
    await section.getByRole('button', { name: word('people_make') }).click()
    const link = (await page.getByRole('dialog').locator('code').innerText()).trim()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('people_done') })
      .click()
    await page.getByText(`${word('operator_deed_email_link')}: ${email}`).waitFor()
    const { page: opened } = await desk.visit(new URL(link).pathname, { as: null })
    await opened.getByRole('button', { name: word('email_submit') }).click()
    await opened.getByText(word('email_done')).waitFor()
    await section.getByLabel(word('login_email'), { exact: true }).fill(email)
    await section.getByRole('button', { name: word('people_make') }).click()
    await section.getByText(word('operator_email_done')).waitFor()
    expect(complaints.splice(0).filter((one) => !one.includes('409'))).toEqual([])
  })

  test('a link that works no more says so', async () => {
    const { page, complaints } = await desk.visit(`/p/join/${'x'.repeat(32)}`, { as: null })
    await page.getByText(word('join_gone_title')).waitFor()
    complaints.length = 0
  })
})

describe('workspaces', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test.each([1280, 360])(
    'at %i px another one is made in the frame, and one goes back and forth',
    async (width) => {
      const { page } = await desk.visit('/settings', { width, height: 740 })
      const name = `Друга ${width}`
      const change = page.getByRole('button', { name: word('workspace_switch') }).filter({ visible: true })
      await change.click()
      await page.getByRole('menuitem', { name: word('workspace_new') }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByRole('button', { name: word('workspace_new_make') }).click()
      await dialog.getByText(word('settings_name_needed')).waitFor()
      await dialog.getByLabel(word('workspace_new_name'), { exact: true }).fill(name)
      await dialog.getByRole('button', { name: word('workspace_new_make') }).click()
      await page.waitForURL((url) => url.pathname === '/')
      await page
        .getByRole('button', { name: `${word('workspace_switch')}: ${name}` })
        .filter({ visible: true })
        .click()
      await page.getByRole('menuitemcheckbox', { name: 'Cartie Auto' }).click()
      await page
        .getByRole('button', { name: `${word('workspace_switch')}: Cartie Auto` })
        .filter({ visible: true })
        .waitFor()
    },
  )
})
