import type { Bot } from '../bot.ts'
import type { Params } from '../params.ts'
import type { World } from '../world.ts'

/** What a method has at hand. */
export interface Request {
  bot: Bot
  world: World
  params: Params
  /** Calls back when the one who asked has hung up. */
  whenGone: (run: () => void) => void
  /** Sets or, without settings, takes away the bot's webhook. */
  setWebhook: (settings?: { url: string; secretToken: string; maxConnections: number }) => void
}

/** Carries out one method of the Bot API and returns its `result`. Throws ApiError. */
export type Method = (request: Request) => unknown
