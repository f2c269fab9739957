import type { TestProject } from 'vitest/node'
import { testRedisDatabases, useTestServer } from '@cartie/db/testing/test-server'
import { findChromium } from './test-needs.ts'

/**
 * What integration and browser tests find at hand: Postgres, and Redis and Chromium where they are installed.
 * TEST_DATABASE_URL and REDIS_URL name servers of your own.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  const named = process.env.TEST_DATABASE_URL
  const server = named && process.env.REDIS_URL ? null : await useTestServer()
  project.provide('databaseUrl', named ?? server!.databaseUrl)
  project.provide('redisUrl', process.env.REDIS_URL ?? server?.redisUrl ?? null)
  project.provide('redisDatabases', process.env.REDIS_URL ? 16 : testRedisDatabases)
  project.provide('chromium', findChromium())
  return () => server?.release()
}
