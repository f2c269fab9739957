import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLead } from '@cartie/shared/endpoints/leads'
import { createRequest, getRequest, listRequests } from '@cartie/shared/endpoints/requests'
import { listVariants } from '@cartie/shared/endpoints/variants'
import { openDesk, type Desk } from './browser/desk.ts'
import { requestWithCars } from './browser/offered-cars.ts'
import { word } from './browser/words.ts'

describe('the requests', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('a pasted wish is understood as it is written, put right, stands on the board, goes on, is noted, deleted and brought back', async () => {
    const { page } = await desk.visit('/requests?view=board&new=1')
    await page.getByRole('button', { name: word('requests_create') }).click()
    await page.getByText(word('requests_error_title')).waitFor()
    await page
      .getByLabel(word('requests_text'), { exact: true })
      .fill('BMW X5 2018-2020, дизель, тільки чорний, до 40 тис $, Київ')
    const title = page.getByLabel(word('requests_field_title'), { exact: true })
    await expect.poll(() => title.inputValue()).toBe('BMW X5 2018–2020')
    const pressed = (name: string) => page.getByRole('button', { name, exact: true, pressed: true })
    await pressed(word('inventory_fuel_diesel')).waitFor()
    await pressed(`${word('requests_must')} ${word('requests_criterion_color')}`).waitFor()
    // What is put right by hand stays, also when the text goes on.
    await pressed(word('inventory_fuel_diesel')).click()
    await page.getByRole('button', { name: word('inventory_fuel_hybrid'), exact: true }).click()
    await page.getByLabel(word('requests_text'), { exact: true }).press('End')
    await page.getByLabel(word('requests_text'), { exact: true }).pressSequentially(', автомат')
    await pressed(word('inventory_transmission_automatic')).waitFor()
    await pressed(word('inventory_fuel_hybrid')).waitFor()
    await page.getByRole('button', { name: word('requests_create') }).click()
    await page.waitForURL(/id=/)
    const id = new URL(page.url()).searchParams.get('id')!
    const read = () => desk.cartie.api(getRequest, { params: { id } })
    expect(await read()).toMatchObject({
      status: 'DRAFT',
      criteria: {
        makes: ['BMW'],
        models: ['X5'],
        fuels: ['hybrid'],
        transmissions: ['automatic'],
        colors: ['black'],
        budget: { max: 40_000, currency: 'USD' },
        must: ['make', 'model', 'color'],
      },
    })

    const card = (stage: string) =>
      page.locator(`[data-status=${stage}]`).getByRole('button', { name: /^BMW X5/ })
    await card('DRAFT').focus()
    await page.keyboard.press('Shift+ArrowRight')
    await card('PUBLISHED').waitFor()
    await expect.poll(async () => (await read()).status).toBe('PUBLISHED')
    await card('PUBLISHED').focus()
    await page.keyboard.press('Shift+ArrowRight')
    await card('COLLECTING_VARIANTS').waitFor()
    const toast = (text: string) => page.locator('[data-sonner-toast]').filter({ hasText: text })
    const moved = word('requests_status_collecting')
    await toast(moved)
      .getByRole('button', { name: word('undo') })
      .click()
    await card('PUBLISHED').waitFor()
    await expect.poll(async () => (await read()).status).toBe('PUBLISHED')

    await page.getByRole('tab', { name: word('requests_story') }).click()
    await page.waitForURL(/tab=story/)
    await page.getByLabel(word('requests_note'), { exact: true }).fill('Клієнт поспішає')
    await page.keyboard.press('Control+Enter')
    await page
      .getByRole('list', { name: word('requests_story') })
      .getByText('Клієнт поспішає')
      .waitFor()

    await page
      .getByRole('button', { name: word('requests_move_to', { status: word('requests_status_lost') }) })
      .click()
    await page.getByLabel(word('proposals_resolve_reason')).fill('Купив деінде')
    await page.getByRole('button', { name: word('proposals_resolve_go'), exact: true }).click()
    await expect.poll(async () => (await read()).lostReason).toBe('Купив деінде')

    await page.getByRole('button', { name: word('requests_delete') }).click()
    await card('LOST').waitFor({ state: 'detached' })
    await toast(word('requests_deleted'))
      .getByRole('button', { name: word('undo') })
      .click()
    await card('LOST').waitFor()
    expect((await read()).deletedAt).toBeNull()
  })

  test('a text that is not understood yet when it is sent has its criteria all the same', async () => {
    const { page } = await desk.visit('/requests?new=1')
    await page.getByLabel(word('requests_text'), { exact: true }).fill('Audi Q7 від 2019, дизель')
    await page.getByRole('button', { name: word('requests_create') }).click()
    await page.waitForURL(/id=/)
    const id = new URL(page.url()).searchParams.get('id')!
    expect(await desk.cartie.api(getRequest, { params: { id } })).toMatchObject({
      criteria: { makes: ['Audi'], models: ['Q7'], yearFrom: 2019, fuels: ['diesel'] },
    })
  })

  test('a wish that was begun waits for its own client, and for nobody else', async () => {
    const { page, go } = await desk.visit('/requests?new=1')
    const text = page.getByLabel(word('requests_text'), { exact: true })
    await text.fill('Skoda Fabia')
    await go(`/requests?new=1&chat=${randomUUID()}`)
    expect(await text.inputValue()).toBe('')
    await go('/requests?new=1')
    expect(await text.inputValue()).toBe('Skoda Fabia')
  })

  test('a card is dragged by the mouse; to its end it goes only once somebody has seen who is told of it', async () => {
    const { request, variants } = await requestWithCars(desk.cartie)
    const read = () => desk.cartie.api(getRequest, { params: { id: request.id } })
    const { page } = await desk.visit('/requests?view=board', { width: 1800 })
    const card = (stage: string) =>
      page.locator(`[data-status=${stage}]`).getByRole('button', { name: /^Skoda or VW/ })
    const drag = async (from: string, to: string) => {
      await card(from).hover()
      await page.mouse.down()
      const { x, y } = (await page.locator(`[data-status=${to}]`).boundingBox())!
      await page.mouse.move(x + 60, y + 120, { steps: 8 })
      await page.mouse.up()
    }
    await drag('COLLECTING_VARIANTS', 'SHORTLIST')
    await card('SHORTLIST').waitFor()
    await expect.poll(async () => (await read()).status).toBe('SHORTLIST')

    await drag('SHORTLIST', 'WON')
    const dialog = page.getByRole('dialog')
    await dialog.getByText(word('proposals_resolve_tell_client', { name: 'Olena' })).waitFor()
    await dialog.getByRole('button', { name: word('cancel') }).click()
    expect((await read()).status).toBe('SHORTLIST')

    await drag('SHORTLIST', 'WON')
    await dialog.getByRole('radio', { name: /Skoda Superb/ }).check()
    await dialog.getByRole('button', { name: word('proposals_resolve_go'), exact: true }).click()
    await card('WON').waitFor()
    expect((await read()).status).toBe('WON')
    const now = await desk.cartie.api(listVariants, { params: { id: request.id }, query: {} })
    expect(now.data.find(({ status }) => status === 'ACCEPTED')?.id).toBe(variants[1]!.id)
    // What was done can't be undone by a button that ends or opens it silently.
    expect(await page.getByRole('button', { name: word('undo') }).count()).toBe(1)

    // Nothing is left of a drag that ended, and one to a stage that may not be is none.
    await drag('WON', 'DRAFT')
    await card('WON').waitFor()
    expect((await read()).status).toBe('WON')
    expect(await page.locator('[data-status].opacity-50').count()).toBe(0)
  })

  test('Escape leaves the form first, and what is open only then', async () => {
    const { api } = desk.cartie
    const { id } = await api(createRequest, { body: { title: 'Volvo XC60' } })
    const { page } = await desk.visit(`/requests?id=${id}`)
    await page.getByRole('button', { name: word('requests_edit'), exact: true }).click()
    const save = page.getByRole('button', { name: word('requests_save') })
    await save.focus()
    await page.keyboard.press('Escape')
    await save.waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Volvo XC60' }).waitFor()
    await page.locator('body').press('Escape')
    await page.waitForURL((url) => !url.searchParams.has('id'))
  })

  test('a lead becomes a request, which stands beside it and in its story', async () => {
    const { api } = desk.cartie
    const lead = await api(createLead, {
      body: { name: 'Олена Коваль', phone: '0671234567', make: 'Skoda', model: 'Octavia', city: 'Львів' },
    })
    const { page } = await desk.visit(`/leads?id=${lead.id}`)
    await page.getByText(word('requests_of_lead_none')).waitFor()
    await page.getByRole('button', { name: word('requests_from_lead') }).click()
    await page.waitForURL(/\/requests\?id=/)
    await page.getByRole('heading', { name: 'Skoda Octavia' }).waitFor()
    await page.getByRole('link', { name: 'Олена Коваль' }).click()
    await page.waitForURL(/\/leads/)
    const section = page.getByRole('region', { name: word('requests_of_lead') })
    await section.getByRole('link', { name: /Skoda Octavia/ }).waitFor()
    const [request] = (await api(listRequests, { query: { lead: lead.id } })).data
    await page
      .getByRole('list', { name: word('leads_story') })
      .getByRole('link', { name: new RegExp(request!.code) })
      .waitFor()
  })

  test('the order that was chosen is remembered, filters stand in the address, and what comes from elsewhere appears', async () => {
    const { api } = desk.cartie
    const { page, go } = await desk.visit('/requests')
    await page.getByText(word('live_live')).first().waitFor()
    await api(createRequest, {
      body: { title: 'Terminova', priority: 'URGENT', deadlineAt: '2020-01-01T00:00:00.000Z' },
    })
    await api(createRequest, { body: { title: 'Zvychaina' } })
    const row = (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
    await row('Zvychaina').waitFor()
    await row('Terminova').getByText(word('requests_overdue')).waitFor()
    await page.getByRole('button', { name: word('requests_sort') }).click()
    await page.getByRole('menuitemcheckbox', { name: word('requests_sort_priority') }).click()
    await page.waitForURL(/sort=priority/)
    await go('/requests')
    await row('Terminova').waitFor()
    const titles = await page.getByRole('button', { name: /^(Terminova|Zvychaina)/ }).allInnerTexts()
    expect(titles[0]).toContain('Terminova')
    await page.getByLabel(word('requests_search_label')).fill('zvych')
    await row('Terminova').waitFor({ state: 'detached' })
    await page.waitForURL(/q=zvych/)
    await row('Zvychaina').click()
    await page.waitForURL(/id=/)
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => !url.searchParams.has('id'))
  })
})
