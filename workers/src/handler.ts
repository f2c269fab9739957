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
  /** A context of the job's workspace, acting as Cartie itself. */
  context: (workspaceId: string) => Context
}

export interface JobHandler<P extends z.ZodType = z.ZodType> {
  job: JobContract<P>
  run: (payload: z.output<P>, tools: JobTools) => Promise<void>
}

/** Ties a handler to its contract, so that the payload has its type. */
export const handle = <P extends z.ZodType>(
  job: JobContract<P>,
  run: (payload: z.output<P>, tools: JobTools) => Promise<void>,
): JobHandler => ({ job, run }) as unknown as JobHandler
