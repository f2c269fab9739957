import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { getBot } from '@cartie/db/services/bot/get'
import { updateBot } from '@cartie/db/services/bot/update'
import { testBot, testSecrets as secrets, testToken } from '@cartie/db/testing/test-bot'
import { testWorkspaces, type TestWorkspaces } from '@cartie/db/testing/test-workspaces'
import { createTelegram, type Telegram } from '../telegram/client.ts'
import { Refusal, startBotApi, type BotApi, type BotCall } from '../telegram/testing/bot-api.ts'
import { startPollers, type Pollers } from './poll-bots.ts'

let on: TestWorkspaces
let api: BotApi
let telegram: Telegram
let ctx: Context
let token: string
let botId: string
const running: Pollers[] = []
const pauses: number[] = []
const log: string[] = []

beforeAll(async () => {
  on = await testWorkspaces({ pool: 8 })
  api = await startBotApi()
  telegram = createTelegram({ apiUrl: api.url })
})
afterAll(async () => {
  await telegram.close()
  api.close()
  await on.close()
})
beforeEach(async () => {
  ctx = await on.workspace()
  token = testToken()
  botId = await testBot(ctx, { intake: 'polling', token })
})
afterEach(async () => {
  await Promise.all(running.splice(0).map((p) => p.drain()))
  await withTx(ctx, (tx) => tx.sql`delete from bot_configs`)
  api.calls.length = 0
  pauses.length = 0
})

const lookMs = 20
const start = (leaseMs = 60_000) => {
  const pollers = startPollers({
    db: on.db,
    telegram,
    secrets,
    log: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
    leaseMs,
    lookMs,
    waitS: 1,
    // Pauses are counted, and over at once; but a moment passes, or the test would be the hot loop.
    pause: async (ms, signal) => {
      if (ms !== lookMs) pauses.push(ms)
      if (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 5))
    },
  })
  running.push(pollers)
  return pollers
}
const until = (hold: () => unknown) => expect.poll(hold).toBeTruthy()
const message = (update_id: number, text = `no ${update_id}`) => ({
  update_id,
  message: {
    message_id: update_id,
    date: 1,
    from: { id: 5, first_name: 'О' },
    chat: { id: 5, type: 'private' },
    text,
  },
})
const taken = async () =>
  (
    await withTx(ctx, (tx) => tx.sql<{ update_id: string }[]>`select update_id from inbox_events order by id`)
  ).map((row) => Number(row.update_id))
const place = async () => {
  const [row] = await withTx(
    ctx,
    (tx) => tx.sql<[{ offset: string; held: boolean }]>`
      select poll_offset as offset, poll_lease_until is not null as held from bot_configs`,
  )
  return { offset: Number(row.offset), held: row.held }
}

/** Telegram's queue of updates: what lies below the asked number is confirmed, and gone. */
function queue(...updates: ReturnType<typeof message>[]) {
  let atOnce = 0
  const seen = { most: 0, waiting: updates }
  api.answers.getUpdates = async ({ params }: BotCall) => {
    seen.most = Math.max(seen.most, ++atOnce)
    const offset = params.offset === undefined ? undefined : Number(params.offset)
    if (offset !== undefined) seen.waiting = seen.waiting.filter((u) => u.update_id >= offset)
    if (!seen.waiting.length) await new Promise((resolve) => setTimeout(resolve, 40))
    atOnce--
    return seen.waiting.slice(0, 2)
  }
  return seen
}

describe('polling', () => {
  test('takes every update once, in order, and asks for the next one only after the last is kept', async () => {
    const telegramSees = queue(...[1, 2, 3, 4, 5].map((n) => message(n)))
    const answer = api.answers.getUpdates!
    const places: [asked: number, kept: number][] = []
    api.answers.getUpdates = async (call) => {
      places.push([Number(call.params.offset ?? 0), (await place()).offset])
      return answer(call)
    }
    start()
    await until(() => telegramSees.waiting.length === 0)
    expect(await taken()).toEqual([1, 2, 3, 4, 5])
    for (const [asked, kept] of places) expect(asked).toBeLessThanOrEqual(kept)
    expect(places.map(([asked]) => asked).slice(0, 4)).toEqual([0, 3, 5, 6])
    expect(api.calls[0]!.params).toMatchObject({ timeout: '1', limit: '100' })
  })

  test('is done by one of many processes at a time', async () => {
    const telegramSees = queue(...Array.from({ length: 20 }, (_, n) => message(n + 1)))
    for (let n = 0; n < 4; n++) start()
    await until(() => telegramSees.waiting.length === 0)
    expect(telegramSees.most).toBe(1)
    expect(await taken()).toHaveLength(20)
  })

  test('goes on in another process when this one ends in order, at once', async () => {
    queue(message(1))
    const first = start()
    await until(async () => (await taken()).length === 1)
    await first.drain()
    expect(await place()).toEqual({ offset: 2, held: false })
    queue(message(1), message(2))
    start()
    await until(async () => (await taken()).length === 2)
    expect(await taken()).toEqual([1, 2])
  })

  test('goes on in another process when this one dies; what the dead one still brings is not taken', async () => {
    let letGo = () => {}
    const held = new Promise<void>((resolve) => (letGo = resolve))
    let asked = 0
    api.answers.getUpdates = async () => {
      if (asked++ === 0) {
        await held
        return [message(1, 'late')]
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
      return []
    }
    start()
    await until(() => asked === 1)
    // As if its lease had run out while it was frozen: the next one takes the bot.
    await withTx(ctx, (tx) => tx.sql`update bot_configs set poll_lease_until = now() - interval '1 second'`)
    start()
    await until(() => asked >= 2)
    letGo()
    await until(() => asked >= 6)
    expect(await taken()).toEqual([])
    expect((await place()).offset).toBe(0)
  })

  test('holds its lease for as long as it waits for Telegram', async () => {
    const lease = async () => {
      const [row] = await withTx(
        ctx,
        (tx) => tx.sql<[{ fence: string; until: number }]>`
          select poll_fence as fence, extract(epoch from poll_lease_until)::float8 * 1000 as until from bot_configs`,
      )
      return row
    }
    // Long enough that a crowded machine's pauses don't end it by themselves.
    const leaseMs = 3000
    api.answers.getUpdates = async () => {
      const first = await lease()
      await until(async () => (await lease()).until > first.until + leaseMs)
      return [message(1)]
    }
    start(leaseMs)
    start(leaseMs)
    await until(async () => (await taken()).length === 1)
    expect((await lease()).fence).toBe('1')
  })

  test('goes on where numbers begin anew after a week of silence', async () => {
    queue(message(900_000))
    start()
    await until(async () => (await place()).offset === 900_001)
    await running.splice(0)[0]!.drain()
    await withTx(ctx, (tx) => tx.sql`update bot_configs set last_update_at = now() - interval '7 days'`)
    queue(message(7))
    start()
    await until(async () => (await place()).offset === 8)
    expect(await taken()).toEqual([900_000, 7])
  })

  test('ends when the bot is changed, and asks no more', async () => {
    queue()
    start()
    await until(() => api.calls.length > 1)
    await updateBot(ctx, botId, { intake: 'off' })
    await running.splice(0)[0]!.drain()
    const asked = api.calls.length
    await withTx(ctx, (tx) => tx.sql`update bot_configs set synced_version = version`)
    const another = await testBot(ctx, { intake: 'polling' })
    start()
    await until(async () => (await getBot(ctx, another)).health.polling === null && api.calls.length > asked)
    await running.splice(0)[0]!.drain()
    expect(api.calls.slice(asked).map((c) => c.token)).not.toContain(token)
  })
})

describe('trouble while polling', () => {
  test('a server that has nothing and does not wait is asked at a pace', async () => {
    api.answers.getUpdates = () => []
    start()
    await until(() => api.calls.length >= 10)
    await running.splice(0)[0]!.drain()
    const slow = pauses.filter((ms) => ms >= 1000).length
    expect(slow).toBeGreaterThanOrEqual(api.calls.length - 1)
  })

  test('a second program that polls is told in the health, and asked after at a pace; later all is well again', async () => {
    api.answers.getUpdates = () => new Refusal(409, 'Conflict: terminated by other getUpdates request')
    start()
    await until(async () => (await getBot(ctx, botId)).health.polling?.includes('other getUpdates'))
    await until(() => api.calls.length >= 3)
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(5000)
    queue(message(1))
    await until(async () => (await getBot(ctx, botId)).health.polling === null)
    expect(await getBot(ctx, botId)).toMatchObject({ synced: true })
  })

  test.each([
    [409, "Conflict: can't use getUpdates method while webhook is active"],
    [401, 'Unauthorized'],
  ])('%i asks for a look at the bot, and polls no more until then', async (code, words) => {
    api.answers.getUpdates = () => new Refusal(code, words)
    start()
    await until(async () => !(await getBot(ctx, botId)).synced)
    await until(async () => !(await place()).held)
    expect(api.calls).toHaveLength(1)
    expect(on.wakes.at(-1)).toMatchObject({ job: { name: 'bot.sync' }, payload: { botId } })
  })

  test("Telegram's patience is kept, and what cannot be reached is asked less and less often", async () => {
    let asked = 0
    api.answers.getUpdates = () => {
      asked++
      if (asked === 1) return new Refusal(429, 'Too Many Requests', { retry_after: 17 })
      if (asked < 5) return new Refusal(502, 'Bad Gateway')
      return [message(asked)]
    }
    start()
    await until(async () => (await taken()).length > 0)
    expect(pauses.slice(0, 4)).toEqual([17_000, 2000, 4000, 8000])
  })

  test('no token stands in the log', () => {
    expect(log.join()).not.toMatch(/AAtesttest/)
  })
})
