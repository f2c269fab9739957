import type { Logger } from 'pino'
import { appUrl } from '@cartie/db/app-url'
import { createDb } from '@cartie/db/client'
import type { Config } from '@cartie/shared/config'
import { createQueues } from '@cartie/shared/queue'
import { createAuth } from './auth.ts'
import type { Parts } from './call.ts'
import { withDeadline } from './deadline.ts'

/** A caller waits this long for a connection, and for the bell: then he is told to come back, or goes on. */
const acquireTimeoutMs = 800
const wakeTimeoutMs = 700

/**
 * Opens what the API works with. Nothing is connected before it is used, so this succeeds while the database is
 * away. Throws where DATABASE_URL or CARTIE_SECRET is missing.
 */
export function openParts(config: Config, log: Logger): Parts & { close: () => Promise<void> } {
  const { databaseUrl, secret, publicUrl } = config
  if (!databaseUrl || !secret) {
    throw new Error('The API needs DATABASE_URL and CARTIE_SECRET. "npm start" sets both.')
  }
  const url = appUrl(databaseUrl, secret)
  const queues = createQueues({ redisUrl: config.redisUrl, databaseUrl: url })
  const db = createDb({
    url,
    pool: config.databasePool,
    name: 'cartie-api',
    acquireTimeoutMs,
    crashAt: config.crashAt,
    publicUrl,
    wake: (wakes) => withDeadline(wakeTimeoutMs, queues.wake(wakes)),
    log: (message, err) => log.warn({ err }, message),
  })
  return {
    config,
    log,
    queues,
    db,
    auth: createAuth({ db, secret, publicUrl, log }),
    close: async () => void (await Promise.allSettled([queues.close(), db.close()])),
  }
}
