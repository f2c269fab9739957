import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listLeads } from '@cartie/shared/endpoints/leads'
import { openDesk, type Desk } from './browser/desk.ts'
import { word } from './browser/words.ts'

const token = '7101:AAHc6XnW3dE8pQzLkRt5uVbYs2fJm9oGiTe'
/** Longer than two sweeps and a poll of a machine that is busy. */
const patience = { withinMs: 30_000 }
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
    await expect.poll(() => ready.getAttribute('aria-checked')).toBe('true')

    // The talk, by the loopback Telegram.
    client.sends(bot, '/start')
    await client.receives(bot, 'Як до вас звертатися?', patience)
    client.sends(bot, 'Олена')
    await client.receives(bot, /телефон/i, patience)
    client.presses(bot, '📱 Поділитися номером')
    await client.receives(bot, 'Яке авто шукаєте?', patience)
    client.sends(bot, 'Skoda Octavia від 2016, Львів')
    await client.receives(bot, 'На який бюджет', patience)
    client.sends(bot, '15 000 $')
    const bye = await client.receives(bot, 'прийнято', patience)
    const [lead] = (await api(listLeads, { query: { limit: 5 } })).data
    expect(lead).toMatchObject({ name: 'Олена', phone: '+380671112233' })
    expect(bye.text).toContain(lead!.code)

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
    await messages.getByText(bye.text!, { exact: true }).waitFor()
    await chat.getByRole('link', { name: word('inbox_lead', { code: lead!.code }) }).waitFor()
    await chat.getByText(word('inbox_led_by_bot'), { exact: true }).waitFor()
    await chat.getByRole('button', { name: word('inbox_take_over') }).click()
    await chat.getByText(word('inbox_led_by', { name: word('inbox_me') }), { exact: true }).waitFor()
    const reply = chat.getByRole('textbox', { name: word('inbox_reply') })
    await reply.fill('/vi')
    await reply.press('Enter')
    await expect.poll(() => reply.inputValue()).toBe(word('inbox_macro_visit'))
    await reply.press('Enter')
    await client.receives(bot, word('inbox_macro_visit'), patience)
    const answer = messages.getByRole('listitem').filter({ hasText: word('inbox_macro_visit') })
    await answer.getByText(word('inbox_delivery_sent'), { exact: true }).waitFor()

    // While a person leads, the bot is silent: the next thing that the client hears is the person.
    const heard = client.chatWith(bot).length
    client.sends(bot, 'Завтра о десятій')
    await messages.getByText('Завтра о десятій', { exact: true }).waitFor()
    await reply.fill('Чекаємо на вас!')
    await chat.getByRole('button', { name: word('inbox_send') }).click()
    await client.receives(bot, 'Чекаємо на вас!', patience)
    expect(client.chatWith(bot).slice(heard)).toHaveLength(2)

    // Given back, the bot leads again.
    await chat.getByRole('button', { name: word('inbox_give_back') }).click()
    await told(page, word('inbox_given_back')).waitFor()
    client.sends(bot, '/start')
    await client.receives(bot, 'Як до вас звертатися?', patience)
  })
})
