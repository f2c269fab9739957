import { once } from 'node:events'
import type { Server } from 'node:http'
import { pino } from 'pino'
import { createDb } from '@cartie/db/client'
import { appUrl } from '@cartie/db/app-url'
import { readConfig } from '@cartie/shared/config'
import { createQueues } from '@cartie/shared/queue'
import { createApp } from './app.ts'
import { createAuth } from './auth.ts'
import { withDeadline } from './deadline.ts'
import { createApiServer } from './server.ts'

const acquireTimeoutMs = 800
const wakeTimeoutMs = 700

const config = readConfig(process.env)
const { databaseUrl, secret } = config
if (!databaseUrl || !secret)
  throw new Error('The API needs DATABASE_URL and CARTIE_SECRET. "npm start" sets both.')

const log = pino({ level: config.logLevel, base: { process: 'api' } })
const url = appUrl(databaseUrl, secret)
const queues = createQueues({ redisUrl: config.redisUrl, databaseUrl: url })
const db = createDb({
  url,
  pool: config.databasePool,
  name: 'cartie-api',
  acquireTimeoutMs,
  crashAt: config.crashAt,
  wake: (wakes) => withDeadline(wakeTimeoutMs, queues.wake(wakes)),
  log: (message, err) => log.warn({ err }, message),
})
const auth = createAuth({ db, secret, publicUrl: config.publicUrl, log })
const { app, close } = createApp({ config, db, queues, log, auth })

const server = createApiServer(app.callback())
server.listen(config.apiPort, config.apiHost)
await once(server, 'listening')
log.info({ address: config.apiUrl }, 'the API serves')
process.send?.({ ready: true })

let ending = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end())
// Started by another process: without it nobody would ever end this one.
process.on('disconnect', () => void end())

/** Takes nothing new, lets what runs end within the time given, and leaves. */
async function end(): Promise<void> {
  if (ending) return
  ending = true
  const late = setTimeout(() => process.exit(1), config.drainMs)
  close()
  await drained(server)
  await Promise.allSettled([queues.close(), db.close()])
  clearTimeout(late)
  process.exit(0)
}

function drained(open: Server): Promise<void> {
  return new Promise((resolve) => {
    open.close(() => resolve())
    open.closeIdleConnections()
  })
}
