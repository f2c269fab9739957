import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listChats, takeOverChat } from '@cartie/shared/endpoints/chats'
import { listLeads } from '@cartie/shared/endpoints/leads'
import { getScenario, saveScenario } from '@cartie/shared/endpoints/scenarios'
import { dealersBot, talkToLead, until } from './browser/dealers-bot.ts'
import { openDesk, type Desk } from './browser/desk.ts'
import { numberWithChat } from './browser/number-chat.ts'
import { carName } from './browser/site.ts'
import { word } from './browser/words.ts'
import type { Person } from './telegram/person.ts'

/** A PNG of 5 × 5 px. */
const redDot =
  'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg=='
const chatOf = (page: Page) => page.getByRole('complementary', { name: word('inbox_chat') })
const rowsOf = (page: Page) => page.getByRole('list', { name: word('inbox_list') }).getByRole('button')
const messagesOf = (page: Page) => chatOf(page).getByRole('list', { name: word('inbox_messages') })
const replyOf = (page: Page) => chatOf(page).getByRole('textbox', { name: word('inbox_reply') })
const filterOf = (page: Page, key: string) =>
  page.getByRole('group', { name: word('inbox_filter') }).getByRole('button', { name: word(key) })

describe('the inbox', () => {
  let desk: Desk
  let dealers: Awaited<ReturnType<typeof dealersBot>>
  let olena: Person
  let ihor: Person
  const idOf = async (name: string) =>
    (await desk.cartie.api(listChats, { query: { q: name, limit: 5 } })).data[0]!.id
  beforeAll(async () => {
    desk = await openDesk()
    const { cartie } = desk
    dealers = await dealersBot(cartie, 7201)
    await cartie.parse({ urls: [1, 2, 3].map(cartie.site.car) })
    const speaks = { languageCode: 'uk' }
    olena = cartie.telegram.addUser({ firstName: 'Олена', ...speaks, phone: '380671112233' })
    ihor = cartie.telegram.addUser({ firstName: 'Ігор', lastName: 'Бойко', ...speaks })
    await talkToLead(olena, dealers.bot, 'Олена')
    ihor.sends(dealers.bot, 'Чи є у вас кабріолети?')
    await until(
      () => cartie.api(listChats, { query: { limit: 5 } }),
      ({ data }) => data.length === 2,
    )
  })
  afterAll(() => desk.close())

  test('a client gets cars as photos with their lines, and a ready answer chosen from the menu', async () => {
    const { page } = await desk.visit(`/inbox?id=${await idOf('Олена')}`)
    const chat = chatOf(page)
    await chat.getByRole('button', { name: word('inbox_cars_add') }).click()
    const picker = page.getByRole('dialog', { name: word('inbox_cars_title') })
    await picker.getByRole('checkbox', { name: carName(1) }).click()
    await picker.getByRole('searchbox').fill(carName(2))
    await picker.getByRole('checkbox', { name: carName(1) }).waitFor({ state: 'detached' })
    await picker.getByRole('checkbox', { name: carName(2) }).click()
    await picker.getByRole('button', { name: word('inbox_cars_done') }).click()
    await chat.getByRole('button', { name: `${word('inbox_car_remove')}: ${carName(1)}` }).click()
    await chat.getByRole('button', { name: word('inbox_macros') }).press('Enter')
    await page.getByRole('menuitem').filter({ hasText: '/price' }).press('Enter')
    await expect.poll(() => replyOf(page).inputValue()).toBe(word('inbox_macro_price'))
    await replyOf(page).press('Enter')
    await olena.receives(dealers.bot, word('inbox_macro_price'))
    const photo = await olena.receives(dealers.bot, carName(2))
    expect(photo.photo).toBeDefined()
    const sent = messagesOf(page)
      .getByRole('listitem')
      .filter({ hasText: carName(2) })
    await sent.getByText(word('inbox_delivery_sent'), { exact: true }).waitFor()
    expect(await sent.locator('img').count()).toBe(1)
    expect(await chat.getByText(carName(1)).count()).toBe(0)
  })

  test('a client gets a photo from the disk with its caption', async () => {
    const { page } = await desk.visit(`/inbox?id=${await idOf('Олена')}`)
    const chat = chatOf(page)
    const photo = { name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(redDot, 'base64') }
    const choose = async (...files: { name: string; mimeType: string; buffer: Buffer }[]) => {
      const opening = page.waitForEvent('filechooser')
      await chat.getByRole('button', { name: word('inbox_photo_add') }).click()
      await (await opening).setFiles(files)
    }
    await choose({ name: 'b.png', mimeType: 'image/png', buffer: Buffer.from('no photo') })
    await page.getByText(word('inbox_photo_wrong')).waitFor()
    await choose(photo)
    await chat.getByRole('button', { name: word('inbox_photo_remove') }).click()
    await choose(photo)
    await chat.getByRole('button', { name: word('inbox_photo_remove') }).waitFor()
    await replyOf(page).fill('Ось воно')
    await replyOf(page).press('Enter')
    const got = await olena.receives(dealers.bot, 'Ось воно')
    expect(got.photo).toBeDefined()
    const sent = messagesOf(page).getByRole('listitem').filter({ hasText: 'Ось воно' })
    await expect
      .poll(() => sent.locator('img').evaluate((img: HTMLImageElement) => img.naturalWidth))
      .toBeGreaterThan(0)
  })

  test('what a client sends besides words is shown: photos, a pressed button, a corrected text', async () => {
    const { page } = await desk.visit(`/inbox?id=${await idOf('Ігор')}`)
    await messagesOf(page).getByText('Чи є у вас кабріолети?').waitFor()
    ihor.sends(dealers.bot, { photo: Buffer.from('a photo'), caption: 'Ось такий' })
    const photo = messagesOf(page).getByRole('listitem').filter({ hasText: 'Ось такий' })
    await photo.getByText(word('inbox_kind_photo'), { exact: true }).waitFor()
    ihor.sends(dealers.bot, { photo: Buffer.from(redDot, 'base64'), caption: 'Мій салон' })
    const kept = messagesOf(page).getByRole('listitem').filter({ hasText: 'Мій салон' })
    await expect
      .poll(() => kept.locator('a img').evaluateAll(([img]) => (img as HTMLImageElement)?.naturalWidth))
      .toBeGreaterThan(0)
    const said = ihor.sends(dealers.bot, 'Білий')
    await messagesOf(page).getByText('Білий', { exact: true }).waitFor()
    ihor.edits(dealers.bot, said, 'Чорний')
    const edited = messagesOf(page).getByRole('listitem').filter({ hasText: 'Чорний' })
    await edited.getByText(word('inbox_edited')).waitFor()
  })

  test('a chat that waits for a person says so, and is taken and given back', async () => {
    const id = await idOf('Ігор')
    const { page } = await desk.visit(`/inbox?id=${id}`)
    const chat = chatOf(page)
    await chat.getByText(word('inbox_led_by_bot'), { exact: true }).waitFor()
    // Taken by a program, as by a scenario that hands over: nobody leads it yet.
    await desk.cartie.api(takeOverChat, { params: { id } })
    await chat.getByText(word('inbox_waits'), { exact: true }).waitFor()
    await rowsOf(page)
      .filter({ hasText: 'Ігор' })
      .getByRole('img', { name: word('inbox_waits') })
      .waitFor()
    await chat.getByRole('button', { name: word('inbox_take_over') }).click()
    await chat.getByText(word('inbox_led_by', { name: word('inbox_me') }), { exact: true }).waitFor()
    await rowsOf(page)
      .filter({ hasText: 'Ігор' })
      .getByRole('img', { name: word('inbox_handed') })
      .waitFor()
    await chat.getByRole('button', { name: word('inbox_give_back') }).click()
    await chat.getByText(word('inbox_led_by_bot'), { exact: true }).waitFor()
  })

  test('chats are found by words and by whose they are, and an assignment moves them', async () => {
    const { page } = await desk.visit('/inbox')
    await rowsOf(page).nth(1).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('кабріолети')
    await expect.poll(() => rowsOf(page).allTextContents()).toEqual([expect.stringContaining('Ігор')])
    await page.getByRole('searchbox', { name: word('inbox_search') }).fill('немає таких слів')
    await page.getByText(word('inbox_none_title')).waitFor()
    await page.getByRole('button', { name: word('inbox_clear') }).click()
    await rowsOf(page).filter({ hasText: 'Ігор' }).click()
    await chatOf(page).getByLabel(word('inbox_assign'), { exact: true }).click()
    await page.getByRole('option', { name: word('inbox_me') }).click()
    await page.getByText(word('inbox_assigned')).waitFor()
    await filterOf(page, 'inbox_mine').click()
    await expect.poll(() => rowsOf(page).filter({ hasText: 'Ігор' }).count()).toBe(1)
    await filterOf(page, 'inbox_unassigned').click()
    await expect.poll(() => rowsOf(page).filter({ hasText: 'Ігор' }).count()).toBe(0)
  })

  test.each([
    ['the rail of a wide screen', 1280],
    ['the bar of a phone', 360],
  ])('unread chats are counted in %s until they are read', async (_, width) => {
    const { page } = await desk.visit('/inventory', { width, height: 740 })
    const link = page.getByRole('link', { name: word('nav_inbox') }).filter({ visible: true })
    await link.waitFor()
    ihor.sends(dealers.bot, 'Ви тут?')
    await expect.poll(() => link.textContent()).toContain('1')
    await link.click()
    await filterOf(page, 'inbox_unread').click()
    await rowsOf(page).first().click()
    await messagesOf(page).getByText('Ви тут?').last().waitFor()
    await expect.poll(() => link.textContent()).not.toMatch(/\d/)
  })

  test('a lead leads to its chat and back, and a message that did not arrive to its delivery', async () => {
    const [lead] = (await desk.cartie.api(listLeads, { query: { q: 'Олена', limit: 5 } })).data
    const { page } = await desk.visit(`/leads?id=${lead!.id}`)
    await page.getByRole('link', { name: word('leads_open_chat') }).click()
    await page.waitForURL(/\/inbox\?id=/)
    await chatOf(page)
      .getByRole('link', { name: word('inbox_lead', { code: lead!.code }) })
      .waitFor()
    desk.cartie.telegram.faults.add({ method: 'sendMessage', botId: dealers.bot.id }, { kind: 'drop' })
    await replyOf(page).fill('Передзвоню за годину')
    await replyOf(page).press('Enter')
    const lost = messagesOf(page).getByRole('listitem').filter({ hasText: 'Передзвоню за годину' })
    await lost.getByText(word('inbox_delivery_unknown')).waitFor({ timeout: 30_000 })
    await lost.getByRole('link', { name: word('inbox_delivery_open') }).click()
    await page.waitForURL(/\/deliveries\?id=/)
    await page
      .getByRole('complementary', { name: word('deliveries_detail') })
      .getByText('Передзвоню за годину')
      .first()
      .waitFor()
  })

  test('a real talk is replayed on the draft, and the first step that differs is shown', async () => {
    const { api, telegram } = desk.cartie
    const params = { id: dealers.scenarioId }
    const { page } = await desk.visit(`/inbox?id=${await idOf('Олена')}`)
    await chatOf(page)
      .getByRole('link', { name: word('inbox_replay') })
      .click()
    await page.getByText(word('scenarios_replay_same')).waitFor()
    const before = telegram.journal.entries.filter((one) => one.kind === 'call' && /^send/i.test(one.method))

    // The draft asks for the phone no more.
    const { version, draft } = await api(getScenario, { params })
    const phone = draft.nodes.find(({ type }) => type === 'REQUEST_CONTACT')!
    const next = phone.exits.answered!
    const nodes = draft.nodes.map((node) => {
      const exits = Object.entries(node.exits).map(([exit, to]) => [exit, to === phone.id ? next : to])
      return { ...node, exits: Object.fromEntries(exits) as Record<string, string> }
    })
    await api(saveScenario, { params, body: { version, draft: { ...draft, nodes } } })
    await page.goto(`${desk.cartie.url}/scenarios/${dealers.scenarioId}`)
    await page.getByRole('button', { name: word('scenarios_more'), exact: true }).click()
    await page.getByRole('menuitem', { name: word('scenarios_replay') }).click()
    await page
      .getByRole('list', { name: word('scenarios_replay_pick') })
      .getByRole('link')
      .filter({ hasText: 'Олена' })
      .click()
    await page.getByText(new RegExp(word('scenarios_replay_parts', { number: 2, total: '\\d+' }))).waitFor()
    await page.getByRole('button', { name: word('scenarios_replay_show') }).click()
    await page.getByText(word('scenarios_replay_first')).waitFor()
    await page.getByLabel(word('scenarios_replay_on'), { exact: true }).click()
    await page.getByRole('option', { name: word('scenarios_replay_on_live', { number: 1 }) }).click()
    await page.getByText(word('scenarios_replay_same')).waitFor()
    const after = telegram.journal.entries.filter((one) => one.kind === 'call' && /^send/i.test(one.method))
    expect(after).toHaveLength(before.length)
  })

  test('what is being written to a client of a number outlives the window in which it may be sent', async () => {
    const { numberChat } = await numberWithChat(desk.cartie, { hoursAgo: 1 })
    const { page, go } = await desk.visit('/settings')
    await page.clock.install()
    await go(`/inbox?id=${numberChat}`)
    const text = chatOf(page).locator('textarea')
    await text.fill('Так, авто ще тут, і')
    await page.clock.fastForward('23:01:00')
    await chatOf(page).getByText(word('inbox_window_closed')).waitFor()
    expect(await replyOf(page).count()).toBe(0)
    expect(await text.inputValue()).toBe('Так, авто ще тут, і')
  })
})
