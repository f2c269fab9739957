import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A call as a service got it. */
export interface ServiceRequest {
  method: string
  path: string
  query: URLSearchParams
  /** Of the header, without "Bearer ". */
  bearer: string | undefined
  body: string
}

/** `lost`: it is done, and the answer gets lost on the way. */
export type ServiceReply =
  { status: number; json: unknown; headers?: Record<string, string>; lost?: boolean } | 'hang'

/** A service on loopback that speaks JSON. */
export interface ServiceServer {
  url: string
  /** Every call, in its order. */
  calls: ServiceRequest[]
  /** The text of everything that was in an address: what logs on the way would keep. */
  addresses: () => string
  close: () => Promise<void>
}

/** Starts one that answers as `answer` says. */
export async function startServiceServer(
  answer: (call: ServiceRequest) => ServiceReply,
): Promise<ServiceServer> {
  const calls: ServiceRequest[] = []
  const addresses: string[] = []
  const take = async (request: IncomingMessage, reply: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://service')
    addresses.push(url.href)
    const call = {
      method: request.method ?? '',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      bearer: request.headers.authorization?.replace(/^Bearer /, ''),
      body: await text(request),
    }
    calls.push(call)
    const said = answer(call)
    if (said === 'hang') return
    if (said.lost) return void request.socket.resetAndDestroy()
    reply
      .writeHead(said.status, { 'content-type': 'application/json', ...said.headers })
      .end(JSON.stringify(said.json))
  }
  const server = createServer((request, reply) => void take(request, reply).catch(() => undefined))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    addresses: () => addresses.join('\n'),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
