import { createBot, getBot } from '@cartie/shared/endpoints/bots'
import { installScenarioTemplate } from '@cartie/shared/endpoints/scenarios'
import type { Bot } from '../telegram/bot.ts'
import type { Person } from '../telegram/person.ts'
import type { Cartie } from './cartie.ts'

/** Looks until what is seen holds; for what is built before tests. Throws after half a minute. */
export async function until<T>(look: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  for (const end = performance.now() + 30_000; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const seen = await look()
    if (holds(seen)) return seen
    if (performance.now() > end) throw new Error(`not within 30 s: ${JSON.stringify(seen).slice(0, 500)}`)
  }
}

/** A bot as Telegram keeps it, and its number in Cartie. */
export interface ReadyBot {
  bot: Bot
  id: string
}

/** A bot that Telegram knows and that polls. `number` is its number there. */
export async function readyBot(
  { telegram, api }: Cartie,
  number: number,
  name = 'Cartie Auto',
): Promise<ReadyBot> {
  const token = `${number}:AAHc6XnW3dE8pQzLkRt5uVbYs2fJm9oGiTe`
  const bot = telegram.addBot({ token, username: `cartie_${number}_bot`, name })
  const { id } = await api(createBot, { body: { token, intake: 'polling' } })
  await until(
    () => api(getBot, { params: { id } }),
    (one) => one.status === 'ready' && one.synced,
  )
  return { bot, id }
}

/** A bot that leads clients to leads, by a scenario of its own. */
export async function dealersBot(
  cartie: Cartie,
  number: number,
  name?: string,
): Promise<ReadyBot & { scenarioId: string }> {
  const ready = await readyBot(cartie, number, name)
  const params = { id: 'lead-capture' }
  const body = { name: `Підбір авто ${number}`, botIds: [ready.id] }
  const { id: scenarioId } = await cartie.api(installScenarioTemplate, { params, body })
  return { ...ready, scenarioId }
}

/** Leads a client through the whole talk; returns the bot's last words. */
export async function talkToLead(client: Person, bot: Bot, name: string): Promise<string> {
  client.sends(bot, '/start')
  await client.receives(bot, 'Як до вас звертатися?')
  client.sends(bot, name)
  await client.receives(bot, /телефон/i)
  client.presses(bot, '📱 Поділитися номером')
  await client.receives(bot, 'Яке авто шукаєте?')
  client.sends(bot, 'Skoda Octavia від 2016, Львів')
  await client.receives(bot, 'На який бюджет')
  client.sends(bot, '15 000 $')
  return (await client.receives(bot, 'прийнято')).text ?? ''
}
