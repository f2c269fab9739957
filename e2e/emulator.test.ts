import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBot, getBot } from '@cartie/shared/endpoints/bots'
import { listLeads } from '@cartie/shared/endpoints/leads'
import { installScenarioTemplate } from '@cartie/shared/endpoints/scenarios'
import { startCartie, type Cartie } from './browser/cartie.ts'
import { freePorts } from './browser/free-ports.ts'

// Somebody else's emulator in Telegram's place: it knows text, inline buttons and little more.

let emulator: TelegramServer
let cartie: Cartie
beforeAll(async () => {
  const port = await freePorts()
  emulator = new TelegramServer({ port, host: '127.0.0.1' })
  await emulator.start()
  cartie = await startCartie({ TELEGRAM_API_URL: `http://127.0.0.1:${port}` })
}, 240_000)
afterAll(async () => {
  await cartie.close()
  await emulator.stop()
})

async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  for (const end = performance.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const seen = await look()
    if (holds(seen)) return seen
    if (performance.now() > end) throw new Error(`not within 30 s: ${JSON.stringify(seen).slice(-1500)}`)
  }
}

test('a talk by text and inline buttons leads to a lead', async () => {
  const token = '666:AAemulator_emulator_emulator_emulat'
  const { id } = await cartie.api(createBot, { body: { token, intake: 'polling' } })
  await until(
    () => cartie.api(getBot, { params: { id } }),
    (bot) => bot.status === 'ready' && bot.synced,
  )
  await cartie.api(installScenarioTemplate, {
    params: { id: 'lead-capture' },
    body: { name: 'Emulated', botIds: [id] },
  })
  const client = emulator.getClient(token, { userId: 5, chatId: 5, firstName: 'Olena', timeout: 30_000 })
  const told = async () => JSON.stringify(await client.getUpdatesHistory())
  const says = async (text: string, answer: string) => {
    await (text.startsWith('/')
      ? client.sendCommand(client.makeCommand(text))
      : client.sendMessage(client.makeMessage(text)))
    await until(told, (all) => all.includes(answer))
  }
  await says('/start', 'звертатися')
  await says('Олена', 'номер')
  await says('067 123 45 67', 'Яке авто')
  await says('BMW X5 від 2018, Київ', 'бюджет')
  const buttons = [...(await told()).matchAll(/"callback_data":"([^"]+)"/g)]
  await client.sendCallback(client.makeCallbackQuery(buttons.at(-2)?.[1] ?? ''))
  await until(told, (all) => all.includes('прийнято'))
  const page = await until(
    () => cartie.api(listLeads, { query: { limit: 10, q: 'Олена' } }),
    (leads) => leads.data.length > 0,
  )
  expect(page.data[0]).toMatchObject({ make: 'BMW', model: 'X5', phone: '+380671234567' })
}, 120_000)
