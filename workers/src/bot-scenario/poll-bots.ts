import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import { integerOf, listOf, objectOf } from '@cartie/shared/domain/json-fields'
import { updateKinds } from '@cartie/shared/domain/telegram-update'
import { AppError } from '@cartie/shared/errors'
import type { Context, Db } from '@cartie/db/context'
import { tokenPlace } from '@cartie/db/services/bot/bot-row'
import { claimPolls, type PolledBot } from '@cartie/db/services/bot/claim-polls'
import { endPoll } from '@cartie/db/services/bot/end-poll'
import { keepPoll } from '@cartie/db/services/bot/keep-poll'
import { notePolling } from '@cartie/db/services/bot/note-polling'
import { receiveUpdates } from '@cartie/db/services/chat/receive-updates'
import type { TelegramFailure } from '../telegram/telegram-answer.ts'
import type { BotOptions } from './bot-options.ts'

export interface PollerOptions extends Omit<BotOptions, 'publicUrl'> {
  db: Db
  log: Logger
  /** How often bots that nobody polls are looked for. */
  lookMs: number
  /** How long Telegram holds a request that it has no updates for; 25 seconds if absent. */
  waitS?: number
  /** Waits; ends early, without failing, when the signal aborts. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>
}

export interface Pollers {
  /** Ends all requests and gives the bots back. */
  drain: () => Promise<void>
}

const claimsAtOnce = 50
const updatesAtOnce = 100
/** A server that has nothing and does not wait is asked no more often than this. */
const quietMs = 1000
const conflictMs = 10_000
const longestPauseMs = 30_000
/** A bot is given back after this, so that processes share the bots and an old place is forgotten in time. */
const longestHoldMs = 60 * 60_000

const pauseFor = async (ms: number, signal: AbortSignal) => {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined)
}

/** Fetches the updates of bots by long polling: each bot in one process at a time, by a lease of the database. */
export function startPollers(options: PollerOptions): Pollers {
  const { db, log, leaseMs, pause = pauseFor } = options
  const stop = new AbortController()
  const running = new Set<Promise<void>>()

  async function poll(bot: PolledBot): Promise<void> {
    const ctx: Context = {
      db,
      workspaceId: bot.workspaceId,
      actor: { kind: 'system', id: null, role: 'OWNER' },
      requestId: `poll-${process.pid}`,
    }
    const lost = new AbortController()
    const beat = setInterval(() => {
      // A database that does not answer decides nothing: the fence guards every write.
      void keepPoll(ctx, bot, leaseMs).then(
        (kept) => kept || lost.abort(),
        () => undefined,
      )
    }, leaseMs / 3)
    let look = false
    try {
      look = await follow(ctx, bot, { ...options, pause }, AbortSignal.any([stop.signal, lost.signal]))
    } catch (error) {
      log.warn({ err: error, botId: bot.id }, 'polling ended')
      await pause(quietMs, stop.signal)
    } finally {
      clearInterval(beat)
      await endPoll(ctx, bot, { look }).catch((error: unknown) =>
        log.warn({ err: error, botId: bot.id }, 'poll not given back'),
      )
    }
  }

  async function lookForBots(): Promise<void> {
    while (!stop.signal.aborted) {
      try {
        for (const bot of await claimPolls(db, { limit: claimsAtOnce, leaseMs })) {
          const polling = poll(bot).finally(() => running.delete(polling))
          running.add(polling)
        }
      } catch (error) {
        log.warn({ err: error }, 'bots to poll not found')
      }
      await pause(options.lookMs, stop.signal)
    }
  }

  const looking = lookForBots()
  return {
    async drain() {
      stop.abort()
      await looking
      await Promise.all(running)
    },
  }
}

/** Polls one bot until the signal ends it. Returns whether the bot has to be looked at in Telegram. */
async function follow(
  ctx: Context,
  bot: PolledBot,
  options: PollerOptions & { pause: NonNullable<PollerOptions['pause']> },
  signal: AbortSignal,
): Promise<boolean> {
  const { telegram, secrets, pause, waitS = 25 } = options
  const token = secrets.decrypt(tokenPlace(bot.workspaceId, bot.id), bot.tokenCipher)
  let offset = bot.offset
  let troubles = 0
  const began = performance.now()
  while (!signal.aborted && performance.now() - began < longestHoldMs) {
    const asked = performance.now()
    const answer = await telegram.call(
      token,
      'getUpdates',
      {
        timeout: waitS,
        limit: updatesAtOnce,
        allowed_updates: updateKinds,
        ...(offset === null ? {} : { offset }),
      },
      { signal, timeoutMs: (waitS + 10) * 1000 },
    )
    if (signal.aborted) return false
    if (!answer.ok) {
      await notePolling(ctx, bot, answer.description)
      await pause(pauseAfter(answer, troubles++), signal)
      if (needsLook(answer)) return true
      continue
    }
    if (troubles || offset === bot.offset) await notePolling(ctx, bot, null)
    troubles = 0
    const updates = listOf(answer.result)
    const next = nextOffset(updates)
    if (next === undefined) {
      if (performance.now() - asked < quietMs) await pause(quietMs, signal)
      continue
    }
    try {
      await receiveUpdates(ctx, bot.id, updates, { fence: bot.fence, offset: next })
      offset = next
    } catch (error) {
      if (error instanceof AppError && error.code === 'conflict') return false
      // What was not committed is not confirmed: Telegram gives it again.
      options.log.warn({ err: error, botId: bot.id }, 'updates not taken in')
      await pause(backoff(troubles++), signal)
    }
  }
  return false
}

const backoff = (troubles: number) => Math.min(1000 * 2 ** troubles, longestPauseMs)

/** Telegram's own word first; who refuses is not asked again at once. */
function pauseAfter(answer: TelegramFailure, troubles: number): number {
  if (answer.kind === 'limited') return (answer.retryAfterS ?? 1) * 1000
  return answer.kind === 'refused' ? conflictMs : backoff(troubles)
}

/** A token that is not known any more, or a webhook that stands in the way. Two pollers look at nothing. */
const needsLook = ({ kind, code, description }: TelegramFailure): boolean =>
  kind === 'refused' && (code !== 409 || /webhook/i.test(description))

/** The place behind the last update: numbers may begin anew, so it is the last one that counts, not the highest. */
function nextOffset(updates: readonly unknown[]): number | undefined {
  const last = updates
    .map((update) => integerOf(objectOf(update)?.update_id))
    .findLast((id) => id !== undefined)
  return last === undefined ? undefined : last + 1
}
