import type { ChildProcess } from 'node:child_process'
import { createClient } from '@cartie/shared/client'
import { createBot, getBot } from '@cartie/shared/endpoints/bots'
import { installScenarioTemplate } from '@cartie/shared/endpoints/scenarios'
import type { Bot } from '../telegram/bot.ts'
import { startTelegramServer, type TelegramOptions, type TelegramServer } from '../telegram/server.ts'
import { until } from './fault.ts'
import type { Env, World } from './world.ts'

/** A bot in Telegram and in Cartie. */
export interface MadeBot {
  bot: Bot
  id: string
}

interface BotOptions {
  template?: string
  key?: string
}

/** A world whose bots speak to a Telegram on loopback, by webhook. */
export interface TelegramWorld {
  world: World
  telegram: TelegramServer
  startApi: (more?: Env) => Promise<ChildProcess>
  startBots: (more?: Env) => Promise<ChildProcess>
  /** Makes a bot that is ready, with a template's scenario if one is named; of another workspace with its key. */
  makeBot: (options?: BotOptions) => Promise<MadeBot>
}

let bots = 700

/** Runs `work` with a Telegram, which is closed afterwards; nobody is limited there unless `options` say so. */
export async function withTelegram<T>(
  world: World,
  work: (on: TelegramWorld) => Promise<T>,
  options: TelegramOptions = {},
): Promise<T> {
  const telegram = await startTelegramServer({ limits: false, retryScale: 0.2, ...options })
  const env = { TELEGRAM_API_URL: telegram.url, PUBLIC_URL: world.apiUrl }
  try {
    return await work({
      world,
      telegram,
      startApi: (more) => world.startApi({ ...env, ...more }),
      startBots: (more) => world.startBots({ ...env, ...more }),
      async makeBot({ template, key = world.key } = {}) {
        const number = bots++
        const token = `${number}:AA${'fault_'.repeat(5)}${number}`
        const bot = telegram.addBot({ token, username: `fault_${number}_bot`, name: `Bot ${number}` })
        const api = createClient({ url: world.apiUrl, apiKey: key })
        const { id } = await api(createBot, { body: { token, intake: 'webhook' } })
        await until('a bot has its webhook', () => bot.webhook !== undefined)
        const isReady = async () => (await api(getBot, { params: { id } })).status === 'ready'
        await until('a bot is ready', isReady)
        if (template !== undefined) {
          const name = `${template} ${number}`
          await api(installScenarioTemplate, { params: { id: template }, body: { name, botIds: [id] } })
        }
        return { bot, id }
      },
    })
  } finally {
    await telegram.close()
  }
}
