import { startEmbedded } from '@cartie/db/embedded'

// The parent of an embedded Postgres and nothing else, so that a case can kill it: `node embedded-parent.ts <dataDir>`.

const server = await startEmbedded({ dataDir: process.argv[2]!, log: () => undefined })
process.send?.({ url: server.url, pid: server.pid, adopted: server.adopted })
process.on('SIGTERM', () => void server.stop(3000).then(() => process.exit(0)))
setInterval(() => undefined, 60_000)
