import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLead, getLead, listLeads, updateLead } from '@cartie/shared/endpoints/leads'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

describe('the leads', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('a lead is written down, stands on the board, goes on by the keyboard, is noted, reminded of, deleted and brought back', async () => {
    const { page } = await desk.visit('/leads?view=board&new=1')
    const field = (name: string) => page.getByLabel(word(name), { exact: true })
    await field('leads_field_phone').fill('12')
    await page.getByRole('button', { name: word('leads_create') }).click()
    await page.getByText(word('leads_error_phone')).waitFor()
    await field('leads_field_name').fill('Олена Коваль')
    await field('leads_field_phone').fill('067 123 45 67')
    await field('leads_field_make').fill('Audi')
    await page.getByRole('button', { name: word('leads_create') }).click()
    await page.waitForURL(/id=/)
    const id = new URL(page.url()).searchParams.get('id')!
    const read = () => desk.cartie.api(getLead, { params: { id } })
    expect(await read()).toMatchObject({ phone: '+380671234567', status: 'NEW', make: 'Audi' })

    const card = (stage: string) =>
      page.locator(`[data-status=${stage}]`).getByRole('button', { name: /^Олена Коваль/ })
    await card('NEW').focus()
    await page.keyboard.press('Shift+ArrowRight')
    await card('CONTACTED').waitFor()
    await page
      .getByText(word('leads_moved', { name: 'Олена Коваль', status: word('leads_status_contacted') }))
      .waitFor()
    expect((await read()).status).toBe('CONTACTED')
    await page.keyboard.press('Shift+ArrowLeft')
    await card('NEW').waitFor()

    const story = page.getByRole('list', { name: word('leads_story') })
    await page.getByLabel(word('leads_note'), { exact: true }).fill('Передзвонити після роботи')
    await page.keyboard.press('Control+Enter')
    await story.getByText('Передзвонити після роботи').waitFor()

    await page.getByRole('button', { name: word('leads_remind') }).click()
    await page.getByLabel(word('leads_reminder_text'), { exact: true }).fill('Показати Audi')
    await page.keyboard.press('Enter')
    await page
      .getByRole('region', { name: word('leads_reminders') })
      .getByText('Показати Audi')
      .waitFor()

    await page.getByRole('button', { name: word('leads_delete') }).click()
    await card('NEW').waitFor({ state: 'detached' })
    const toast = page.locator('[data-sonner-toast]').filter({ hasText: word('leads_deleted') })
    await toast.getByRole('button', { name: word('undo') }).click()
    await card('NEW').waitFor()
    expect((await read()).deletedAt).toBeNull()
  })

  test('a card is dragged to another stage by the mouse, and to none where it may not go', async () => {
    const lead = await desk.cartie.api(createLead, { body: { name: 'Ганна Мороз', phone: '0671112233' } })
    const status = async () => (await desk.cartie.api(getLead, { params: { id: lead.id } })).status
    const { page } = await desk.visit('/leads?view=board')
    const card = (stage: string) =>
      page.locator(`[data-status=${stage}]`).getByRole('button', { name: /^Ганна Мороз/ })
    const drag = async (from: string, to: string) => {
      const [start, end] = [
        (await card(from).boundingBox())!,
        (await page.locator(`[data-status=${to}]`).boundingBox())!,
      ]
      await page.mouse.move(start.x + 40, start.y + 20)
      await page.mouse.down()
      await page.mouse.move(end.x + 60, end.y + 120, { steps: 8 })
      await page.mouse.up()
    }
    await drag('NEW', 'CONTACTED')
    await card('CONTACTED').waitFor()
    await expect.poll(status).toBe('CONTACTED')
    await drag('CONTACTED', 'WON')
    await card('CONTACTED').waitFor()
    expect(await status()).toBe('CONTACTED')
    expect(await page.locator('[data-status].opacity-50').count()).toBe(0)
  })

  test('an edit writes over nobody: what a colleague saved meanwhile stays, and the same field is asked about', async () => {
    const { api } = desk.cartie
    const { id } = await api(createLead, { body: { name: 'Марія', phone: '0509990011', city: 'Київ' } })
    const read = () => api(getLead, { params: { id } })
    const { page, complaints } = await desk.visit(`/leads?id=${id}`)
    const edit = async (name: string) => {
      await page.getByRole('button', { name: word('leads_edit'), exact: true }).click()
      await page.getByLabel(word('leads_field_name'), { exact: true }).fill(name)
    }
    const save = page.getByRole('button', { name: word('leads_save'), exact: true })
    await edit('Марія Коваль')
    await api(updateLead, { params: { id }, body: { city: 'Одеса' } })
    await save.click()
    await page.getByRole('heading', { name: 'Марія Коваль' }).waitFor()
    expect(await read()).toMatchObject({ name: 'Марія Коваль', city: 'Одеса' })

    await edit('Моя')
    await api(updateLead, { params: { id }, body: { name: 'Їхня' } })
    await save.click()
    await page.getByText(word('edit_clash', { fields: word('leads_field_name') })).waitFor()
    expect((await read()).name).toBe('Їхня')
    await save.click()
    await page.getByRole('heading', { name: 'Моя' }).waitFor()
    expect((await read()).name).toBe('Моя')
    // The browser's console tells of every refusal.
    complaints.splice(0)
  })

  test('a lead that comes from elsewhere appears by itself', async () => {
    const { page } = await desk.visit('/leads')
    await page.getByText(word('live_live')).first().waitFor()
    await desk.cartie.api(createLead, { body: { name: 'Петро Бойко', email: 'petro@example.com' } })
    await page.getByRole('button', { name: /^Петро Бойко/ }).waitFor()
  })

  test('a table of people is imported: columns are guessed and changed, and who is known learns', async () => {
    const { page } = await desk.visit('/leads')
    await desk.cartie.api(createLead, { body: { name: 'Софія Бондар', phone: '0509998877' } })
    await page.getByRole('button', { name: word('leads_more') }).click()
    await page.getByRole('menuitem', { name: word('leads_from_table') }).click()
    const dialog = page.getByRole('dialog', { name: word('csv_title') })
    const table =
      'Клієнт;Телефон;Бюджет;Звідки\nМарко Лис;063 111 22 33;12 000 $;Львів\nСофія;050 999 88 77;;Київ\n;;;Одеса\n'
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'клієнти.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
    await dialog.getByText(word('csv_ready', { count: 2 })).waitFor()
    await dialog.getByText(word('leads_csv_skipped', { count: 1 })).waitFor()
    await dialog
      .getByLabel(`${word('csv_mapping')}: Звідки`)
      .selectOption({ label: word('leads_field_city') })
    await dialog.getByRole('button', { name: word('csv_start'), exact: true }).click()
    await dialog.getByText(word('csv_done')).waitFor()
    const figure = (name: string) =>
      dialog
        .locator('dl > div')
        .filter({ hasText: word(name) })
        .locator('dd')
    expect([await figure('csv_created').innerText(), await figure('leads_csv_merged').innerText()]).toEqual([
      '1',
      '1',
    ])
    await dialog
      .getByRole('button', { name: word('close') })
      .last()
      .click()
    await page.getByRole('button', { name: /^Марко Лис/ }).waitFor()
    const { data } = await desk.cartie.api(listLeads, { query: { q: '0509998877' } })
    expect(data).toMatchObject([{ name: 'Софія Бондар', city: 'Київ', source: 'api' }])
  })

  test('two leads of one person are joined by hand, the chosen one stays, and it is undone', async () => {
    const { api } = desk.cartie
    const first = await api(createLead, { body: { name: 'Ігор Ткач', phone: '0671110000' } })
    const second = await api(createLead, {
      body: { name: 'Ігор Т.', email: 'tkach@example.com', make: 'BMW' },
    })
    const { page } = await desk.visit(`/leads?id=${first.id}`)
    await page.getByRole('button', { name: word('leads_join') }).click()
    const dialog = page.getByRole('dialog', { name: word('leads_join_title') })
    await dialog.getByLabel(word('leads_join_find')).first().fill('Ігор')
    await dialog.getByRole('button').filter({ hasText: second.code }).click()
    await dialog.getByRole('radio', { name: second.code }).check()
    await dialog.getByRole('button', { name: word('leads_join_do'), exact: true }).click()
    await page.waitForURL((url) => url.searchParams.get('id') === second.id)
    await dialog.waitFor({ state: 'detached' })
    const read = (id: string) => api(getLead, { params: { id } })
    expect(await read(second.id)).toMatchObject({ name: 'Ігор Т.', phone: '+380671110000', make: 'BMW' })
    expect((await read(first.id)).mergedInto).toBe(second.id)
    const toast = page.locator('[data-sonner-toast]').filter({ hasText: first.code })
    await toast.getByRole('button', { name: word('undo') }).click()
    await expect.poll(async () => (await read(first.id)).mergedInto).toBeNull()
    expect(await read(second.id)).toMatchObject({ phone: null, merges: [] })
  })

  test('a part that could not be fetched says so and is there when it is tried again; a drawer waits until it is asked for', async () => {
    const { id } = await desk.cartie.api(createLead, { body: { name: 'Частина' } })
    const { page, complaints, go } = await desk.visit('/settings')
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const [panel, drawer] = ['lead-panel', 'filter-drawer'].map((name) =>
      scriptOf(`src/lib/leads/${name}.svelte`),
    )
    await page.route(`**${panel}`, (route) => route.abort())
    await page.addInitScript('window.requestIdleCallback = () => 0')
    await go(`/leads?id=${id}`)
    const beside = page.getByRole('complementary', { name: word('leads_detail') })
    await beside.getByRole('heading', { name: word('error_offline_title') }).waitFor()
    expect(complaints.splice(0).filter((one) => !one.includes('ERR_FAILED'))).toEqual([])
    await page.unroute(`**${panel}`)
    await beside.getByRole('button', { name: word('retry') }).click()
    await beside.getByRole('heading', { name: 'Частина' }).waitFor()
    expect(asked).not.toContain(drawer)
    await page.getByRole('button', { name: word('leads_filters') }).click()
    await page.getByRole('dialog').waitFor()
    expect(asked).toContain(drawer)
  })
})

const client = new URL('../dashboard/.svelte-kit/output/client/.vite/manifest.json', import.meta.url)

/** The address of the script that a source became. */
function scriptOf(source: string): string {
  const manifest = JSON.parse(readFileSync(client, 'utf8')) as Record<string, { file: string }>
  const built = Object.entries(manifest).find(([name]) => name === source)?.[1]
  if (!built) throw new Error(`${source} has no script of its own`)
  return `/${built.file}`
}
