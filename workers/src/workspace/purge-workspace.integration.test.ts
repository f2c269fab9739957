import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withSystemTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { deleteWorkspace } from '@cartie/db/services/workspace/delete'
import { testBot, testSecrets as secrets, testToken } from '@cartie/db/testing/test-bot'
import { testWorkspaces, type TestWorkspaces } from '@cartie/db/testing/test-workspaces'
import { RetryLater } from '../outcome.ts'
import { createTelegram, type Telegram } from '../telegram/client.ts'
import { startBotApi, type BotApi } from '../telegram/testing/bot-api.ts'
import { purgeWorkspace } from './purge-workspace.ts'

const publicUrl = 'https://cars.example'

let on: TestWorkspaces
let api: BotApi
let telegram: Telegram
beforeAll(async () => {
  on = await testWorkspaces()
  api = await startBotApi()
  telegram = createTelegram({ apiUrl: api.url })
  await on.workspace()
})
afterAll(async () => {
  await telegram.close()
  api.close()
  await on.close()
})

const purge = ({ workspaceId }: Context, through = telegram, draining = () => false) =>
  purgeWorkspace({ telegram: through, secrets, publicUrl }).run(
    { workspaceId },
    {
      db: on.db,
      log: pino({ level: 'silent' }),
      signal: new AbortController().signal,
      draining,
      isGuest: false,
      context: () => {
        throw new Error('nobody enters a deleted workspace')
      },
    },
  )
const isLeft = ({ workspaceId }: Context) =>
  withSystemTx(
    on.db,
    async ({ sql }) => (await sql`select from workspaces where id = ${workspaceId}`).length > 0,
  )

/** A deleted workspace with a bot, whose webhook Telegram has at `url`. */
async function deleted(
  url: (botId: string) => string,
): Promise<{ ctx: Context; hooks: Map<string, string> }> {
  const ctx = await on.workspace()
  const token = testToken()
  const botId = await testBot(ctx, { token })
  const hooks = new Map([[token, url(botId)]])
  api.answers = {
    getWebhookInfo: (call) => ({ url: hooks.get(call.token) ?? '', pending_update_count: 0 }),
    deleteWebhook: (call) => hooks.delete(call.token) || true,
  }
  await deleteWorkspace(ctx, { name: 'Test' })
  return { ctx, hooks }
}
const ours = (botId: string) => `${publicUrl}/api/telegram/${botId}`

test('the webhooks of a deleted workspace’s bots are gone at Telegram, and so is the workspace', async () => {
  const { ctx, hooks } = await deleted(ours)
  await purge(ctx)
  expect(hooks.size).toBe(0)
  expect(await isLeft(ctx)).toBe(false)
})

test('a webhook that leads elsewhere stays: the bot serves somebody else by now', async () => {
  const { ctx, hooks } = await deleted(() => 'https://elsewhere.example/hook')
  await purge(ctx)
  expect(hooks.size).toBe(1)
  expect(await isLeft(ctx)).toBe(false)
})

test('where Telegram is away the rows go all the same, and its bots are taken leave of later', async () => {
  const { ctx, hooks } = await deleted(ours)
  const away = createTelegram({ apiUrl: 'http://127.0.0.1:1' })
  // It rings for nothing itself: the sweeper does, and two chains of wake-ups would be one too many.
  await purge(ctx, away)
  await away.close()
  expect([hooks.size, await isLeft(ctx)]).toEqual([1, true])
  await purge(ctx)
  expect([hooks.size, await isLeft(ctx)]).toEqual([0, false])
})

test('a process that drains leaves the rest to another', async () => {
  const { ctx } = await deleted(ours)
  await expect(purge(ctx, telegram, () => true)).rejects.toThrow(RetryLater)
  expect(await isLeft(ctx)).toBe(true)
  await purge(ctx)
  expect(await isLeft(ctx)).toBe(false)
})
