import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
    await olha.waitForURL(/\/import$/)
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
    await again.page.waitForURL(/\/import$/)
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
      await page.waitForURL(/\/import$/)
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
