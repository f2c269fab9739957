import { UnrecoverableError, type Job, type Processor, type Worker } from 'bullmq'
import type { Logger } from 'pino'
import type { QueueName } from '@cartie/shared/job'
import { longestWaitS, queueBackend, type QueuePlace } from '@cartie/shared/queue'
import type { Context, Db } from '@cartie/db/context'
import { WorkspaceGone } from '@cartie/db/workspace-gone'
import type { JobHandler, JobTools } from './handler.ts'
import { GiveUp, RetryLater } from './outcome.ts'
import { jobSeconds } from './metrics.ts'

export interface RunnerOptions {
  queue: QueueName
  handlers: readonly JobHandler[]
  place: QueuePlace
  db: Db
  log: Logger
  concurrency: number
  lockMs: number
}

export interface Runner {
  /** Ends in order: claims nothing new, waits for the jobs in hand for at most `deadlineMs`. */
  drain: (deadlineMs: number) => Promise<void>
  /** Jobs in hand. */
  active: () => number
}

const quietMs = 5000
/** A wake-up that waited longer than this stood in a crowd. */
const crowdMs = 300

/** Consumes one queue. The only place that builds a BullMQ Worker. */
export function startRunner(options: RunnerOptions): Runner {
  const { queue, db, log } = options
  const handlers = new Map(options.handlers.map((h) => [h.job.name, h]))
  if (handlers.size !== options.handlers.length) throw new Error(`Two handlers of one job in queue ${queue}`)
  let draining = false
  let active = 0
  /** Those whose work may wait for another workspace's; each is asked in its turn. */
  const sharing = options.handlers.filter((handler) => handler.others)
  let turn = 0
  let isAsking = false
  const stop = new AbortController()
  const context = (workspaceId: string): Context => ({
    db,
    workspaceId,
    actor: { kind: 'system', id: null, role: 'OWNER' },
    requestId: `${queue}-${process.pid}`,
  })

  const toolsFor = (handler: JobHandler, job: Job, isGuest: boolean): JobTools => ({
    db,
    log: log.child({ job: job.name, jobId: job.id }),
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(handler.job.timeoutMs)]),
    draining: () => draining,
    isGuest,
    context,
  })

  /**
   * Thousands of wake-ups of one workspace would make the one of another wait until they are done. So whoever had to
   * wait works for another workspace first, chosen by the rows; that one's own wake-up then finds nothing to do.
   */
  async function letOthersGo(than: { workspaceId: string }, job: Job): Promise<void> {
    const handler = sharing[turn++ % sharing.length]
    if (isAsking || !handler?.others) return
    isAsking = true
    const theirs = await handler
      .others(db, than)
      .catch(() => undefined)
      .finally(() => (isAsking = false))
    if (theirs === undefined || draining) return
    // Their wake-up is still to come and tells of what goes wrong.
    await handler.run(theirs, toolsFor(handler, job, true)).catch(() => undefined)
  }

  async function run(job: Job): Promise<void> {
    const handler = handlers.get(job.name)
    if (!handler) throw new UnrecoverableError(`No handler for the job ${job.name}`)
    const parsed = handler.job.payload.safeParse(job.data)
    if (!parsed.success) throw new UnrecoverableError(`The payload breaks the contract of ${job.name}`)
    if (draining) {
      // The library may hand out one more job while it closes: it is rung for again, for another process.
      await db.wakeAll([{ job: handler.job, payload: parsed.data, delayMs: 0 }])
      return
    }
    const started = performance.now()
    let outcome = 'done'
    active++
    try {
      if (waitedMs(job) > crowdMs) await letOthersGo(parsed.data as { workspaceId: string }, job)
      await handler.run(parsed.data, toolsFor(handler, job, false))
    } catch (error) {
      if (error instanceof RetryLater) {
        outcome = 'later'
        await db.wakeAll([{ job: handler.job, payload: parsed.data, delayMs: error.afterMs }])
        return
      }
      if (error instanceof WorkspaceGone) {
        outcome = 'gone'
        return
      }
      outcome = error instanceof GiveUp ? 'given_up' : 'failed'
      log.error({ err: error, job: job.name, jobId: job.id }, 'job failed')
      throw error instanceof GiveUp ? new UnrecoverableError(error.message) : error
    } finally {
      active--
      const ms = performance.now() - started
      jobSeconds.observe({ job: job.name, outcome }, ms / 1000)
      log.info(
        { job: job.name, jobId: job.id, attempt: job.attemptsMade + 1, outcome, ms: Math.round(ms) },
        'job',
      )
    }
  }

  const worker = openWorker(options, run)
  // The library reports each try to reconnect, ten a second: one line in a while says as much.
  let told = 0
  worker.on('error', (error) => {
    if (Date.now() - told < quietMs) return
    told = Date.now()
    log.warn({ err: error, queue }, 'queue connection')
  })
  worker.on('stalled', (jobId) => log.warn({ jobId, queue }, 'job stalled'))
  return {
    active: () => active,
    async drain(deadlineMs) {
      draining = true
      const ended = worker.close().catch((error: unknown) => log.warn({ err: error }, 'queue did not close'))
      const late = new Promise((resolve) => setTimeout(resolve, deadlineMs).unref())
      await Promise.race([ended, late])
      stop.abort()
    },
  }
}

/** How long a wake-up has been due. Its queue forgets the delay when that is over, its options don't. */
const waitedMs = (job: Job): number => Date.now() - job.timestamp - (job.opts.delay ?? 0)

function openWorker(options: RunnerOptions, run: (job: Job) => Promise<void>): Worker {
  const { queue, lockMs } = options
  const settings = {
    concurrency: options.concurrency,
    lockDuration: lockMs,
    stalledInterval: Math.max(250, lockMs / 2),
    // A killed worker must never cost a job: poison is counted in our own rows.
    maxStalledCount: 1000,
    // A queue that comes back is asked again soon, not after the library's 15 seconds.
    runRetryDelay: 1000,
    drainDelay: longestWaitS,
  }
  const backend = queueBackend(options.place, 'consumer')
  const processor = run as unknown as Processor
  const worker =
    backend.kind === 'redis'
      ? new backend.classes.Worker(queue, processor, { connection: backend.connection, ...settings })
      : new backend.classes.Worker(queue, processor, { connection: backend.connection, ...settings })
  return worker as unknown as Worker
}
