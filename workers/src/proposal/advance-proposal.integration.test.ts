import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getDocumentProxy } from 'unpdf'
import { createQueues, type Queues } from '@cartie/shared/queue'
import { createDb, withSystemTx, withTx } from '@cartie/db/client'
import type { Context, Db } from '@cartie/db/context'
import { getProposal } from '@cartie/db/services/proposal/get'
import { wakeProposals } from '@cartie/db/services/proposal/pending'
import { readProposalPdf } from '@cartie/db/services/proposal/read-pdf'
import { testDeal, testProposal } from '@cartie/db/services/proposal/testing/test-deal'
import type { TestDatabase } from '@cartie/db/testing/create-database'
import { testDatabase, testQueueBackends } from '@cartie/db/testing/test-database'
import { startRunner, type Runner } from '../runner.ts'
import { startSweeper } from '../sweeper.ts'
import { advanceProposal } from './advance-proposal.ts'

const log = pino({ level: 'silent' })

describe.each(testQueueBackends())('proposals on $name', ({ redisUrl }) => {
  let database: TestDatabase
  let db: Db
  let queues: Queues
  let runners: Runner[]
  let stopSweeper: () => void
  let ctx: Context

  beforeAll(async () => {
    database = await testDatabase()
    const place = { redisUrl, databaseUrl: database.appUrl }
    queues = createQueues(place)
    db = createDb({ url: database.appUrl, pool: 8, wake: queues.wake })
    const [row] = await withSystemTx(
      db,
      ({ sql }) =>
        sql<[{ id: string }]>`insert into workspaces (name, slug) values ('Test', 'test') returning id`,
    )
    ctx = { db, workspaceId: row.id, actor: { kind: 'user', id: null, role: 'OWNER' }, requestId: 'test' }
    // Two workers on one queue: what one has, the other leaves alone.
    const handlers = [
      advanceProposal({ leaseMs: 30_000, loadFile: () => Promise.reject(new Error('no photos here')) }),
    ]
    runners = [1, 2].map(() =>
      startRunner({ queue: 'proposal', handlers, place, db, log, concurrency: 4, lockMs: 30_000 }),
    )
    stopSweeper = startSweeper([{ name: 'proposals', everyMs: 200, run: () => wakeProposals(db) }], log)
  })
  afterAll(async () => {
    stopSweeper()
    await Promise.all(runners.map((runner) => runner.drain(2000)))
    await queues.close()
    await db.close()
    await database.drop()
  })

  const until = (id: string, holds: (proposal: Awaited<ReturnType<typeof getProposal>>) => boolean) =>
    expect.poll(async () => holds(await getProposal(ctx, id))).toBe(true)

  test('what is sent gets its PDF, also where the wake-up was lost and photos can’t be had', async () => {
    const { id } = await testProposal(await testDeal(ctx))
    await until(id, (proposal) => proposal.pdf)
    const { bytes } = await readProposalPdf(ctx, { id })
    expect((await getDocumentProxy(new Uint8Array(bytes))).numPages).toBe(1)
    const lost = await testProposal(
      await testDeal({ ...ctx, db: { ...db, wakeAll: () => Promise.resolve() } }),
    )
    await until(lost.id, (proposal) => proposal.pdf)
  })

  test('what runs out is ended by the sweep', async () => {
    const { id } = await testProposal(await testDeal(ctx))
    await withTx(ctx, ({ sql }) => sql`update proposals set expires_at = now() where id = ${id}`)
    await until(id, (proposal) => proposal.status === 'EXPIRED')
  })
})
