import { z } from 'zod'
import { defineJob } from '../job.ts'

/** Asks the bank for the exchange rates of today. */
export const ratesRefresh = defineJob({
  name: 'rates.refresh',
  queue: 'parser',
  payload: z.object({}),
  key: () => 'rates',
  attempts: 1,
  backoffMs: 1000,
  timeoutMs: 40_000,
})
