import { Api, type TransportOptions } from 'node-telegram-bot-api'
import { onTestFinished } from 'vitest'
import type { Bot } from '../bot.ts'
import type { Person } from '../person.ts'
import { startTelegramServer, type TelegramOptions, type TelegramServer } from '../server.ts'
import { createKeepAliveFetch } from './keep-alive-fetch.ts'

export interface TestTelegram {
  telegram: TelegramServer
  bot: Bot
  user: Person
  /** The client of `bot`, set up as Cartie sets it up. */
  api: Api
  apiOf: (token: string, more?: TransportOptions) => Api
}

/** A server with one bot and one user, gone when the test is over. */
export async function startTelegram(options: TelegramOptions = {}): Promise<TestTelegram> {
  const telegram = await startTelegramServer(options)
  const pool = createKeepAliveFetch()
  onTestFinished(async () => {
    pool.close()
    await telegram.close()
  })
  const apiOf = (token: string, more: TransportOptions = {}) =>
    new Api(token, { apiRoot: telegram.url, maxRetries: 0, timeoutMs: 10_000, fetch: pool.fetch, ...more })
  const bot = telegram.addBot({ token: '7001:secret', username: 'cartie_bot', name: 'Cartie' })
  const user = telegram.addUser({ firstName: 'Olena', languageCode: 'uk', phone: '380671234567' })
  return { telegram, bot, user, api: apiOf(bot.token), apiOf }
}
