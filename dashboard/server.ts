// The dashboard's process: pages of its own, and the API behind the same origin.
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { readConfig } from '@cartie/shared/config'
import { createFrontDoor, type PageHandler } from './front-door.ts'

process.title = 'cartie dashboard'
const drainMs = 2000
const config = readConfig(process.env)
const built = new URL('./build/handler.js', import.meta.url)
if (!existsSync(built)) {
  console.error('The dashboard is not built yet. Run: npm run build -w dashboard')
  process.exit(1)
}
// The page handler reads this once, while it is imported.
process.env.PROTOCOL_HEADER = 'x-forwarded-proto'
const { handler } = (await import(built.href)) as { handler: PageHandler }

const door = createFrontDoor({
  apiUrl: config.apiUrl,
  trustedProxies: config.trustedProxies,
  pages: handler,
})
const server = createServer(door.handle)
server.keepAliveTimeout = 65_000
server.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})
server.listen(config.port, config.host, () => {
  console.log(`dashboard listens on http://${config.host}:${config.port}, the API is ${config.apiUrl}`)
  process.send?.({ ready: true })
})

let isEnding = false
/** Lets running answers end for two seconds, then closes what is still open: live streams never end. */
function end(): void {
  if (isEnding) return
  isEnding = true
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  setTimeout(() => server.closeAllConnections(), drainMs).unref()
  setTimeout(() => process.exit(0), drainMs + 500).unref()
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
// Without its supervisor it would stay behind for ever.
process.on('disconnect', end)
