import { createHash } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { BotMenu } from '@cartie/shared/schemas/bot'
import { updateKinds } from '@cartie/shared/domain/telegram-update'
import { withTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { claimSync } from '@cartie/db/services/bot/claim-sync'
import { createBot } from '@cartie/db/services/bot/create'
import { deleteBot } from '@cartie/db/services/bot/delete'
import { diagnoseBot } from '@cartie/db/services/bot/diagnose'
import { findWebhook } from '@cartie/db/services/bot/find-webhook'
import { getBot } from '@cartie/db/services/bot/get'
import { rotateBotToken } from '@cartie/db/services/bot/rotate-token'
import { updateBot } from '@cartie/db/services/bot/update'
import { testSecrets as secrets, testToken } from '@cartie/db/testing/test-bot'
import { testWorkspaces, type TestWorkspaces } from '@cartie/db/testing/test-workspaces'
import { createTelegram, type Telegram } from '../telegram/client.ts'
import { Refusal, startBotApi, type BotApi, type BotCall } from '../telegram/testing/bot-api.ts'
import { syncBot } from './sync-bot.ts'

const publicUrl = 'https://cars.example'
const leaseMs = 30_000

let on: TestWorkspaces
let api: BotApi
let telegram: Telegram
const log: string[] = []
beforeAll(async () => {
  on = await testWorkspaces()
  api = await startBotApi()
  telegram = createTelegram({ apiUrl: api.url })
})
afterAll(async () => {
  await telegram.close()
  api.close()
  await on.close()
})
afterEach(() => {
  api.calls.length = 0
})

/** A Telegram that keeps one webhook for each token, as the real one does. */
function tell(more: BotApi['answers'] = {}) {
  const hooks = new Map<string, { url: string; secret: string }>()
  const number = (call: BotCall) => Number(call.token.split(':')[0])
  api.answers = {
    getMe: (call) => ({
      id: number(call),
      is_bot: true,
      username: `bot_${number(call)}`,
      first_name: 'Авто',
    }),
    getWebhookInfo: (call) => ({ url: hooks.get(call.token)?.url ?? '', pending_update_count: 3 }),
    setWebhook: (call) =>
      !!hooks.set(call.token, { url: call.params.url!, secret: call.params.secret_token! }),
    deleteWebhook: (call) => hooks.delete(call.token) || true,
    ...more,
  }
  return hooks
}

const look = (ctx: Context, botId: string, through: Telegram = telegram) =>
  syncBot({ telegram: through, secrets, publicUrl, leaseMs }).run(
    { workspaceId: ctx.workspaceId, botId },
    {
      db: on.db,
      log: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
      signal: new AbortController().signal,
      draining: () => false,
      isGuest: false,
      context: (workspaceId) => ({ ...ctx, workspaceId }),
    },
  )
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const expire = (ctx: Context) =>
  withTx(ctx, (tx) => tx.sql`update bot_configs set sync_lease_until = now() - interval '1 second'`)

describe('a new bot', () => {
  test('gets its name from Telegram, and its commands and menu are told there', async () => {
    const ctx = await on.workspace()
    const token = testToken()
    tell()
    const menu = BotMenu.parse({ commands: [{ command: 'start', description: { uk: 'Почати' } }] })
    const { id } = await createBot(ctx, secrets, { token, menu })
    await look(ctx, id)
    expect(await getBot(ctx, id)).toMatchObject({
      status: 'ready',
      telegramId: Number(token.split(':')[0]),
      name: 'Авто',
      synced: true,
      health: { reachable: true, error: null, webhook: { url: '', pendingUpdates: 3, lastError: null } },
    })
    expect(api.methods().filter((m) => m === 'setMyCommands')).toHaveLength(2)
    expect(new Set(api.calls.map((c) => c.token))).toEqual(new Set([token]))
  })

  test('learns who runs its admin chat, people alone, and forgets them with the chat', async () => {
    const ctx = await on.workspace()
    const member = (id: number, is_bot = false) => ({ status: 'administrator', user: { id, is_bot } })
    tell({ getChatAdministrators: () => [member(5), member(6, true), member(7)] })
    const { id } = await createBot(ctx, secrets, { token: testToken(), adminChatId: '-100500' })
    const managers = async () => {
      await expire(ctx)
      await look(ctx, id)
      const [row] = await withTx(
        ctx,
        ({ sql }) => sql`select managers::float8[] as m from bot_configs where id = ${id}`,
      )
      return row!.m as number[]
    }
    expect(await managers()).toEqual([5, 7])
    expect(api.calls.find((c) => c.method === 'getChatAdministrators')?.params).toEqual({
      chat_id: '-100500',
    })
    tell({ getChatAdministrators: () => new Refusal(500, 'Internal Server Error') })
    expect(await managers()).toEqual([5, 7])
    tell({ getChatAdministrators: () => new Refusal(400, 'Bad Request: chat not found') })
    expect(await managers()).toEqual([])
    tell({ getChatAdministrators: () => [member(5)] })
    expect(await managers()).toEqual([5])
    await updateBot(ctx, id, { adminChatId: '77' })
    expect(await managers()).toEqual([])
  })

  test('whose token Telegram does not know is refused, and not tried again', async () => {
    const ctx = await on.workspace()
    tell({ getMe: () => new Refusal(401, 'Unauthorized') })
    const { id } = await createBot(ctx, secrets, { token: testToken() })
    await look(ctx, id)
    expect(await getBot(ctx, id)).toMatchObject({
      status: 'refused',
      synced: true,
      health: { error: 'Unauthorized' },
    })
    expect(api.methods()).toEqual(['getMe'])
  })

  test('whose Telegram is away or asks for patience is tried again later, and stays what it was', async () => {
    const ctx = await on.workspace()
    const { id } = await createBot(ctx, secrets, { token: testToken() })
    const away = createTelegram({ apiUrl: 'http://127.0.0.1:1' })
    await look(ctx, id, away)
    await away.close()
    expect(await getBot(ctx, id)).toMatchObject({
      status: 'checking',
      synced: false,
      health: { reachable: false },
    })
    await expire(ctx)
    tell({
      setMyCommands: () => true,
      deleteMyCommands: () => new Refusal(429, 'Too Many Requests', { retry_after: 70 }),
    })
    await look(ctx, id)
    expect(await getBot(ctx, id)).toMatchObject({
      synced: false,
      health: { reachable: true, error: 'Too Many Requests' },
    })
    const [row] = await withTx(
      ctx,
      (tx) =>
        tx.sql<
          [{ s: number }]
        >`select extract(epoch from sync_lease_until - now())::float8 as s from bot_configs`,
    )
    expect(row.s).toBeGreaterThan(60)
    await expire(ctx)
    tell()
    await look(ctx, id)
    expect(await getBot(ctx, id)).toMatchObject({ status: 'ready', synced: true, health: { error: null } })
    expect((await getBot(ctx, id)).status).toBe('ready')
  })
})

describe('a webhook', () => {
  test('is set with a secret whose hash is kept before Telegram learns it, and for all updates we read', async () => {
    const ctx = await on.workspace()
    const { id } = await createBot(ctx, secrets, { token: testToken(), intake: 'webhook' })
    const kept: (string | null | undefined)[] = []
    const hooks = tell()
    const set = api.answers.setWebhook!
    api.answers.setWebhook = async (call) => {
      kept.push((await findWebhook(on.db, id))?.secretHash, sha256(call.params.secret_token!))
      return set(call)
    }
    await look(ctx, id)
    expect(kept).toHaveLength(2)
    expect(kept[0]).toBe(kept[1])
    const { params } = api.calls.find((c) => c.method === 'setWebhook')!
    expect(params.url).toBe(`${publicUrl}/api/telegram/${id}`)
    expect(params.secret_token).toMatch(/^[\w-]{32,256}$/)
    expect(JSON.parse(params.allowed_updates!)).toEqual(updateKinds)
    expect(await getBot(ctx, id)).toMatchObject({ health: { webhook: { url: params.url } } })
    expect(hooks.size).toBe(1)
  })

  test('that stands as it should is only looked at; one that somebody took away is set again', async () => {
    const ctx = await on.workspace()
    const { id } = await createBot(ctx, secrets, { token: testToken(), intake: 'webhook' })
    const hooks = tell()
    await look(ctx, id)
    api.calls.length = 0
    await look(ctx, id)
    expect(api.methods()).toEqual(['getMe', 'getWebhookInfo'])
    hooks.clear()
    await look(ctx, id)
    expect(api.methods()).toContain('setWebhook')
  })

  test('that Telegram refuses is told in its words, once', async () => {
    const ctx = await on.workspace()
    tell({
      setWebhook: () =>
        new Refusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook'),
    })
    const { id } = await createBot(ctx, secrets, { token: testToken(), intake: 'webhook' })
    await look(ctx, id)
    const bot = await getBot(ctx, id)
    expect(bot).toMatchObject({ status: 'ready', synced: true })
    expect(bot.health.error).toContain('An HTTPS URL must be provided')
  })

  test('goes when polling is wanted, when the bot is disabled and when it is deleted; and its secret with it', async () => {
    const ctx = await on.workspace()
    const { id } = await createBot(ctx, secrets, { token: testToken(), intake: 'webhook' })
    const hooks = tell()
    await look(ctx, id)
    expect(hooks.size).toBe(1)
    await updateBot(ctx, id, { intake: 'polling' })
    await look(ctx, id)
    expect(hooks.size).toBe(0)
    expect((await findWebhook(on.db, id))?.secretHash).toBeNull()
    await updateBot(ctx, id, { intake: 'webhook' })
    await look(ctx, id)
    expect(hooks.size).toBe(1)
    await updateBot(ctx, id, { enabled: false })
    await look(ctx, id)
    expect(hooks.size).toBe(0)
    await updateBot(ctx, id, { enabled: true })
    await look(ctx, id)
    await deleteBot(ctx, id)
    await look(ctx, id)
    expect(hooks.size).toBe(0)
    expect(await getBot(ctx, id)).toMatchObject({ synced: true })
  })

  test('of another program goes only where it hinders polling', async () => {
    const ctx = await on.workspace()
    const token = testToken()
    const hooks = tell()
    hooks.set(token, { url: 'https://elsewhere.example/hook', secret: '' })
    const { id } = await createBot(ctx, secrets, { token, intake: 'off' })
    await look(ctx, id)
    expect(hooks.size).toBe(1)
    await updateBot(ctx, id, { intake: 'polling' })
    await look(ctx, id)
    expect(hooks.size).toBe(0)
  })

  test('gets a new secret with a new token', async () => {
    const ctx = await on.workspace()
    const token = testToken()
    const { id } = await createBot(ctx, secrets, { token, intake: 'webhook' })
    const hooks = tell()
    await look(ctx, id)
    const fresh = `${token.split(':')[0]}:${'N'.repeat(35)}`
    await rotateBotToken(ctx, secrets, id, fresh)
    await look(ctx, id)
    const [before, after] = [hooks.get(token)!.secret, hooks.get(fresh)!.secret]
    expect(after).not.toBe(before)
    expect((await findWebhook(on.db, id))?.secretHash).toBe(sha256(after))
  })
})

describe('whatever happens meanwhile', () => {
  test('a crash at any call is healed by the next look', async () => {
    const ctx = await on.workspace()
    const menu = BotMenu.parse({ commands: [{ command: 'start', description: { uk: 'Почати' } }] })
    let calls = 0
    for (let crashAt = 1; ; crashAt++) {
      const { id } = await createBot(ctx, secrets, { token: testToken(), intake: 'webhook', menu })
      const hooks = tell()
      let left = crashAt
      const dying: Telegram = {
        ...telegram,
        call: (...args) => (left-- === 1 ? Promise.reject(new Error('crash')) : telegram.call(...args)),
      }
      const died = await look(ctx, id, dying).then(
        () => false,
        () => true,
      )
      if (!died) break
      calls++
      expect(await getBot(ctx, id)).toMatchObject({ synced: false })
      await expire(ctx)
      await look(ctx, id)
      expect(await getBot(ctx, id), `crash at ${crashAt}`).toMatchObject({ status: 'ready', synced: true })
      expect((await findWebhook(on.db, id))?.secretHash).toBe(sha256([...hooks.values()][0]!.secret))
    }
    expect(calls).toBeGreaterThan(5)
  })

  test('of two looks at once one goes; of one that was taken over nothing is written', async () => {
    const ctx = await on.workspace()
    const { id } = await createBot(ctx, secrets, { token: testToken() })
    tell({
      getMe: async (call) => {
        await look(ctx, id)
        return { id: Number(call.token.split(':')[0]), first_name: 'Авто' }
      },
    })
    await look(ctx, id)
    expect(api.methods().filter((m) => m === 'getMe')).toHaveLength(1)
    await diagnoseBot(ctx, id, { sendTest: false })
    tell({
      getMe: async (call) => {
        await expire(ctx)
        await claimSync(ctx, { botId: id, leaseMs })
        return { id: Number(call.token.split(':')[0]), first_name: 'Late', username: 'late' }
      },
    })
    await look(ctx, id)
    expect(await getBot(ctx, id)).toMatchObject({ synced: false })
    expect((await getBot(ctx, id)).username).not.toBe('late')
  })

  test('a token that cannot be read is told as such', async () => {
    const ctx = await on.workspace()
    const { id } = await createBot(ctx, secrets, { token: testToken() })
    await withTx(ctx, (tx) => tx.sql`update bot_configs set token_cipher = 'v1.AAAA'`)
    await look(ctx, id)
    const bot = await getBot(ctx, id)
    expect(bot.status).toBe('refused')
    expect(bot.health.error).toContain('Enter it anew')
    expect(api.calls).toEqual([])
  })

  test('no token stands in the log or in what people see', async () => {
    const ctx = await on.workspace()
    const token = testToken()
    tell({ getMe: (call) => new Refusal(404, `Not Found: /bot${call.token}/getMe`) })
    const { id } = await createBot(ctx, secrets, { token })
    await look(ctx, id)
    expect(JSON.stringify(await getBot(ctx, id))).not.toContain(token.slice(8))
    expect(log.join()).not.toMatch(/AAtesttest/)
  })
})
