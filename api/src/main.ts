import { once } from 'node:events'
import type { Server } from 'node:http'
import { pino } from 'pino'
import { readConfig } from '@cartie/shared/config'
import { createApp } from './app.ts'
import { openParts } from './open-parts.ts'
import { createApiServer } from './server.ts'

const config = readConfig(process.env)
const log = pino({ level: config.logLevel, base: { process: 'api' } })
const parts = openParts(config, log)
const { app, close } = createApp(parts)

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
  await parts.close()
  clearTimeout(late)
  process.exit(0)
}

function drained(open: Server): Promise<void> {
  return new Promise((resolve) => {
    open.close(() => resolve())
    open.closeIdleConnections()
  })
}
