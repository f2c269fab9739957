import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
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
  afterEach(async () => {
    await Promise.all(running.splice(0).map((r) => r.drain(3000)))
  })
  afterAll(async () => {
    await queues.close()
    await db.close()
    await database.drop()
  })

  const run = (...handlers: JobHandler[]) => runAt(place, ...handlers)
  const runAt = (place: QueuePlace, ...handlers: JobHandler[]) => {
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
    await expect.poll(() => seen).toEqual([7, 7, 7])
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
      .poll(async () => (await parser().getFailed()).map((j) => j.failedReason).toSorted())
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
        return at.length === 1 ? Promise.reject(new RetryLater(300.4)) : Promise.resolve()
      }),
    )
    await queues.wake([{ job: contract, payload: { n: 1 }, delayMs: 0 }])
    await expect.poll(() => at.length).toBe(2)
    expect(at[1]! - at[0]!).toBeGreaterThan(280)
    await runner.drain(3000)
  })

  test('lets another workspace go first where wake-ups crowd, as a guest, and asks nobody where they do not', async () => {
    const contract = job('test.crowd')
    const runs: { n: number; isGuest: boolean }[] = []
    let asked = 0
    const runner = run(
      handle(
        contract,
        async ({ n }, { isGuest }) => {
          runs.push({ n, isGuest })
          await new Promise((resolve) => setTimeout(resolve, 50))
        },
        () => {
          asked++
          return Promise.resolve(runs.some((r) => r.n === 2) ? undefined : { n: 2 })
        },
      ),
    )
    await queues.wake([{ job: contract, payload: { n: 1 }, delayMs: 0 }])
    await expect.poll(() => runs.length).toBe(1)
    expect(asked).toBe(0)
    const crowd = Array.from({ length: 80 }, () => ({ job: contract, payload: { n: 1 }, delayMs: 0 }))
    await queues.wake([...crowd, { job: contract, payload: { n: 2 }, delayMs: 0 }])
    // Jobs that run side by side may ask before the guest has run: it may come more than once.
    await expect.poll(() => runs.filter((r) => !r.isGuest).length).toBe(82)
    const theirs = runs.findIndex((r) => r.n === 2)
    expect(runs[theirs]).toEqual({ n: 2, isGuest: true })
    expect(theirs).toBeLessThan(60)
    expect(runs.filter((r) => r.n === 2).at(-1)).toEqual({ n: 2, isGuest: false })
    await runner.drain(3000)
  })

  test('rings twice for the same key run twice: a finished job never swallows a new one', async () => {
    const contract = job('test.again')
    let calls = 0
    const runner = run(handle(contract, () => Promise.resolve(void calls++)))
    await queues.wake([{ job: contract, payload: { n: 1 }, delayMs: 0 }])
    await expect.poll(() => calls).toBe(1)
    await queues.wake([{ job: contract, payload: { n: 1 }, delayMs: 0 }])
    await expect.poll(() => calls).toBe(2)
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
    await expect.poll(() => started).toBe(1)
    const drained = runner.drain(5000)
    await queues.wake([{ job: contract, payload: { n: 2 }, delayMs: 0 }])
    finish()
    await drained
    expect([started, ended]).toEqual([1, 1])
  })

  test('a process that starts while its queue is away rings and works once it is there', async () => {
    const target = new URL(redisUrl ?? database.appUrl)
    let refused = 0
    const away = createServer((inner) => {
      refused++
      inner.resetAndDestroy()
    }).listen(0, '127.0.0.1')
    await once(away, 'listening')
    const { port } = away.address() as AddressInfo
    const through = Object.assign(new URL(target), { hostname: '127.0.0.1', port: String(port) }).href
    const there = redisUrl ? { redisUrl: through, databaseUrl: database.appUrl } : { databaseUrl: through }
    const contract = job('test.early')
    const calls: number[] = []
    const early = createQueues(there)
    const runner = runAt(
      there,
      handle(contract, ({ n }) => Promise.resolve(void calls.push(n))),
    )
    const ring = (n: number) =>
      void early.wake([{ job: contract, payload: { n }, delayMs: 0 }]).catch(() => undefined)
    ring(0)
    await expect.poll(() => refused).toBeGreaterThan(3)
    away.removeAllListeners('connection').on('connection', (inner) => {
      const outer = connect(Number(target.port), target.hostname)
      for (const socket of [inner, outer]) socket.on('error', () => (inner.destroy(), outer.destroy()))
      inner.pipe(outer).pipe(inner)
    })
    await expect.poll(() => (ring(1), calls), { interval: 500 }).toContain(1)
    await runner.drain(3000)
    await early.close()
    away.close()
  })

  test('refuses two handlers of one job', () => {
    const contract = job('test.twice')
    const one = handle(contract, () => Promise.resolve())
    expect(() => run(one, one)).toThrow('Two handlers')
  })
})
