import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createQueues, type Queues } from '@cartie/shared/queue'
import { createDb, withSystemTx, withTx } from '@cartie/db/client'
import type { Context, Db } from '@cartie/db/context'
import { createListing } from '@cartie/db/services/listing/create'
import { importListings } from '@cartie/db/services/listing/import'
import { listMatches } from '@cartie/db/services/match/list'
import { wakeMatching } from '@cartie/db/services/match/pending'
import type { TestDatabase } from '@cartie/db/testing/create-database'
import { testBot } from '@cartie/db/testing/test-bot'
import { testDatabase, testQueueBackends } from '@cartie/db/testing/test-database'
import { publishedRequest } from '@cartie/db/testing/published-request'
import { startRunner, type Runner } from '../runner.ts'
import { startSweeper } from '../sweeper.ts'
import { matchRequests } from './match-request.ts'

const log = pino({ level: 'silent' })
const x5 = {
  title: 'BMW X5',
  make: 'BMW',
  model: 'X5',
  year: 2019,
  price: { amount: 33_600, currency: 'USD' },
}
const wish = { title: 'BMW X5', criteria: { makes: ['BMW'], models: ['X5'] } }

describe.each(testQueueBackends())('comparing cars and requests on $name', ({ redisUrl }) => {
  let database: TestDatabase
  let db: Db
  let queues: Queues
  let runners: Runner[]
  let stopSweeper: () => void

  beforeAll(async () => {
    database = await testDatabase()
    const place = { redisUrl, databaseUrl: database.appUrl }
    queues = createQueues(place)
    db = createDb({ url: database.appUrl, pool: 8, wake: queues.wake })
    runners = [1, 2].map(() =>
      startRunner({
        queue: 'proposal',
        handlers: [matchRequests({ leaseMs: 2000 })],
        place,
        db,
        log,
        concurrency: 4,
        lockMs: 5000,
      }),
    )
    stopSweeper = startSweeper([{ name: 'matching', everyMs: 200, run: () => wakeMatching(db) }], log)
  })
  afterAll(async () => {
    stopSweeper()
    await Promise.all(runners.map((r) => r.drain(2000)))
    await queues.close()
    await db.close()
    await database.drop()
  })

  async function workspace(): Promise<Context> {
    const [row] = await withSystemTx(
      db,
      ({ sql }) =>
        sql<
          [{ id: string }]
        >`insert into workspaces (name, slug) values ('T', gen_random_uuid()) returning id`,
    )
    return { db, workspaceId: row.id, actor: { kind: 'user', id: null, role: 'OWNER' }, requestId: 'test' }
  }
  const matches = async (ctx: Context, id: string) => (await listMatches(ctx, id, { limit: 100 })).data.length
  const until = (ctx: Context, id: string, count: number) => expect.poll(() => matches(ctx, id)).toBe(count)
  const idle = (ctx: Context) =>
    expect
      .poll(
        () =>
          withTx(ctx, ({ sql }) => sql`select from match_tasks where lease_until is null or attempts > 0`),
        {
          timeout: 20_000,
          interval: 20,
        },
      )
      .toHaveLength(0)

  test('a saved car is told of in the admin chat within five seconds', async () => {
    const ctx = await workspace()
    const botId = await testBot(ctx)
    await withTx(ctx, ({ sql }) => sql`update bot_configs set admin_chat_id = '-100500' where id = ${botId}`)
    await publishedRequest(ctx, wish)
    await idle(ctx)
    const from = performance.now()
    await createListing(ctx, x5)
    const told = () =>
      withTx(
        ctx,
        ({ sql }) => sql`select from deliveries where dedup_key like 'match:%' and state = 'pending'`,
      )
    await expect.poll(told).toHaveLength(1)
    expect(performance.now() - from).toBeLessThan(5000)
  })

  test('a bulk of cars meets its requests, none lost and none doubled, whoever works on it', async () => {
    const ctx = await workspace()
    const ids = await Promise.all([1, 2, 3].map(() => publishedRequest(ctx, wish)))
    for (let chunk = 0; chunk < 5; chunk++)
      await importListings(ctx, {
        rows: Array.from({ length: 15 }, (_, n) => ({ ...x5, title: `BMW X5 ${chunk}-${n}` })),
      })
    for (const id of ids) await until(ctx, id, 75)
    await idle(ctx)
  })

  test('what was held by a worker that died, and whose ring was lost, is found and done', async () => {
    const ctx = await workspace()
    const silent = { ...ctx, db: { ...db, wakeAll: async () => undefined } }
    const id = await publishedRequest(ctx, wish)
    await idle(ctx)
    await createListing(silent, x5)
    await withTx(
      ctx,
      ({ sql }) => sql`
        update match_tasks set attempts = 1, lease_until = now() + interval '1 second', created_at = now() - interval '5 seconds'
        where listing_ids is not null`,
    )
    await until(ctx, id, 1)
  })
})
