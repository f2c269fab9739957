import { createPostgresBackend, createRedisBackend, runMigrations, withBackend, type Queue } from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import { queueNames, type QueueName, type Wake } from './job.ts'
import { quickenStrings } from './quick-strings.ts'

// Server-only. The producer side of BullMQ, and the one place that knows on which backend the queues live.

/** Where the queues live: Redis if its address is set, else the Postgres of the facts. */
export interface QueuePlace {
  redisUrl?: string | undefined
  /** Postgres address that may use the queue tables. */
  databaseUrl: string
}

// Whoever loads this has loaded ioredis.
quickenStrings()

const queueSchema = 'bullmq'

/** A worker looks for itself after so many seconds: a connection that hangs without a word rings no bell. */
export const longestWaitS = 3

/** The library's Postgres backend, whose waits for a delayed job may else last an hour. */
const createImpatientBackend: typeof createPostgresBackend = (...given) => {
  const backend = createPostgresBackend(...given)
  Object.defineProperty(backend, 'maximumBlockTimeout', { value: longestWaitS })
  return backend
}

/** A connection that ends while it is in hand, between two statements, must not end the process with it. */
class SteadyClient extends pg.Client {
  constructor(...given: ConstructorParameters<typeof pg.Client>) {
    super(...given)
    this.on('error', () => undefined)
  }
}

/** The BullMQ classes and connection for a place. `role` decides how a lost connection is met. */
export function queueBackend(place: QueuePlace, role: 'producer' | 'consumer') {
  if (place.redisUrl) {
    // A producer fails fast, so that a request is answered; a consumer waits for Redis to come back.
    const connection = new Redis(place.redisUrl, {
      maxRetriesPerRequest: role === 'consumer' ? null : 1,
      enableOfflineQueue: role === 'consumer',
      connectTimeout: 2000,
      ...(role === 'producer' ? { commandTimeout: 2000 } : {}),
      retryStrategy: (times) => Math.min(times * 200, 2000),
    })
    connection.on('error', () => undefined)
    return {
      kind: 'redis' as const,
      classes: withBackend(createRedisBackend),
      connection,
      close: () => connection.disconnect(),
    }
  }
  const connection = {
    connectionString: place.databaseUrl,
    Client: SteadyClient,
    schema: queueSchema,
    // A wake-up that a crash of the database takes along is rung for again by the sweeper: it tells nothing new.
    options: '-c synchronous_commit=off',
    max: role === 'consumer' ? 4 : 3,
    keepAlive: true,
    // A consumer on a busy machine waits: a job whose end can't be written is run once more.
    connectionTimeoutMillis: role === 'consumer' ? 8000 : 2000,
    skipVersionCheck: false,
  }
  return {
    kind: 'postgres' as const,
    classes: withBackend(createImpatientBackend),
    connection,
    close: () => undefined,
  }
}

export type QueueCounts = Record<'waiting' | 'active' | 'delayed' | 'failed', number>

export interface Queues {
  kind: 'redis' | 'postgres'
  /** Rings for committed work. Rejects when the backend is away; the sweeper rings again later. */
  wake: (wakes: readonly Wake[]) => Promise<void>
  /** Jobs waiting in a queue. */
  waiting: (name: QueueName) => Promise<number>
  /** Jobs of a queue that wait, run, wait for their time, and have failed for good (the last thousand). */
  counts: (name: QueueName) => Promise<QueueCounts>
  all: readonly Queue[]
  close: () => Promise<void>
}

/** Opens the producer side of every queue. */
export function createQueues(place: QueuePlace): Queues {
  const backend = queueBackend(place, 'producer')
  const options = { defaultJobOptions: { removeOnComplete: { count: 500 }, removeOnFail: { count: 1000 } } }
  const open = (name: QueueName): Queue => {
    const queue =
      backend.kind === 'redis'
        ? new backend.classes.Queue(name, { connection: backend.connection, ...options })
        : new backend.classes.Queue(name, { connection: backend.connection, ...options })
    queue.on('error', () => undefined)
    return queue as unknown as Queue
  }
  const byName = new Map<QueueName, Queue>(queueNames.map((name) => [name, open(name)]))
  let sequence = 0
  return {
    kind: backend.kind,
    async wake(wakes) {
      const now = Date.now().toString(36)
      await Promise.all(
        [...byName].map(async ([name, queue]) => {
          const mine = wakes.filter((w) => w.job.queue === name)
          if (!mine.length) return
          const jobs = mine.map(({ job, payload, delayMs }) => ({
            name: job.name,
            data: payload,
            opts: {
              // Never a repeated id: BullMQ silently drops a job whose id it still remembers.
              jobId: `${job.key(payload)}-${now}-${process.pid}-${sequence++}`,
              attempts: job.attempts,
              backoff: { type: 'exponential', delay: job.backoffMs },
              // The database's clock tells parts of milliseconds, which the queue's tables refuse.
              delay: Math.ceil(delayMs),
            },
          }))
          const [only] = jobs
          // On Postgres the way of many takes two milliseconds before it adds the first.
          if (only && jobs.length === 1) await queue.add(only.name, only.data, only.opts)
          else await queue.addBulk(jobs)
        }),
      )
    },
    waiting: (name) => byName.get(name)!.getWaitingCount(),
    async counts(name) {
      const told = await byName.get(name)!.getJobCounts('waiting', 'active', 'delayed', 'failed')
      const { waiting = 0, active = 0, delayed = 0, failed = 0 } = told
      return { waiting, active, delayed, failed }
    },
    all: [...byName.values()],
    async close() {
      await Promise.all([...byName.values()].map((q) => q.close()))
      backend.close()
    },
  }
}

/**
 * Creates or upgrades the queue tables in Postgres and lets `login` use them.
 * Needs the owner's address. Safe to run by several processes at once.
 */
export async function migrateQueues(adminUrl: string, login: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await runMigrations(client, queueSchema)
    const who = pg.escapeIdentifier(login)
    // The library makes a sequence for each queue when it is first used.
    await client.query(`grant usage, create on schema ${queueSchema} to ${who}`)
    for (const kind of ['tables', 'sequences', 'functions']) {
      await client.query(`grant all on all ${kind} in schema ${queueSchema} to ${who}`)
    }
  } finally {
    await client.end()
  }
}
