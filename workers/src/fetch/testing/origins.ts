import { createSecureServer } from 'node:http2'
import { createServer, type RequestListener, type Server as HttpServer } from 'node:http'
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net'
import { makeSelfSigned } from './self-signed.ts'

/** A loopback server of a test, with what it saw. */
export interface Origin {
  port: number
  /** `http://127.0.0.1:<port>` */
  url: string
  /** TCP accepts so far. */
  accepts(): number
  close(): Promise<void>
}

/** An HTTP site. */
export function startSite(onRequest: RequestListener): Promise<Origin> {
  return watch(createServer({ keepAliveTimeout: 60_000 }, onRequest))
}

/** A server that writes raw bytes: `onHead` is called with each request's head on each connection. */
export function startRaw(onHead: (socket: Socket, head: string, nth: number) => void): Promise<Origin> {
  let connections = 0
  return watch(
    createTcpServer((socket) => {
      const nth = ++connections
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => onHead(socket, chunk.toString('latin1'), nth))
    }),
  )
}

/** Listeners on both loopbacks, plain and TLS with h2, that must never be reached. */
export interface Canaries {
  ports: { plain: number; tls: number }
  /** TCP accepts of all listeners, after everything that was dialled so far has been accepted. */
  accepts(): Promise<number>
  close(): Promise<void>
}

export async function startCanaries(): Promise<Canaries> {
  const pair = makeSelfSigned('localhost')
  const plain = await listenOnBoth(() => createServer((_, reply) => reply.end('secret')))
  const tls = await listenOnBoth(() =>
    createSecureServer({ ...pair, allowHTTP1: true }, (_, reply) => reply.end('secret')),
  )
  const all = [...plain, ...tls]
  let probes = 0
  return {
    ports: { plain: plain[0]?.port ?? 0, tls: tls[0]?.port ?? 0 },
    accepts: async () => {
      // Accepts come in order: once our own probe is in, whatever was dialled before it is in too.
      for (const { host, port, accepts } of all) {
        const before = accepts()
        await probe(host, port)
        while (accepts() === before) await new Promise(setImmediate)
        probes++
      }
      return all.reduce((sum, one) => sum + one.accepts(), 0) - probes
    },
    close: async () => {
      await Promise.all(all.map((one) => one.close()))
    },
  }
}

type Watched = Origin & { host: string }

async function listenOnBoth(make: () => Server): Promise<Watched[]> {
  const v4 = await watch(make())
  const v6 = await watch(make(), '::1', v4.port).catch(() => undefined)
  return v6 ? [v4, v6] : [v4]
}

async function watch(server: Server, host = '127.0.0.1', port = 0): Promise<Watched> {
  let count = 0
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    count++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const bound = (server.address() as AddressInfo).port
  return {
    host,
    port: bound,
    url: `http://${host}:${bound}`,
    accepts: () => count,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        ;(server as HttpServer).closeAllConnections?.()
        server.close(() => resolve())
      }),
  }
}

function probe(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => {
      socket.destroy()
      resolve()
    })
    socket.on('error', reject)
  })
}
