import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineJob } from '@cartie/shared/job'
import { createQueues, type QueuePlace, type Queues } from '@cartie/shared/queue'
import { createDb } from '@cartie/db/client'
import type { Db } from '@cartie/db/context'
import type { TestDatabase } from '@cartie/db/testing/create-database'
import { testDatabase, testQueueBackends } from '@cartie/db/testing/test-database'
import { handle, type JobHandler } from './handler.ts'
import { GiveUp, RetryLater } from './outcome.ts'
import { startRunner, type Runner } from './runner.ts'

const job = (name: string, attempts = 3) =>
  defineJob({
    name,
    queue: 'parser',
    payload: z.object({ n: z.number() }),
    key: (p) => `${name}-${p.n}`,
    attempts,
    backoffMs: 20,
    timeoutMs: 5000,
  })

describe.each(testQueueBackends())('the runner on $name', ({ redisUrl }) => {
  let database: TestDatabase
  let db: Db
  let queues: Queues
  let place: QueuePlace
  const running: Runner[] = []

  beforeAll(async () => {
    database = await testDatabase()
    place = { redisUrl, databaseUrl: database.appUrl }
    queues = createQueues(place)
    db = createDb({ url: database.appUrl, pool: 2, wake: queues.wake })
  })
  afterAll(async () => {
    await Promise.all(running.map((r) => r.drain(3000)))
    await queues.close()
    await db.close()
    await database.drop()
  })

  const run = (...handlers: JobHandler[]) => {
    const runner = startRunner({
      queue: 'parser',
      handlers,
      place,
      db,
      log: pino({ level: 'silent' }),
      concurrency: 4,
      lockMs: 2000,
    })
    running.push(runner)
    return runner
  }
  const parser = () => queues.all[0]!

  test('hands a parsed payload to its handler, and tries again what throws, as the contract says', async () => {
    const contract = job('test.flaky')
    const seen: number[] = []
    const runner = run(
      handle(contract, ({ n }) => {
        seen.push(n)
        return seen.length < 3 ? Promise.reject(new Error('not yet')) : Promise.resolve()
      }),
    )
    await queues.wake([{ job: contract, payload: { n: 7 }, delayMs: 0 }])
    await expect.poll(() => seen, { timeout: 8000 }).toEqual([7, 7, 7])
    await runner.drain(3000)
  })

  test('gives up at once on a broken payload, on GiveUp and on a job that nobody handles', async () => {
    const contract = job('test.hopeless')
    let calls = 0
    const runner = run(
      handle(contract, () => {
        calls++
        return Promise.reject(new GiveUp('no use'))
      }),
    )
    await queues.wake([
      { job: contract, payload: { n: 1 }, delayMs: 0 },
      { job: { ...contract, key: () => 'broken' }, payload: { n: 'one' }, delayMs: 0 },
      { job: { ...contract, name: 'test.unknown' }, payload: { n: 1 }, delayMs: 0 },
    ])
    await expect
      .poll(async () => (await parser().getFailed()).map((j) => j.failedReason).toSorted(), { timeout: 8000 })
      .toEqual([
        'No handler for the job test.unknown',
        'The payload breaks the contract of test.hopeless',
        'no use',
      ])
    expect(calls).toBe(1)
    await runner.drain(3000)
  })

  test('wakes a job again later without spending an attempt', async () => {
    const contract = job('test.later', 1)
    const at: number[] = []
    const runner = run(
      handle(contract, () => {
        at.push(performance.now())
        return at.length === 1 ? Promise.reject(new RetryLater(300)) : Promise.resolve()
      }),
    )
    await queues.wake([{ job: contract, payload: { n: 1 }, delayMs: 0 }])
    await expect.poll(() => at.length, { timeout: 8000 }).toBe(2)
    expect(at[1]! - at[0]!).toBeGreaterThan(280)
    await runner.drain(3000)
  })

  test('rings twice for the same key run twice: a finished job never swallows a new one', async () => {
    const contract = job('test.again')
    let calls = 0
    const runner = run(handle(contract, () => Promise.resolve(void calls++)))
    await queues.wake([{ job: contract, payload: { n: 1 }, delayMs: 0 }])
    await expect.poll(() => calls, { timeout: 8000 }).toBe(1)
    await queues.wake([{ job: contract, payload: { n: 1 }, delayMs: 0 }])
    await expect.poll(() => calls, { timeout: 8000 }).toBe(2)
    await runner.drain(3000)
  })

  test('draining waits for the job in hand and starts no other', async () => {
    const contract = job('test.slow')
    let finish = () => undefined as void
    let started = 0
    let ended = 0
    const runner = run(
      handle(contract, async () => {
        started++
        await new Promise<void>((resolve) => (finish = resolve))
        ended++
      }),
    )
    await queues.wake([{ job: contract, payload: { n: 1 }, delayMs: 0 }])
    await expect.poll(() => started, { timeout: 8000 }).toBe(1)
    const drained = runner.drain(5000)
    await queues.wake([{ job: contract, payload: { n: 2 }, delayMs: 0 }])
    finish()
    await drained
    expect([started, ended]).toEqual([1, 1])
  })

  test('refuses two handlers of one job', () => {
    const contract = job('test.twice')
    const one = handle(contract, () => Promise.resolve())
    expect(() => run(one, one)).toThrow('Two handlers')
  })
})
