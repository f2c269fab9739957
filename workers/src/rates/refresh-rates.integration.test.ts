import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createQueues, type Queues } from '@cartie/shared/queue'
import { createDb, withSystemTx } from '@cartie/db/client'
import type { Db } from '@cartie/db/context'
import { latestRates } from '@cartie/db/services/rate/latest'
import { wakeRates } from '@cartie/db/services/rate/wake'
import type { TestDatabase } from '@cartie/db/testing/create-database'
import { testDatabase, testQueueBackends } from '@cartie/db/testing/test-database'
import { makeFetcher } from '../fetch/testing/fetcher.ts'
import { startSite, type Origin } from '../fetch/testing/origins.ts'
import { startRunner, type Runner } from '../runner.ts'
import { refreshRates } from './refresh-rates.ts'

const fetcher = makeFetcher({ allowPrivate: ['127.0.0.1'] })

describe.each(testQueueBackends())('exchange rates on $name', ({ redisUrl }) => {
  let database: TestDatabase
  let db: Db
  let queues: Queues
  let runner: Runner
  let bank: Origin
  let answer = { status: 200, body: '' }
  let asked = 0
  const warned: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void warned.push(line) })

  beforeAll(async () => {
    database = await testDatabase()
    bank = await startSite((_, reply) => {
      asked++
      reply.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' }).end(answer.body)
    })
    const place = { redisUrl, databaseUrl: database.appUrl }
    queues = createQueues(place)
    db = createDb({ url: database.appUrl, pool: 4, wake: queues.wake })
    runner = startRunner({
      queue: 'parser',
      handlers: [refreshRates({ fetch: fetcher, url: `${bank.url}/exchange?json` })],
      place,
      db,
      log,
      concurrency: 2,
      lockMs: 5000,
    })
  })
  afterAll(async () => {
    await runner.drain(2000)
    await queues.close()
    await db.close()
    await database.drop()
    await bank.close()
  })
  beforeEach(() => {
    asked = 0
    warned.length = 0
  })
  const known = () => withSystemTx(db, latestRates)
  const day = (usd: number, date: string) => JSON.stringify([{ cc: 'USD', rate: usd, exchangedate: date }])

  test('are fetched from the bank when they are rung for', async () => {
    answer = { status: 200, body: day(42, '25.11.2026') }
    await wakeRates(db)
    await expect.poll(known).toEqual({ day: '2026-11-25', uahPer: { USD: 42 } })
  })

  test.each([
    [503, 'Service Unavailable'],
    [200, '<html>Maintenance</html>'],
  ])('stay as they were where the bank answers %s %s, which is told', async (status, body) => {
    await withSystemTx(
      db,
      ({ sql }) => sql`update exchange_rates set fetched_at = now() - interval '7 hours'`,
    )
    answer = { status, body }
    await wakeRates(db)
    await expect.poll(() => warned.join('')).toContain('exchange rates not fetched')
    expect(asked).toBe(1)
    expect(await known()).toEqual({ day: '2026-11-25', uahPer: { USD: 42 } })
  })
})
