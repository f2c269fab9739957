import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getBot, updateBot } from '@cartie/shared/endpoints/bots'
import { listLeads } from '@cartie/shared/endpoints/leads'
import { dealersBot, readyBot, talkToLead } from './browser/dealers-bot.ts'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

const token = '7101:AAHc6XnW3dE8pQzLkRt5uVbYs2fJm9oGiTe'
const button = (page: Page, key: string) => page.getByRole('button', { name: word(key), exact: true })
const told = (page: Page, text: string) =>
  page.getByRole('region', { name: /notifications/i }).getByText(text, { exact: true })

describe('a bot from its token to a talk that a person ends', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  test('a bot is added, leads a talk to a lead; a person takes over, answers, and gives it back', async () => {
    const { telegram, api } = desk.cartie
    const bot = telegram.addBot({ token, username: 'cartie_auto_bot', name: 'Cartie Auto' })
    const client = telegram.addUser({
      firstName: 'Олена',
      lastName: 'Коваль',
      username: 'olena_k',
      languageCode: 'uk',
      phone: '380671112233',
    })

    // The bot: its token, its state, its scenario.
    const { page } = await desk.visit('/telegram')
    await button(page, 'telegram_add_first').click()
    const dialog = page.getByRole('dialog', { name: word('telegram_add') })
    await dialog.getByLabel(word('telegram_token'), { exact: true }).fill('не токен')
    await dialog.getByRole('button', { name: word('telegram_add_do') }).click()
    await dialog.getByText(word('telegram_token_wrong')).waitFor()
    await dialog.getByLabel(word('telegram_token'), { exact: true }).fill(token)
    await dialog.getByRole('button', { name: word('telegram_add_do') }).click()
    await page.waitForURL(/\/telegram\?id=/)
    const detail = page.getByRole('complementary', { name: word('telegram_detail') })
    await detail.getByRole('heading', { level: 2, name: 'Cartie Auto' }).waitFor()
    await detail.getByText(word('telegram_state_ready'), { exact: true }).waitFor()
    // A ready scenario stands there already and has only to be given to the bot.
    const ready = detail.getByRole('checkbox', { name: 'Підбір авто' })
    await ready.click()
    await expect.poll(() => ready.isChecked()).toBe(true)

    // The talk, by the loopback Telegram.
    const bye = await talkToLead(client, bot, 'Олена')
    const [lead] = (await api(listLeads, { query: { limit: 5 } })).data
    expect(lead).toMatchObject({ name: 'Олена', phone: '+380671112233' })
    expect(bye).toContain(lead!.code)

    // The inbox: the talk stands there; a person takes it over and answers.
    await page
      .getByRole('link', { name: word('nav_inbox') })
      .first()
      .click()
    await page
      .getByRole('list', { name: word('inbox_list') })
      .getByRole('button')
      .filter({ hasText: 'Олена' })
      .click()
    const chat = page.getByRole('complementary', { name: word('inbox_chat') })
    const messages = chat.getByRole('list', { name: word('inbox_messages') })
    await messages.getByText('Skoda Octavia від 2016, Львів', { exact: true }).waitFor()
    await messages.getByText(bye, { exact: true }).waitFor()
    await chat.getByRole('link', { name: word('inbox_lead', { code: lead!.code }) }).waitFor()
    await chat.getByText(word('inbox_led_by_bot'), { exact: true }).waitFor()
    await chat.getByRole('button', { name: word('inbox_take_over') }).click()
    await chat.getByText(word('inbox_led_by', { name: word('inbox_me') }), { exact: true }).waitFor()
    const reply = chat.getByRole('textbox', { name: word('inbox_reply') })
    await reply.fill('/vi')
    await reply.press('Enter')
    await expect.poll(() => reply.inputValue()).toBe(word('inbox_macro_visit'))
    await reply.press('Enter')
    await client.receives(bot, word('inbox_macro_visit'))
    const answer = messages.getByRole('listitem').filter({ hasText: word('inbox_macro_visit') })
    await answer.getByText(word('inbox_delivery_sent'), { exact: true }).waitFor()

    // While a person leads, the bot is silent: the next thing that the client hears is the person.
    const heard = client.chatWith(bot).length
    client.sends(bot, 'Завтра о десятій')
    await messages.getByText('Завтра о десятій', { exact: true }).waitFor()
    await reply.fill('Чекаємо на вас!')
    await chat.getByRole('button', { name: word('inbox_send') }).click()
    await client.receives(bot, 'Чекаємо на вас!')
    expect(client.chatWith(bot).slice(heard)).toHaveLength(2)

    // Given back, the bot leads again.
    await chat.getByRole('button', { name: word('inbox_give_back') }).click()
    await told(page, word('inbox_given_back')).waitFor()
    client.sends(bot, '/start')
    await client.receives(bot, 'Як до вас звертатися?')
  })

  test('the menu that is written here is the one that clients see, and what is wrong in it is said beside it', async () => {
    const { bot, id } = await readyBot(desk.cartie, 7102, 'Меню')
    const { page } = await desk.visit(`/telegram?id=${id}&tab=menu`)
    const detail = page.getByRole('complementary', { name: word('telegram_detail') })
    const field = (key: string, language?: string) =>
      detail.getByLabel(language ? `${word(key)} (${language})` : word(key), { exact: true })
    const save = () => button(page, 'telegram_save').click()
    await button(page, 'telegram_command_add').click()
    await field('telegram_command').fill('Каталог')
    await save()
    await detail.getByText(word('telegram_command_wrong')).waitFor()
    await detail.getByText(word('telegram_words_needed')).waitFor()
    await field('telegram_command').fill('/catalog')
    await field('telegram_command_says', 'uk').fill('Авто в наявності')
    await field('telegram_command_says', 'en').fill('Cars in stock')
    await field('telegram_button').click()
    await page.getByRole('option', { name: word('telegram_button_page') }).click()
    await field('telegram_button_text', 'uk').fill('Каталог')
    await field('telegram_button_url').fill('http://cars.example')
    await save()
    await detail.getByText(word('telegram_button_url_wrong')).waitFor()
    await field('telegram_button_url').fill('https://cars.example')
    await save()
    await told(page, word('telegram_saved')).waitFor()
    const everyone = '{"type":"default"}'
    await expect
      .poll(() => bot.commands.get(`${everyone} en`))
      .toEqual([{ command: 'catalog', description: 'Cars in stock' }])
    expect(bot.commands.get(`${everyone} uk`)).toEqual([
      { command: 'catalog', description: 'Авто в наявності' },
    ])
    await expect.poll(() => bot.menuButtons.get(0)).toMatchObject({ type: 'web_app', text: 'Каталог' })
    await page.reload()
    expect(await field('telegram_command').inputValue()).toBe('catalog')
    await button(page, 'telegram_command_remove').click()
    await save()
    await expect.poll(() => bot.commands.get(`${everyone} en`) ?? []).toEqual([])
  })

  test('a group becomes the admin chat and gets the test; a token is replaced; updates come by webhook and not at all', async () => {
    const { telegram, api } = desk.cartie
    const { bot, id } = await dealersBot(desk.cartie, 7103, 'Налаштування')
    const manager = telegram.addUser({ firstName: 'Марія', languageCode: 'uk' })
    const group = telegram.addGroup({ title: 'Менеджери', creator: manager })
    const { page, complaints } = await desk.visit(`/telegram?id=${id}`)
    const detail = page.getByRole('complementary', { name: word('telegram_detail') })
    const choose = async (key: string, option: string) => {
      await detail.getByLabel(word(key), { exact: true }).click()
      await page.getByRole('option', { name: option, exact: true }).click()
      await button(page, 'telegram_save').click()
      await told(page, word('telegram_saved')).first().waitFor()
    }
    const act = async (key: string) => {
      await button(page, 'telegram_more').click()
      await page.getByRole('menuitem', { name: word(key) }).click()
    }
    await detail.getByRole('heading', { level: 2, name: 'Налаштування' }).waitFor()
    group.adds(bot)
    await page
      .getByRole('tab', { name: word('telegram_tab_channels') })
      .getByText('1')
      .waitFor({ timeout: 30_000 })
    await choose('telegram_admin_chat', 'Менеджери')
    await act('telegram_send_test')
    await told(page, word('telegram_test_sent')).waitFor()
    await manager.receives(group, 'Це перевірка з Cartie')

    // A token that Telegram does not know is refused; the bot's new one takes it up again.
    const fresh = token.replace(/^\d+/, '7103').replace('AAH', 'BBH')
    await act('telegram_rotate')
    const dialog = page.getByRole('dialog', { name: word('telegram_rotate') })
    await dialog.getByLabel(word('telegram_token'), { exact: true }).fill(token)
    await dialog.getByRole('button', { name: word('telegram_rotate_do') }).click()
    await dialog.getByText(word('telegram_token_other')).waitFor()
    expect(complaints.splice(0).filter((one) => !/422/.test(one))).toEqual([])
    await dialog.getByLabel(word('telegram_token'), { exact: true }).fill(fresh)
    await dialog.getByRole('button', { name: word('telegram_rotate_do') }).click()
    await detail.getByText(word('telegram_problem_refused')).waitFor({ timeout: 30_000 })
    bot.token = fresh
    await button(page, 'telegram_diagnose').click()
    await told(page, word('telegram_looking')).waitFor()
    await detail.getByText(word('telegram_state_ready'), { exact: true }).waitFor({ timeout: 30_000 })

    await choose('telegram_intake', word('telegram_intake_webhook'))
    await expect.poll(() => bot.webhook?.settings.url).toContain(`/api/telegram/${id}`)
    manager.sends(bot, '/start')
    await manager.receives(bot, 'Як до вас звертатися?')
    await choose('telegram_intake', word('telegram_intake_off'))
    await expect.poll(() => bot.webhook).toBeUndefined()
    await detail.getByText(word('telegram_state_off'), { exact: true }).waitFor()
    expect(await api(getBot, { params: { id } })).toMatchObject({ intake: 'off' })
  })

  test('what is typed stays while the bot is switched, changed by a colleague, and saved', async () => {
    const { api } = desk.cartie
    const { id } = await readyBot(desk.cartie, 7105, 'Початок')
    const params = { id }
    const { page } = await desk.visit(`/telegram?id=${id}`)
    const detail = page.getByRole('complementary', { name: word('telegram_detail') })
    const name = detail.getByLabel(word('telegram_name'), { exact: true })
    const leadWindow = detail.getByLabel(word('telegram_lead_window'))
    await name.fill('Наша назва')
    await api(updateBot, { params, body: { leadWindowDays: 30 } })
    await expect.poll(() => leadWindow.inputValue()).toBe('30')
    await detail.getByRole('switch', { name: word('telegram_enabled') }).click()
    await told(page, word('telegram_saved')).waitFor()
    expect(await name.inputValue()).toBe('Наша назва')

    const way = Promise.withResolvers<void>()
    await page.route('**/api/v1/bots/*', async (route) => {
      await way.promise
      await route.continue()
    })
    await button(page, 'telegram_save').click()
    await leadWindow.fill('45')
    way.resolve()
    await expect.poll(async () => (await api(getBot, { params })).name).toBe('Наша назва')
    await button(page, 'telegram_save').click()
    await expect.poll(async () => (await api(getBot, { params })).leadWindowDays).toBe(45)

    await name.fill('Моя')
    await api(updateBot, { params, body: { name: 'Їхня' } })
    await page.getByText(word('edit_clash', { fields: word('telegram_name') })).waitFor()
    expect(await name.inputValue()).toBe('Моя')
    await button(page, 'telegram_save').click()
    await expect.poll(async () => (await api(getBot, { params })).name).toBe('Моя')
    await page.getByText(word('edit_clash', { fields: word('telegram_name') })).waitFor({ state: 'detached' })
  })

  test('a bot that is deleted is brought back by undo', async () => {
    const { id } = await readyBot(desk.cartie, 7104, 'Зайвий')
    const { page } = await desk.visit(`/telegram?id=${id}`)
    const rows = page.getByRole('list', { name: word('telegram_list') }).getByRole('button')
    await button(page, 'telegram_more').click()
    await page.getByRole('menuitem', { name: word('telegram_delete') }).click()
    await expect.poll(() => rows.filter({ hasText: 'Зайвий' }).count()).toBe(0)
    await page.getByRole('button', { name: word('undo') }).click()
    await rows.filter({ hasText: 'Зайвий' }).waitFor()
  })
})
