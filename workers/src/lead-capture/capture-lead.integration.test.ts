import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LeadImportInput, type LeadRow } from '@cartie/shared/schemas/lead-intake'
import { createQueues, type Queues } from '@cartie/shared/queue'
import { createDb, withSystemTx, withTx } from '@cartie/db/client'
import type { Context, Db } from '@cartie/db/context'
import { listLeads } from '@cartie/db/services/lead/list'
import { importLeads } from '@cartie/db/services/lead-intake/accept'
import { getLeadImport } from '@cartie/db/services/lead-intake/get-import'
import { wakeIntakes } from '@cartie/db/services/lead-intake/pending'
import type { TestDatabase } from '@cartie/db/testing/create-database'
import { testDatabase, testQueueBackends } from '@cartie/db/testing/test-database'
import { startRunner, type Runner } from '../runner.ts'
import { startSweeper } from '../sweeper.ts'
import { captureLeads } from './capture-lead.ts'

const log = pino({ level: 'silent' })

describe.each(testQueueBackends())('capturing leads on $name', ({ redisUrl }) => {
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
    runners = [1, 2].map(() =>
      startRunner({
        queue: 'lead-capture',
        handlers: [captureLeads({ leaseMs: 2000 })],
        place,
        db,
        log,
        concurrency: 4,
        lockMs: 5000,
      }),
    )
    stopSweeper = startSweeper([{ name: 'intakes', everyMs: 200, run: () => wakeIntakes(db) }], log)
  })
  afterAll(async () => {
    stopSweeper()
    await Promise.all(runners.map((r) => r.drain(2000)))
    await queues.close()
    await db.close()
    await database.drop()
  })

  const accept = async (...rows: LeadRow[]) => (await importLeads(ctx, LeadImportInput.parse({ rows }))).id
  const ended = (id: string) =>
    expect
      .poll(async () => (await getLeadImport(ctx, id)).pending)
      .toBe(0)
      .then(() => getLeadImport(ctx, id))
  const count = async (q: string) => (await listLeads(ctx, { q, sort: 'newest', limit: 100 })).data.length

  test('a batch of many rows of few people ends as those people, none lost and none doubled', async () => {
    const id = await accept(
      ...Array.from({ length: 300 }, (_, i) => ({
        name: `Batch ${i % 20}`,
        phone: `06711111${10 + (i % 20)}`,
      })),
    )
    expect(await ended(id)).toMatchObject({ total: 300, created: 20, merged: 280, setAside: 0 })
    expect(await count('batch')).toBe(20)
  })

  test('what was held by a worker that died, and whose ring was lost, is found and captured', async () => {
    const silent = { ...ctx, db: { ...db, wakeAll: async () => undefined } }
    const { id } = await importLeads(silent, LeadImportInput.parse({ rows: [{ name: 'Forgotten' }] }))
    await withSystemTx(
      db,
      ({ sql }) => sql`
        update lead_intakes set attempts = 1, lease_until = now() + interval '1 second', created_at = now() - interval '5 seconds'
        where batch_id = ${id}`,
    )
    expect(await ended(id)).toMatchObject({ created: 1 })
    expect(await count('forgotten')).toBe(1)
  })

  test('poison is set aside with its reason, and its neighbours are captured', async () => {
    const rows = [{ name: 'Before' }, { name: 'Poison' }, { name: 'After' }]
    const id = await withTx(ctx, async (tx) => {
      const batch = await importLeads({ ...ctx, tx }, LeadImportInput.parse({ rows }))
      await tx.sql`
        update lead_intakes set given = '{"source":"csv","kind":"STEAL"}' where batch_id = ${batch.id} and seq = 2`
      return batch.id
    })
    expect(await ended(id)).toMatchObject({
      created: 2,
      setAside: 1,
      problems: [{ row: 2, error: expect.stringContaining('kind') as string }],
    })
  })
})
