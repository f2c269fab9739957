import { createServer } from 'node:net'

/** Whether a server could listen on that port of that address now. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)))
  })
}

/**
 * The first free port of the loopback address from `from` on. Ports under 32768 are never lent to outgoing
 * connections, so what is free stays free. Throws when 200 in a row are taken.
 */
export async function freePort(from: number): Promise<number> {
  for (let port = from; port < from + 200; port++) {
    if (await isPortFree(port)) return port
  }
  throw new Error(`No free port between ${from} and ${from + 199} on 127.0.0.1.`)
}
