import { inject } from 'vitest'
import type { TestDatabase } from './create-database.ts'
import { createTestDatabase } from './create-database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string
    redisUrl: string | null
    redisDatabases: number
    chromium: string | null
  }
}

/** A migrated database for the tests of one file; `drop` it in `afterAll`. Integration and browser tests only. */
export const testDatabase = (): Promise<TestDatabase> => createTestDatabase(inject('databaseUrl'))

/** One place where queues may live in a test. */
export interface TestQueueBackend {
  name: 'postgres' | 'redis'
  /** Set for Redis only. */
  redisUrl: string | undefined
}

/**
 * The queue backends that a guarantee has to hold on, for `describe.each`. Where Redis is not installed it is
 * Postgres alone, and the test command says so. Parallel test files get a Redis database each.
 */
export function testQueueBackends(): TestQueueBackend[] {
  const redisUrl = inject('redisUrl')
  const backends: TestQueueBackend[] = [{ name: 'postgres', redisUrl: undefined }]
  const lane = process.pid % inject('redisDatabases')
  if (redisUrl) backends.push({ name: 'redis', redisUrl: `${redisUrl.replace(/\/$/, '')}/${lane}` })
  return backends
}
