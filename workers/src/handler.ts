import type { Logger } from 'pino'
import type { z } from 'zod'
import type { JobContract } from '@cartie/shared/job'
import type { Context, Db } from '@cartie/db/context'

/** What a handler is given besides its payload. */
export interface JobTools {
  db: Db
  log: Logger
  /** Aborts when the job's time is over or the process must end at once. */
  signal: AbortSignal
  /** True once the process drains: finish what is in hand, claim nothing new. */
  draining: () => boolean
  /** True in another's place, where wake-ups crowd: what is left has wake-ups of its own. */
  isGuest: boolean
  /** A context of the job's workspace, acting as Cartie itself. */
  context: (workspaceId: string) => Context
}

/** Finds work of its kind that waits in another workspace; undefined where none does. */
export type FindOthers<P extends z.ZodType = z.ZodType> = (
  db: Db,
  than: { workspaceId: string },
) => Promise<z.output<P> | undefined>

export interface JobHandler<P extends z.ZodType = z.ZodType> {
  job: JobContract<P>
  run: (payload: z.output<P>, tools: JobTools) => Promise<void>
  /** Asked where wake-ups of its queue crowd: one that had to wait lets another workspace go first. */
  others?: FindOthers<P>
}

/** Ties a handler to its contract, so that the payload has its type. */
export const handle = <P extends z.ZodType>(
  job: JobContract<P>,
  run: (payload: z.output<P>, tools: JobTools) => Promise<void>,
  others?: FindOthers<P>,
): JobHandler => ({ job, run, ...(others ? { others } : {}) }) as unknown as JobHandler
