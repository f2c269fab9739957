import { setTimeout as pause } from 'node:timers/promises'
import postgres, { type PostgresType, type Row, type Sql, type TransactionSql } from 'postgres'
import { AppError } from '@cartie/shared/errors'
import type { JobContract, WakeAll } from '@cartie/shared/job'
import { carPost } from '@cartie/shared/jobs/car-post'
import { laneAdvance } from '@cartie/shared/jobs/delivery-advance'
import { noticeTell } from '@cartie/shared/jobs/notice-tell'
import { isNoticed } from '@cartie/shared/notice-events'
import { createSlots } from '@cartie/shared/slots'
import { asOne } from './as-one.ts'
import type { Context, Db, PendingWake, Statement, Tx } from './context.ts'
import { noteEvents } from './note-events.ts'
import { recordEvents, type Rung } from './record-events.ts'
import { WorkspaceGone, workspaceGoneCode } from './workspace-gone.ts'

export interface DbOptions {
  /** The unprivileged login, see `appUrl`. */
  url: string
  /** Connections for tenants' work; a quarter more is opened for the system's own. */
  pool: number
  wake?: WakeAll
  log?: (message: string, error: unknown) => void
  name?: string
  /** How long a call waits for a free connection that answers before it is told to come back. */
  acquireTimeoutMs?: number
  crashAt?: string | undefined
  /** Where people open this installation: links in messages lead there. None if absent. */
  publicUrl?: string
}

const asItIs = (value: unknown) => value

/**
 * How values cross the wire: JSON parameters are texts, times stay the texts that Postgres writes. It is what the
 * query library of the sign-in sets on its clients too, so that every query of a process means the same.
 */
const types: Record<string, PostgresType> = {
  json: {
    to: 3802,
    from: [114, 3802],
    serialize: asItIs,
    parse: (text: string) => JSON.parse(text) as unknown,
  },
  time: { to: 1184, from: [1082, 1083, 1114, 1184, 1266], serialize: asItIs, parse: asItIs },
}

const maxAttempts = 5
/** An answer to a caller waits no longer than this for the bell. */
const maxRingMs = 400

/** Opens the pools of a process. Connections are made when first used. */
export function createDb(options: DbOptions): Db {
  const open = (role: string, max: number): Sql =>
    postgres(options.url, {
      max,
      onnotice: () => undefined,
      connect_timeout: 5,
      // A database that comes back is found at once, however long it was away.
      backoff: () => 0.25,
      idle_timeout: 60,
      types,
      connection: { role, application_name: options.name ?? 'cartie', statement_timeout: 30_000 },
    })
  const app = open('cartie_app', options.pool)
  const system = open('cartie_system', Math.max(2, Math.ceil(options.pool / 4)))
  const log = options.log ?? (() => undefined)
  const acquireTimeoutMs = options.acquireTimeoutMs ?? 10_000
  return {
    app,
    system,
    acquireTimeoutMs,
    publicUrl: options.publicUrl ?? '',
    // Waiting for a connection has an end.
    slot: createSlots(options.pool, { waitMs: acquireTimeoutMs, refuse: busy }).run,
    async wakeAll(wakes) {
      if (!wakes.length || !options.wake) return
      // The facts are committed: a lost ring costs seconds, for the sweeper finds what is pending.
      const rung = options.wake(wakes).catch((error: unknown) => log('wake failed', error))
      await Promise.race([rung, pause(maxRingMs, undefined, { ref: false })])
    },
    crashPoint(name) {
      if (options.crashAt === name) process.kill(process.pid, 'SIGKILL')
    },
    async close() {
      await Promise.all([app.end({ timeout: 2 }), system.end({ timeout: 2 })])
    },
  }
}

const busy = () =>
  new AppError('unavailable', 'The database is busy. Try again in a moment.', { retryAfterS: 1 })

/**
 * Runs `fn` in one transaction of the context's workspace; an open one is reused.
 * Events that `fn` records commit with it; wakes go out after the commit.
 * Throws what `fn` throws, `unavailable` where the database can't be reached, and WorkspaceGone where the workspace
 * was deleted: deleting waits for the transactions that have begun, so that nothing has an effect after it.
 */
export async function withTx<T>(ctx: Context, fn: (tx: Tx) => Promise<T>): Promise<T> {
  if (ctx.tx) return fn(ctx.tx)
  let wakes: PendingWake[] = []
  const once = (arrived: () => void) => {
    wakes = []
    return committed(ctx.db.app, (sql, write) => {
      write(sql`select enter_workspace(${ctx.workspaceId})`)
      arrived()
      return runIn(sql, { wakes, write }, ctx, fn)
    })
  }
  const result = await reach(() =>
    soon(ctx.db.acquireTimeoutMs, (arrived) => ctx.db.slot(() => againOnConflict(() => once(arrived)))),
  )
  ctx.db.crashPoint('after_commit')
  await ctx.db.wakeAll(wakes)
  return result
}

/** As withTx, but sees every workspace: for the sweeper, the sign-in, key look-ups and the checks. */
export const withSystemTx = <T>(
  db: Db,
  fn: (tx: Pick<Tx, 'sql' | 'wake' | 'write'>) => Promise<T>,
): Promise<T> => inSystem(db, undefined, fn)

/** As withSystemTx, for what people and a workspace share: what `fn` records happens in the context's workspace. */
export const withSharedTx = <T>(ctx: Context, fn: (tx: Tx) => Promise<T>): Promise<T> =>
  inSystem(ctx.db, ctx, fn)

async function inSystem<T>(db: Db, ctx: Context | undefined, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const wakes: PendingWake[] = []
  const result = await reach(() =>
    committed(db.system, (sql, write) => runIn(sql, { wakes, write }, ctx, fn)),
  )
  await db.wakeAll(wakes)
  return result
}

/**
 * Rejects with `unavailable` where `run` has not called `arrived` in time: a connection that is cut off without
 * a word never fails by itself. Called too late, `arrived` throws, so that nothing is done for a caller who has left.
 */
function soon<T>(withinMs: number, run: (arrived: () => void) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let late = false
    const timer = setTimeout(() => {
      late = true
      reject(busy())
    }, withinMs)
    const arrived = () => {
      if (late) throw busy()
      clearTimeout(timer)
    }
    void run(arrived)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer))
  })
}

/** Deadlocks and serialization failures are nobody's fault: the transaction left nothing, so it runs again. */
async function againOnConflict<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run()
    } catch (error) {
      const code = (error as { code?: unknown } | null)?.code
      if (attempt === maxAttempts || (code !== '40P01' && code !== '40001')) throw error
      await pause(Math.random() * 30 * attempt)
    }
  }
}

type Write = Tx['write']

/**
 * Runs `fn` in one transaction. Statements given to `write` go to the server with whatever comes next, the commit at
 * last: where one of them failed the server has undone everything, and its error is thrown.
 */
async function committed<T>(pool: Sql, fn: (sql: TransactionSql, write: Write) => Promise<T>): Promise<T> {
  const written: PromiseLike<unknown>[] = []
  const value = await pool.begin((sql) => fn(sql, (statement) => void written.push(statement.execute())))
  for (const statement of written) await statement
  return value as T
}

async function runIn<T>(
  sql: TransactionSql,
  { wakes, write }: { wakes: PendingWake[]; write: Write },
  ctx: Context | undefined,
  fn: (tx: Tx) => Promise<T>,
): Promise<T> {
  const happened: { name: string; payload: unknown }[] = []
  const lasts: Statement[] = []
  const tx: Tx = {
    sql,
    write,
    last: (statement) => void lasts.push(statement),
    record: (name, payload) => void happened.push({ name, payload }),
    wake(job, payload, { delayMs = 0, times = 1 } = {}) {
      const wake = { job: job as unknown as JobContract, payload, delayMs }
      for (let i = 0; i < times; i++) wakes.push(wake)
    },
  }
  const value = await fn(tx)
  if (happened.length && ctx) {
    const { workspaceId, requestId } = ctx
    const by = { workspaceId, actor: actorName(ctx), requestId }
    const recording = recordEvents(sql, by, happened, lasts)
    write(recording)
    const noticed = happened.filter(isNoticed)
    if (noticed.length) {
      write(noteEvents(sql, by, noticed))
      tx.wake(noticeTell, { workspaceId })
    }
    // Its answer comes before the commit's, and with it who has to be woken then; a failure is told by the commit.
    const ring = (rows: readonly Row[]) => {
      for (const { lane, channelId: integrationId } of rows as readonly Rung[]) {
        if (lane !== null) tx.wake(laneAdvance(lane), { workspaceId, lane })
        if (integrationId !== null) tx.wake(carPost, { workspaceId, integrationId })
      }
    }
    void recording.then(ring, () => undefined)
  } else if (lasts.length) write(asOne(sql, lasts))
  return value
}

/** Who acts, as events and logs keep it: `user:<id>`, `apiKey:<id>` or `system`. */
export const actorName = ({ actor }: Context): string => (actor.id ? `${actor.kind}:${actor.id}` : actor.kind)

const lostConnection = /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|CONNECTION_|CONNECT_TIMEOUT|57P0|53300|08)/

/** Tells a database that is away from a statement that is wrong. */
async function reach<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code
    if (code === workspaceGoneCode) throw new WorkspaceGone()
    if (!(error instanceof AppError) && typeof code === 'string' && lostConnection.test(code)) {
      throw new AppError('unavailable', 'The database cannot be reached. Nothing was changed; try again.', {
        cause: error,
        retryAfterS: 2,
      })
    }
    throw error
  }
}
