import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '@cartie/shared/client'
import { createWorkspace, getMe } from '@cartie/shared/endpoints/workspace'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('deleting a workspace', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('takes its name, closes it in every window, and leaves no row', async () => {
    const { page } = await desk.visit('/settings')
    const cookie = (await page.context().cookies()).map((c) => `${c.name}=${c.value}`).join('; ')
    const headers = () => ({ cookie, origin: desk.cartie.url })
    const person = createClient({ url: desk.cartie.url, headers })
    const name = 'Філія «Захід»'
    const { id } = await person(createWorkspace, { body: { name, language: 'uk' } })
    const other = await desk.visit('/settings')
    for (const window of [page, other.page]) {
      await window.evaluate((chosen) => localStorage.setItem('cartie-workspace', chosen), id)
      await window.reload()
      await window.getByRole('button', { name }).waitFor()
    }

    await page.getByRole('button', { name: word('workspace_delete') }).click()
    const dialog = page.getByRole('dialog', { name: word('workspace_delete_title', { name }) })
    const sure = dialog.getByRole('button', { name: word('workspace_delete') })
    await dialog.getByLabel(word('workspace_delete_type', { name })).fill('Філія')
    await sure.click()
    await dialog.getByText(word('workspace_delete_wrong')).waitFor()
    await dialog.getByLabel(word('workspace_delete_type', { name })).fill(name)
    await sure.click()

    await page.waitForURL(`${desk.cartie.url}/`)
    for (const window of [page, other.page])
      await window.getByRole('button', { name: 'Cartie Auto' }).waitFor({ timeout: 20_000 })
    other.complaints.length = 0
    expect((await person(getMe)).workspaces.map((w) => w.name)).toEqual(['Cartie Auto'])
    const left = () => desk.cartie.sql`select from workspaces where id = ${id}`
    await expect.poll(async () => (await left()).length).toBe(0)
  })

  test('is refused for the workspace of the installation itself', async () => {
    const { page, complaints } = await desk.visit('/settings', { width: 360, height: 740 })
    await page.getByRole('button', { name: word('workspace_delete') }).click()
    const name = 'Cartie Auto'
    const dialog = page.getByRole('dialog', { name: word('workspace_delete_title', { name }) })
    await dialog.getByLabel(word('workspace_delete_type', { name })).fill(name)
    await page.keyboard.press('Enter')
    await dialog.getByText(word('workspace_delete_own')).waitFor()
    complaints.length = 0
  })
})
