import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ImportRules } from '@cartie/shared/schemas/bot'
import type { Post } from '@cartie/shared/schemas/post'
import { createQueues, type Queues } from '@cartie/shared/queue'
import { createDb, withSystemTx, withTx } from '@cartie/db/client'
import type { Context, Db } from '@cartie/db/context'
import { listBotChannels } from '@cartie/db/services/bot/list-channels'
import { tokenOfBot } from '@cartie/db/services/bot/token-of'
import { updateBotChannel } from '@cartie/db/services/bot/update-channel'
import { receiveUpdates } from '@cartie/db/services/chat/receive-updates'
import { getListing } from '@cartie/db/services/listing/get'
import { listListings } from '@cartie/db/services/listing/list'
import { listChannelPosts } from '@cartie/db/services/post/list'
import { wakePosts } from '@cartie/db/services/post/pending'
import type { TestDatabase } from '@cartie/db/testing/create-database'
import { testBot, testSecrets } from '@cartie/db/testing/test-bot'
import { testDatabase, testQueueBackends } from '@cartie/db/testing/test-database'
import { startRunner, type Runner } from '../runner.ts'
import { startSweeper } from '../sweeper.ts'
import { createTelegram, type Telegram } from '../telegram/client.ts'
import { importPost } from './import-post.ts'

const log = pino({ level: 'silent' })
const chat = { id: -1001234, type: 'channel', title: 'Авто', username: 'avto' }
const leaseMs = 1500
const jpeg = (name: string) => Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from(name)])

describe.each(testQueueBackends())('reading posts on $name', ({ redisUrl }) => {
  let database: TestDatabase
  let db: Db
  let queues: Queues
  let runners: Runner[]
  let stopSweeper: () => void
  let ctx: Context
  let botId: string
  let place: { botId: string; channelId: string }
  let files: Server
  let telegram: Telegram
  /** What the Bot API answers to `getFile` of a photo, each time anew; its path otherwise. */
  const answers = new Map<string, (() => { status: number; body: object } | undefined)[]>()
  const asked: string[] = []

  beforeAll(async () => {
    files = createServer((request, reply) => {
      const path = request.url ?? ''
      const photo = /\/photos\/(\w+)\.jpg$/.exec(path)?.[1]
      if (photo) return void reply.writeHead(200).end(jpeg(photo))
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const fileId = new URLSearchParams(Buffer.concat(chunks).toString()).get('file_id') ?? ''
        asked.push(fileId)
        const told = answers.get(fileId)?.shift()?.() ?? {
          status: 200,
          body: { ok: true, result: { file_id: fileId, file_path: `photos/${fileId}.jpg` } },
        }
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
    const admin = { status: 'administrator', can_post_messages: true }
    await take({ my_chat_member: { chat, from: { id: 1, first_name: 'І' }, new_chat_member: admin } })
    place = { botId, channelId: (await listBotChannels(ctx, botId)).data[0]!.id }
    const rules = ImportRules.parse({ status: 'AVAILABLE' })
    await updateBotChannel(ctx, place, { imports: true, rules })
    const handler = importPost({
      file: telegram.file,
      tokenOf: (context, id) => tokenOfBot(context, testSecrets, id),
      leaseMs,
      publicUrl: 'https://cars.example',
    })
    runners = [1, 2].map(() =>
      startRunner({
        queue: 'parser',
        handlers: [handler],
        place: backend,
        db,
        log,
        concurrency: 4,
        lockMs: 5000,
      }),
    )
    stopSweeper = startSweeper([{ name: 'posts', everyMs: 200, run: () => wakePosts(db) }], log)
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

  let nextUpdate = 1
  const take = (update: Record<string, unknown>, context = ctx) =>
    receiveUpdates(context, botId, [{ update_id: nextUpdate++, ...update }])
  const post = (message_id: number, more: Record<string, unknown>, context = ctx) =>
    take({ channel_post: { chat, message_id, date: 1_795_000_000, ...more } }, context)
  const edit = (message_id: number, more: Record<string, unknown>) =>
    take({
      edited_channel_post: {
        chat,
        message_id,
        date: 1_795_000_000,
        edit_date: 1_795_000_000 + nextUpdate,
        ...more,
      },
    })
  const photo = (name: string) => ({
    photo: [{ file_id: name, file_unique_id: `u-${name}`, width: 1280, height: 960 }],
  })
  const posts = async (): Promise<Post[]> => (await listChannelPosts(ctx, place, { limit: 50 })).data
  const of = async (text: string) => (await posts()).find((one) => one.text.includes(text))
  const ended = (text: string, like: Partial<Post> = {}) =>
    expect
      .poll(() => of(text))
      .toMatchObject({ state: 'done', ...like })
      .then(async () => (await of(text))!)
  const imagesOf = async ({ cars }: Post) => (await getListing(ctx, cars[0]!.id)).images
  const carsNamed = async (q: string) => (await listListings(ctx, { q, sort: 'newest', limit: 50 })).data

  test('waits where Telegram asks to, and then has the photos in their order, each fetched once', async () => {
    const wait = () => ({
      status: 429,
      body: { ok: false, error_code: 429, description: 'Too Many Requests', parameters: { retry_after: 1 } },
    })
    answers.set('two', [wait])
    await post(1, { ...photo('one'), media_group_id: '1', caption: 'BMW X5 2018, 35 000 $' })
    await post(2, { ...photo('two'), media_group_id: '1' })
    const saved = await ended('BMW X5', { outcome: 'saved', reason: null })
    const images = await imagesOf(saved)
    expect(images).toHaveLength(2)
    expect(asked.filter((name) => name === 'one')).toHaveLength(1)
    expect(asked.filter((name) => name === 'two')).toHaveLength(2)
    await edit(1, { ...photo('one'), media_group_id: '1', caption: 'BMW X5 2018, 34 000 $' })
    const changed = await ended('34 000', { outcome: 'changed' })
    expect(await imagesOf(changed)).toEqual(images)
    expect(asked.filter((name) => name === 'one')).toHaveLength(1)
  })

  test('saves the car without a photo that is not to be had', async () => {
    const gone = () => ({ status: 400, body: { ok: false, error_code: 400, description: 'wrong file_id' } })
    answers.set('lost', [gone, gone])
    await post(10, { ...photo('lost'), caption: 'Audi A6 2017, 21 000 $' })
    expect(await imagesOf(await ended('Audi', { outcome: 'saved', reason: 'photos_missing' }))).toEqual([])
  })

  test('fetches no photo of a post that becomes no car', async () => {
    await post(11, { ...photo('greeting'), caption: 'Доброго ранку!' })
    await ended('Доброго', { outcome: 'refused', reason: 'no_car_found' })
    expect(asked).not.toContain('greeting')
  })

  test('loses and doubles nothing where rings are lost, readers die, and edits come in between', async () => {
    const silent = { ...ctx, db: { ...db, wakeAll: async () => undefined } }
    const numbers = Array.from({ length: 12 }, (_, n) => 100 + n)
    for (const n of numbers) await post(n, { text: `Skoda Octavia 2016, ${n} 00 $, лот ${n}` }, silent)
    // Half of them are in the hands of somebody who is gone.
    await withTx(
      ctx,
      ({ sql }) => sql`
        update posts set fence = fence + 1, attempts = 1, lease_until = clock_timestamp() + interval '700 ms'
        where state = 'pending' and source_message_id % 2 = 0`,
    )
    await Promise.all(numbers.map((n) => edit(n, { text: `Skoda Octavia 2016, 9 ${n} $, лот ${n}` })))
    await Promise.all(numbers.map((n) => ended(`9 ${n}`)))
    const cars = await carsNamed('octavia')
    expect(cars.map((one) => one.sourceMessageId).sort()).toEqual(numbers)
    expect(cars.map((one) => one.price?.amount).sort()).toEqual(numbers.map((n) => 9000 + n))
  })
})
