import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createQueues, type Queues } from '@cartie/shared/queue'
import { createDb, withSystemTx, withTx } from '@cartie/db/client'
import type { Context, Db } from '@cartie/db/context'
import { tokenOfBot } from '@cartie/db/services/bot/token-of'
import { addVariant } from '@cartie/db/services/variant/add'
import { getVariant } from '@cartie/db/services/variant/get'
import { wakeVariants } from '@cartie/db/services/variant/pending-imports'
import { testRequest } from '@cartie/db/services/variant/testing/test-request'
import type { TestDatabase } from '@cartie/db/testing/create-database'
import { testBot, testSecrets } from '@cartie/db/testing/test-bot'
import { testDatabase, testQueueBackends } from '@cartie/db/testing/test-database'
import { startRunner, type Runner } from '../runner.ts'
import { startSweeper } from '../sweeper.ts'
import { createTelegram, type Telegram } from '../telegram/client.ts'
import { importVariant } from './import-variant.ts'

const log = pino({ level: 'silent' })
const leaseMs = 5000
const jpeg = (name: string) => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(name)])

describe.each(testQueueBackends())('bringing the photos of offers on $name', ({ redisUrl }) => {
  let database: TestDatabase
  let db: Db
  let queues: Queues
  let runners: Runner[]
  let stopSweeper: () => void
  let ctx: Context
  let botId: string
  let files: Server
  let telegram: Telegram
  /** What Telegram answers to the next look-ups of a photo; its path otherwise. */
  const answers = new Map<string, { status: number; body: object }[]>()
  const asked: string[] = []

  beforeAll(async () => {
    files = createServer((request, reply) => {
      const photo = /\/photos\/(\w+)\.jpg$/.exec(request.url ?? '')?.[1]
      if (photo) return void reply.writeHead(200).end(jpeg(photo))
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const fileId = new URLSearchParams(Buffer.concat(chunks).toString()).get('file_id') ?? ''
        asked.push(fileId)
        const result = { file_id: fileId, file_path: `photos/${fileId}.jpg` }
        const told = answers.get(fileId)?.shift() ?? { status: 200, body: { ok: true, result } }
        reply.writeHead(told.status, { 'content-type': 'application/json' }).end(JSON.stringify(told.body))
      })
    })
    await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve))
    telegram = createTelegram({ apiUrl: `http://127.0.0.1:${(files.address() as AddressInfo).port}` })
    database = await testDatabase()
    const backend = { redisUrl, databaseUrl: database.appUrl }
    queues = createQueues(backend)
    db = createDb({ url: database.appUrl, pool: 8, wake: queues.wake })
    const [row] = await withSystemTx(
      db,
      ({ sql }) =>
        sql<[{ id: string }]>`insert into workspaces (name, slug) values ('Test', 'test') returning id`,
    )
    ctx = { db, workspaceId: row.id, actor: { kind: 'user', id: null, role: 'OWNER' }, requestId: 'test' }
    botId = await testBot(ctx)
    const handler = importVariant({
      file: telegram.file,
      tokenOf: (context, id) => tokenOfBot(context, testSecrets, id),
      leaseMs,
    })
    runners = [1, 2].map(() =>
      startRunner({
        queue: 'proposal',
        handlers: [handler],
        place: backend,
        db,
        log,
        concurrency: 4,
        lockMs: 5000,
      }),
    )
    stopSweeper = startSweeper([{ name: 'variants', everyMs: 200, run: () => wakeVariants(db) }], log)
  })
  afterAll(async () => {
    stopSweeper()
    await Promise.all(runners.map((r) => r.drain(2000)))
    await telegram.close()
    files.closeAllConnections()
    files.close()
    await queues.close()
    await db.close()
    await database.drop()
  })

  const offer = async (names: readonly string[], context = ctx) => {
    const requestId = await testRequest(ctx)
    const given = names.map((fileId) => ({ fileId, uniqueId: `u-${fileId}` }))
    const { id } = await withTx(context, (tx) =>
      addVariant(context, tx, requestId, { source: 'telegram', title: 'BMW', botId, files: given }),
    )
    return id
  }
  const brought = (id: string, photos: number) =>
    expect.poll(() => getVariant(ctx, id)).toMatchObject({ pending: false, photos: { length: photos } })

  test('has them in their order, waits where Telegram asks to, and fetches each once', async () => {
    const body = {
      ok: false,
      error_code: 429,
      description: 'Too Many Requests',
      parameters: { retry_after: 1 },
    }
    answers.set('two', [{ status: 429, body }])
    const id = await offer(['one', 'two'])
    await brought(id, 2)
    expect(asked.filter((name) => name === 'one')).toHaveLength(1)
    expect(asked.filter((name) => name === 'two')).toHaveLength(2)
    const again = await offer(['two', 'one'])
    await brought(again, 2)
    const [first, second] = [await getVariant(ctx, id), await getVariant(ctx, again)]
    expect(second.photos).toEqual(first.photos.toReversed())
    expect(asked.filter((name) => name === 'one')).toHaveLength(1)
  })

  test('keeps the offer where a photo is not to be had', async () => {
    const gone = { status: 400, body: { ok: false, error_code: 400, description: 'wrong file_id' } }
    answers.set('lost', [gone, gone])
    const id = await offer(['lost', 'kept'])
    await brought(id, 1)
  })

  test('loses none where rings are lost and who held them is gone', async () => {
    const silent = { ...ctx, db: { ...db, wakeAll: async () => undefined } }
    const ids = await Promise.all(Array.from({ length: 8 }, (_, n) => offer([`p${n}`], silent)))
    await withTx(
      ctx,
      ({ sql }) => sql`
        update request_variants set fence = fence + 1, attempts = 1,
          lease_until = clock_timestamp() + interval '700 ms' where id = any (${ids.slice(0, 4)}::uuid[])`,
    )
    await Promise.all(ids.map((id) => brought(id, 1)))
    for (const n of ids.keys()) expect(asked.filter((name) => name === `p${n}`)).toHaveLength(1)
  })
})
