import { connect, createServer, type AddressInfo, type Server } from 'node:net'

/** Listeners on both loopbacks that must never be reached. They count TCP accepts, whatever comes after. */
export interface Canaries {
  /** Of these, 80 and 443 where this process may have them. */
  ports: number[]
  /** Accepts so far, after everything that was dialled before has been accepted. */
  accepts: () => Promise<number>
  close: () => Promise<void>
}

/** Opens canaries on ports 80 and 443, if allowed and free, and on one other. */
export async function startCanaries(): Promise<Canaries> {
  const open: { server: Server; host: string; port: number; count: number }[] = []
  for (const wanted of [80, 443, 0]) {
    let port = wanted
    for (const host of ['127.0.0.1', '::1']) {
      const entry = { server: createServer(), host, port, count: 0 }
      entry.server.on('connection', (socket) => {
        entry.count++
        socket.on('error', () => undefined).destroy()
      })
      const listening = await new Promise<boolean>((resolve) => {
        entry.server.once('error', () => resolve(false))
        entry.server.listen(port, host, () => resolve(true))
      })
      if (!listening) continue
      port = entry.port = (entry.server.address() as AddressInfo).port
      open.push(entry)
    }
  }
  let probes = 0
  return {
    ports: [...new Set(open.map((o) => o.port))],
    async accepts() {
      // Accepts come in order: once our own probe is in, whatever was dialled before it is in too.
      for (const entry of open) {
        const before = entry.count
        probes++
        connect(entry.port, entry.host).on('error', () => undefined)
        while (entry.count === before) await new Promise(setImmediate)
      }
      return open.reduce((sum, { count }) => sum + count, 0) - probes
    },
    async close() {
      await Promise.all(open.map(({ server }) => new Promise((resolve) => server.close(resolve))))
    },
  }
}
