import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createBot, getBot } from '@cartie/shared/endpoints/bots'
import { giveBackChat, listChats, sendToChat } from '@cartie/shared/endpoints/chats'
import { listDeliveries } from '@cartie/shared/endpoints/deliveries'
import { listLeads } from '@cartie/shared/endpoints/leads'
import { installScenarioTemplate } from '@cartie/shared/endpoints/scenarios'
import type { Lead } from '@cartie/shared/schemas/lead'
import { startCartie, type Cartie } from './browser/cartie.ts'
import { doubles, sends } from './telegram/checks.ts'
import { startTelegramServer, type TelegramServer } from './telegram/server.ts'

// The whole of Cartie, a Telegram on loopback, and a client who talks to a dealer's bot.

let telegram: TelegramServer
let cartie: Cartie
beforeAll(async () => {
  telegram = await startTelegramServer({ limits: false, retryScale: 0.05 })
  cartie = await startCartie({ TELEGRAM_API_URL: telegram.url })
}, 240_000)
afterAll(async () => {
  await cartie.close()
  await telegram.close()
})

async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  for (const end = performance.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const seen = await look()
    if (holds(seen)) return seen
    if (performance.now() > end) throw new Error(`not within 30 s: ${JSON.stringify(seen).slice(0, 500)}`)
  }
}

/** A bot that leads a client to a lead, as a dealer makes it through the API. */
async function dealersBot(intake: 'webhook' | 'polling', number: number) {
  const token = `${number}:AAtalk_talk_talk_talk_talk_talk_tal`
  const bot = telegram.addBot({ token, username: `talk_${intake}_bot`, name: 'Автосалон' })
  const made = await cartie.api(createBot, { body: { token, intake } })
  const ready = await until(
    () => cartie.api(getBot, { params: { id: made.id } }),
    (one) => one.status === 'ready',
  )
  expect(ready).toMatchObject({ username: bot.user.username })
  expect(JSON.stringify(ready)).not.toContain(token)
  await cartie.api(installScenarioTemplate, {
    params: { id: 'lead-capture' },
    body: { name: `Talk by ${intake}`, botIds: [made.id] },
  })
  return { bot, botId: made.id }
}

const leadOf = (name: string) =>
  until(
    () => cartie.api(listLeads, { query: { limit: 10, q: name } }),
    (page) => page.data.length > 0,
  ).then((page): Lead => page.data[0]!)

describe.each([
  ['webhook', 701],
  ['polling', 702],
] as const)('a talk by %s', (intake, number) => {
  test('leads a client from the first word to a lead, and on to the person who takes it over', async () => {
    const { bot, botId } = await dealersBot(intake, number)
    const client = telegram.addUser({
      firstName: `Олена ${intake}`,
      username: `olena_${intake}`,
      languageCode: 'uk',
    })
    client.sends(bot, '/start ad_7')
    await client.receives(bot, 'звертатися')
    client.sends(bot, `Олена ${intake}`)
    await client.receives(bot, 'номер')
    client.sends(bot, '067 123 45 6' + String(number % 10))
    await client.receives(bot, 'Яке авто')
    client.sends(bot, 'BMW X5 від 2018, Київ')
    await client.receives(bot, 'бюджет')
    client.sends(bot, '35 тис $')
    await client.receives(bot, () => true)

    const lead = await leadOf(intake)
    expect(lead).toMatchObject({
      make: 'BMW',
      model: 'X5',
      yearFrom: 2018,
      budget: { max: 35_000, currency: 'USD' },
      phone: `+38067123456${number % 10}`,
      campaign: 'ad_7',
      source: 'telegram',
    })

    const chats = await cartie.api(listChats, { query: { limit: 10, botId } })
    const chat = chats.data[0]!
    await cartie.api(sendToChat, { params: { id: chat.id }, body: { text: 'Добрий день, я Ігор!' } })
    await client.receives(bot, 'я Ігор')
    await cartie.api(giveBackChat, { params: { id: chat.id } })
    client.sends(bot, '/menu')
    await client.receives(bot, () => true)

    const ended = await until(
      () => cartie.api(listDeliveries, { query: { limit: 100, botId } }),
      (page) => page.data.every((one) => one.state !== 'pending' && one.state !== 'sending'),
    )
    expect(ended.data.filter((one) => one.state !== 'sent')).toEqual([])
    expect(sends(telegram.journal.entries).length).toBeGreaterThanOrEqual(7)
  })
})

test('nothing was said twice', () => {
  expect([...doubles(telegram.journal.entries).keys()]).toEqual([])
})
