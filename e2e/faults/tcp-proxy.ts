import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to a server that can be hurt. */
export interface TcpProxy {
  /** The target's address with the proxy's port. */
  url: string
  /** Lets everything through, also what waited. */
  pass: () => void
  /** Nothing arrives any more and nobody is told: a partition. */
  blackhole: () => void
  /** Breaks every connection and refuses new ones, as a server that is stopped. */
  reset: () => void
  /** Everything takes so many milliseconds longer, each way. */
  delay: (ms: number) => void
  close: () => void
}

/** Stands between a client and the server of `target`, an address with a port. */
export async function startProxy(target: string): Promise<TcpProxy> {
  const to = new URL(target)
  let state: 'pass' | 'blackhole' | 'reset' = 'pass'
  let latencyMs = 0
  const pairs = new Set<readonly [Socket, Socket]>()

  const carry = (from: Socket, into: Socket) =>
    from.on('data', (chunk) => {
      if (latencyMs) setTimeout(() => into.destroyed || into.write(chunk), latencyMs)
      else into.write(chunk)
    })
  const server = createServer((inner) => {
    if (state === 'reset') return void inner.resetAndDestroy()
    const outer = connect(Number(to.port), to.hostname)
    const pair = [inner, outer] as const
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      inner.destroy()
      outer.destroy()
    }
    for (const socket of pair) socket.setNoDelay(true).on('error', end).on('close', end)
    carry(inner, outer)
    carry(outer, inner)
    if (state === 'blackhole') for (const socket of pair) socket.pause()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(to)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)

  return {
    url: url.href,
    pass() {
      state = 'pass'
      latencyMs = 0
      for (const pair of pairs) for (const socket of pair) socket.resume()
    },
    blackhole() {
      state = 'blackhole'
      for (const pair of pairs) for (const socket of pair) socket.pause()
    },
    reset() {
      state = 'reset'
      for (const [inner] of [...pairs]) inner.resetAndDestroy()
    },
    delay(ms) {
      latencyMs = ms
    },
    close() {
      for (const pair of [...pairs]) for (const socket of pair) socket.destroy()
      server.close()
    },
  }
}
