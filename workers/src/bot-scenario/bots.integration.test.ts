import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { createQueues } from '@cartie/shared/queue'
import { createDb, withSystemTx, withTx } from '@cartie/db/client'
import type { Context } from '@cartie/db/context'
import { createSecrets } from '@cartie/db/secrets'
import { createBot } from '@cartie/db/services/bot/create'
import { getBot } from '@cartie/db/services/bot/get'
import { testToken } from '@cartie/db/testing/test-bot'
import { testDatabase, testQueueBackends } from '@cartie/db/testing/test-database'
import { startBotApi } from '../telegram/testing/bot-api.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const until = (hold: () => unknown) => expect.poll(hold).toBeTruthy()

describe.each(testQueueBackends())('a worker process on $name', ({ redisUrl }) => {
  test('looks at a new bot, polls it, works off its lane, and gives it back when it is told to end', async () => {
    const database = await testDatabase()
    closing.push(() => database.drop())
    const queues = createQueues({ redisUrl, databaseUrl: database.appUrl })
    closing.push(() => queues.close())
    const db = createDb({ url: database.appUrl, pool: 2, wake: queues.wake })
    closing.push(() => db.close())
    const [workspace] = await withSystemTx(
      db,
      ({ sql }) =>
        sql<[{ id: string }]>`insert into workspaces (name, slug) values ('Test', 'test') returning id`,
    )
    const ctx: Context = {
      db,
      workspaceId: workspace.id,
      actor: { kind: 'system', id: null, role: 'OWNER' },
      requestId: 'test',
    }
    const api = await startBotApi({
      getMe: ({ token }) => ({ id: Number(token.split(':')[0]), first_name: 'Авто', username: 'avto_bot' }),
      getWebhookInfo: () => ({ url: '', pending_update_count: 0 }),
      getUpdates: async ({ params }) => {
        if (params.offset !== undefined) await new Promise((resolve) => setTimeout(resolve, 100))
        const chat = { id: 5, type: 'private', first_name: 'О' }
        const member = {
          update_id: 2,
          my_chat_member: { chat, from: chat, new_chat_member: { status: 'member' } },
        }
        return params.offset
          ? []
          : [{ update_id: 1, message: { message_id: 1, chat, from: chat, text: 'x' } }, member]
      },
    })
    closing.push(() => api.close())
    const worker = startWorker({
      DATABASE_URL: database.adminUrl,
      CARTIE_SECRET: database.secret,
      TELEGRAM_API_URL: api.url,
      SWEEP_MS: '200',
      LOG_LEVEL: 'warn',
      ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
    })
    const secrets = createSecrets(database.secret)
    const { id } = await createBot(ctx, secrets, { token: testToken(), intake: 'polling' })
    await until(async () => (await getBot(ctx, id)).status === 'ready')
    const events = () =>
      withTx(ctx, (tx) => tx.sql<{ status: string }[]>`select status from inbox_events order by update_id`)
    await until(async () => (await events()).filter((event) => event.status === 'done').length === 2)
    worker.kill('SIGTERM')
    const [code] = (await once(worker, 'exit')) as [number | null]
    expect(code).toBe(0)
    const [row] = await withTx(ctx, (tx) => tx.sql`select poll_offset, poll_lease_until from bot_configs`)
    expect(row).toEqual({ poll_offset: '3', poll_lease_until: null })
  })
})

function startWorker(env: Record<string, string>): ChildProcess {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const worker = spawn(process.execPath, [main, 'bot-scenario'], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  closing.push(() => void worker.kill('SIGKILL'))
  return worker
}
