import { answerCall, botOf, errorAnswer, type Answer } from './answer.ts'
import { ApiError } from './api-error.ts'
import type { Bot, BotSettings } from './bot.ts'
import { Channel } from './channel.ts'
import { systemClock, type Clock } from './clock.ts'
import { Faults } from './faults.ts'
import { telegramFloodRules, type FloodRules } from './flood-limits.ts'
import { Group } from './group.ts'
import { startHttpFront, type Asked } from './http-front.ts'
import { Journal } from './journal.ts'
import { type Params, readParams } from './params.ts'
import { Person, type PersonSettings } from './person.ts'
import { Webhook } from './webhook.ts'
import { World } from './world.ts'

export interface TelegramOptions {
  /** 0, a free one, where it is missing. */
  port?: number
  clock?: Clock
  /** Telegram's own where it is missing, changed by what is named; `false` for none. */
  limits?: Partial<FloodRules> | false
  /** What a second between two deliveries of an update lasts: 1, a second, where it is missing. */
  retryScale?: number
  /** How long a webhook's answer is awaited: a minute where it is missing. */
  webhookTimeoutMs?: number
  /** A file that gets the journal as lines of JSON. */
  journalPath?: string
  /** Called with a token that nobody has; a bot that it returns has it from now on. */
  adoptToken?: (token: string) => BotSettings | undefined
  /** Serves paths that are not Telegram's. */
  elsewhere?: (asked: Asked) => Promise<Answer & { bytes?: Buffer }>
}

/** A Telegram Bot API server on loopback, and the people who use it. */
export interface TelegramServer {
  /** For TELEGRAM_API_URL. */
  url: string
  journal: Journal
  faults: Faults
  bots: readonly Bot[]
  world: World
  addBot: (settings: BotSettings) => Bot
  addUser: (settings: PersonSettings) => Person
  addGroup: (settings: { title: string; creator: Person; kind?: 'group' | 'supergroup' }) => Group
  addChannel: (settings: { title: string; username?: string; creator: Person }) => Channel
  /** Refuses connections until `comeUp`. */
  goDown: () => Promise<void>
  comeUp: () => Promise<void>
  close: () => Promise<void>
}

/** Starts the server. Close it, or its webhooks go on. */
export async function startTelegramServer(options: TelegramOptions = {}): Promise<TelegramServer> {
  const { clock = systemClock, limits, retryScale = 1, webhookTimeoutMs: timeoutMs = 60_000 } = options
  const world = new World(clock, limits === false ? undefined : { ...telegramFloodRules, ...limits })
  const faults = new Faults()
  const journal = new Journal(options.journalPath)

  /** One call of a bot, from outside or in the answer of its webhook. */
  function call(bot: Bot, method: string, params: Params, whenGone: Asked['whenGone']): Promise<Answer> {
    const setWebhook = (settings?: { url: string; secretToken: string; maxConnections: number }) => {
      bot.webhook?.stop()
      bot.webhook = settings ? webhookOf(bot, settings) : undefined
    }
    return answerCall(method, { bot, world, params, whenGone, setWebhook }, { faults, journal })
  }

  function webhookOf(
    bot: Bot,
    settings: { url: string; secretToken: string; maxConnections: number },
  ): Webhook {
    const name = bot.user.username ?? ''
    return new Webhook(settings, {
      queue: bot.updates,
      clock,
      retryScale,
      timeoutMs,
      copies: () => bot.copies,
      onAttempt: (attempt) => journal.append({ kind: 'delivery', at: clock.now(), bot: name, ...attempt }),
      onReply: (params) => {
        const method = params.text('method')
        if (method !== '' && !/^(get|(set|delete)webhook|close|logout)/i.test(method))
          void call(bot, method, params, () => undefined)
      },
      onGone: () => {
        bot.webhook?.stop()
        bot.webhook = undefined
      },
    })
  }

  function knownBot(token: string, method: string): Bot {
    const settings = world.bots.some((bot) => bot.token === token) ? undefined : options.adoptToken?.(token)
    if (settings) return world.addBot(settings)
    try {
      return botOf(world.bots, token)
    } catch (error) {
      const nobody = { kind: 'call', bot: '', chatId: '', params: {}, files: [], messageIds: [] } as const
      journal.append({
        ...nobody,
        files: [],
        messageIds: [],
        at: clock.now(),
        method,
        status: 401,
        done: false,
      })
      throw error
    }
  }

  async function answer(asked: Asked): Promise<Answer & { bytes?: Buffer }> {
    try {
      const file = /^\/file\/bot([^/]+)\/(.+)$/.exec(asked.path)
      if (file) {
        botOf(world.bots, file[1] ?? '')
        const stored = world.files.byPath(file[2] ?? '')
        if (!stored) throw new ApiError(404, 'Not Found')
        return { status: 200, body: '', bytes: stored.bytes }
      }
      const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(asked.path) ?? []
      if (token === undefined || method === undefined) {
        if (options.elsewhere) return await options.elsewhere(asked)
        throw new ApiError(404, 'Not Found')
      }
      const bot = knownBot(token, method)
      return await call(bot, method, readParams(asked.query, asked.contentType, asked.body), asked.whenGone)
    } catch (error) {
      return errorAnswer(
        error instanceof ApiError ? error : new ApiError(500, `Internal Server Error: ${String(error)}`),
      )
    }
  }

  const front = await startHttpFront(options.port ?? 0, answer)
  return {
    url: `http://127.0.0.1:${front.port}`,
    journal,
    faults,
    bots: world.bots,
    world,
    addBot: (settings) => world.addBot(settings),
    addUser: (settings) => new Person(world, settings),
    addGroup: ({ kind = 'group', ...settings }) => new Group(world, { ...settings, kind }),
    addChannel: (settings) => new Channel(world, settings),
    goDown: front.goDown,
    comeUp: front.comeUp,
    async close() {
      for (const bot of world.bots) {
        bot.webhook?.stop()
        bot.poll.stop('Internal Server Error: restart')
      }
      await front.goDown()
      journal.close()
    },
  }
}
