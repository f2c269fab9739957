import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  createPartner,
  getPartner,
  invitePartner,
  listPartners,
  updatePartner,
} from '@cartie/shared/endpoints/partners'
import { readyBot, type ReadyBot } from './browser/dealers-bot.ts'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('the partners', () => {
  let desk: Desk
  let dealers: ReadyBot
  beforeAll(async () => {
    desk = await openDesk()
    dealers = await readyBot(desk.cartie, 710_001)
  })
  afterAll(() => desk.close())

  test('a partner is written down, its person comes by the link that was copied, is seen at once, and is taken off', async () => {
    const { page } = await desk.visit('/partners')
    const { api, telegram } = desk.cartie
    const button = (key: string, values = {}) =>
      page.getByRole('button', { name: word(key, values), exact: true })
    await button('partners_add_first').click()
    const dialog = page.getByRole('dialog', { name: word('partners_add_title') })
    const field = (key: string) => dialog.getByLabel(word(key), { exact: true })
    await field('partners_phone').fill('12')
    const save = dialog.getByRole('button', { name: word('partners_create'), exact: true })
    await save.click()
    await dialog.getByText(word('partners_error_name')).waitFor()
    await dialog.getByText(word('partners_error_phone')).waitFor()
    await field('partners_name').fill('Автохаус Львів')
    await field('partners_phone').fill('067 123 45 67')
    await field('partners_makes').fill('бмв, Audi')
    await save.click()
    await page.getByRole('heading', { name: 'Автохаус Львів' }).waitFor()
    const id = new URL(page.url()).searchParams.get('id')!
    const read = () => api(getPartner, { params: { id } })
    expect(await read()).toMatchObject({ makes: ['BMW', 'Audi'], phone: '+380671234567' })

    await button('partners_invite').click()
    await button('partners_invite_make').click()
    const link = await page
      .getByRole('dialog')
      .getByText(/^https:\/\/t\.me\//)
      .innerText()
    await button('partners_invite_done').click()
    const oleh = telegram.addUser({ firstName: 'Олег', languageCode: 'uk' })
    oleh.sends(dealers.bot, `/start ${new URL(link).searchParams.get('start')}`)
    await oleh.receives(dealers.bot, 'Автохаус Львів')
    const people = page.getByRole('region', { name: word('partners_people') })
    await people.getByText('Олег').waitFor()
    expect((await read()).invites).toEqual([])

    await people.getByRole('button', { name: word('partners_remove', { name: 'Олег' }) }).click()
    await button('partners_remove_do').click()
    await people.getByText(word('partners_people_empty')).waitFor()
    expect((await read()).users).toEqual([])
  })

  test('an invitation is withdrawn; a partner is blocked, let in again and deleted, each with a way back', async () => {
    const { api } = desk.cartie
    const { id } = await api(createPartner, { body: { name: 'Беркут Авто', city: 'Київ' } })
    await api(invitePartner, { params: { id }, body: { days: 7 } })
    const { page } = await desk.visit(`/partners?id=${id}`)
    const read = () => api(getPartner, { params: { id } })
    await page.getByRole('button', { name: word('partners_revoke'), exact: true }).click()
    await page.getByText(word('partners_revoked')).waitFor()
    await expect.poll(async () => (await read()).invites).toEqual([])

    const menu = async (key: string) => {
      await page.getByRole('button', { name: word('partners_more') }).click()
      await page.getByRole('menuitem', { name: word(key), exact: true }).click()
    }
    const undo = (text: string) =>
      page
        .locator('[data-sonner-toast]')
        .filter({ hasText: text })
        .getByRole('button', { name: word('undo') })
        .click()
    await menu('partners_block')
    await page.getByText(word('partners_blocked_note')).waitFor()
    expect((await read()).status).toBe('BLOCKED')
    await undo(word('partners_blocked_told', { name: 'Беркут Авто' }))
    await page.getByText(word('partners_blocked_note')).waitFor({ state: 'detached' })
    expect((await read()).status).toBe('ACTIVE')

    await menu('partners_delete')
    await page.getByText(word('partners_choose_title')).waitFor()
    expect((await read()).deletedAt).not.toBeNull()
    await undo(word('partners_deleted', { name: 'Беркут Авто' }))
    await page.getByRole('button', { name: /^Беркут Авто/ }).waitFor()
    expect((await read()).deletedAt).toBeNull()
  })

  test('an edit writes over nobody: what a colleague saved meanwhile stays, and the same field is asked about', async () => {
    const { api } = desk.cartie
    const { id } = await api(createPartner, { body: { name: 'Лелека', city: 'Київ' } })
    const read = () => api(getPartner, { params: { id } })
    const { page, complaints } = await desk.visit(`/partners?id=${id}`)
    await page.getByText(word('live_live')).first().waitFor()
    const edit = async (name: string) => {
      await page.getByRole('button', { name: word('partners_more') }).click()
      await page.getByRole('menuitem', { name: word('partners_edit'), exact: true }).click()
      await page.getByLabel(word('partners_name'), { exact: true }).fill(name)
    }
    const save = page.getByRole('button', { name: word('partners_save'), exact: true })
    await edit('Лелека Авто')
    await api(updatePartner, { params: { id }, body: { city: 'Одеса', phone: '0671112233' } })
    await page.getByText('+380671112233').waitFor()
    await save.click()
    await page.getByRole('heading', { name: 'Лелека Авто' }).waitFor()
    expect(await read()).toMatchObject({ name: 'Лелека Авто', city: 'Одеса', phone: '+380671112233' })

    await edit('Моє')
    await api(updatePartner, { params: { id }, body: { name: 'Їхнє' } })
    await page.getByRole('heading', { name: 'Їхнє', includeHidden: true }).waitFor()
    await save.click()
    await page.getByText(word('edit_clash', { fields: word('partners_name') })).waitFor()
    expect((await read()).name).toBe('Їхнє')
    await save.click()
    await page.getByRole('heading', { name: 'Моє' }).waitFor()
    expect((await read()).name).toBe('Моє')
    // The browser's console tells of every refusal.
    complaints.splice(0)
  })

  test('whoever is open stays when a new one is given up; an invitation can be made once the bots are there', async () => {
    const { api } = desk.cartie
    const { id } = await api(createPartner, { body: { name: 'Стриж' } })
    const { page, complaints } = await desk.visit(`/partners?id=${id}`)
    await page.getByRole('heading', { name: 'Стриж' }).waitFor()
    await page.getByRole('button', { name: word('partners_add'), exact: true }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: word('cancel') })
      .click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Стриж' }).waitFor()

    await page.context().setOffline(true)
    await page.getByRole('button', { name: word('partners_invite'), exact: true }).click()
    const again = page.getByRole('dialog').getByRole('button', { name: word('retry') })
    await again.waitFor()
    await page.context().setOffline(false)
    await again.click()
    await page.getByRole('button', { name: word('partners_invite_make'), exact: true }).click()
    await page
      .getByText(/^https:\/\/t\.me\//)
      .first()
      .waitFor()
    complaints.splice(0)
  })

  test('one that comes from elsewhere appears, is found by its city, and what is not there says so', async () => {
    const { page } = await desk.visit('/partners')
    await page.getByText(word('live_live')).first().waitFor()
    await desk.cartie.api(createPartner, { body: { name: 'Сокіл', city: 'Чернівці' } })
    const row = page.getByRole('button', { name: /^Сокіл/ })
    await row.waitFor()
    const box = page.getByRole('searchbox', { name: word('partners_search') })
    await box.fill('чернів')
    await page.getByRole('button', { name: /^Беркут Авто/ }).waitFor({ state: 'detached' })
    await row.waitFor()
    await box.fill('zzzz')
    await page.getByText(word('partners_nothing_title')).waitFor()
    await page.getByRole('button', { name: word('partners_clear') }).click()
    await row.waitFor()
    expect((await desk.cartie.api(listPartners, { query: { limit: 10 } })).data.length).toBeGreaterThan(1)
  })
})
