import type { z } from 'zod'

/** The queues, each consumed by the worker of the same name. */
export const queueNames = [
  'parser',
  'bot-scenario',
  'delivery',
  'integration',
  'lead-capture',
  'proposal',
] as const
export type QueueName = (typeof queueNames)[number]

/** One kind of wake-up: its payload is ids, its key says what it wakes. Facts stay in the database. */
export interface JobContract<Payload extends z.ZodType = z.ZodType> {
  name: string
  queue: QueueName
  payload: Payload
  key: (payload: z.output<Payload>) => string
  /** How often BullMQ runs it when it throws. */
  attempts: number
  /** First pause between attempts; it doubles. */
  backoffMs: number
  /** After this the handler is told to stop by its signal. */
  timeoutMs: number
}

/** Keeps the exact payload type of a contract. */
export const defineJob = <Payload extends z.ZodType>(job: JobContract<Payload>): JobContract<Payload> => job

/** A wake-up that waits for its transaction to commit. */
export interface Wake {
  job: JobContract
  payload: unknown
  /** Milliseconds from now; 0 = at once. */
  delayMs: number
}

/** What a producer needs to do with wakes once the facts are committed. */
export type WakeAll = (wakes: readonly Wake[]) => Promise<void>
