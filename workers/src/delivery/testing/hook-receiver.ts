import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'

/** A request as a receiver of events got it. */
export interface ReceivedHook {
  path: string
  id: string
  headers: Record<string, string>
  body: string
}

type Answer = number | { status: number; body?: string; headers?: Record<string, string> } | 'reset' | 'hang'

/** A receiver of events on loopback that speaks Standard Webhooks. */
export interface HookReceiver {
  url: string
  received: ReceivedHook[]
  /** Requests that hang now. */
  hanging: () => number
  /** Answers what hangs. */
  release: () => void
  close: () => Promise<void>
}

/** Starts one. `answer` says how the nth request ends; a 204 by default. */
export async function startHookReceiver(
  answer: (hook: ReceivedHook, n: number) => Answer | undefined = () => undefined,
): Promise<HookReceiver> {
  const received: ReceivedHook[] = []
  const hung = new Set<ServerResponse>()
  const take = async (request: IncomingMessage, reply: ServerResponse) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)]))
    const body = await text(request)
    const hook = { path: request.url ?? '', id: headers['webhook-id'] ?? '', headers, body }
    received.push(hook)
    const end = answer(hook, received.length) ?? 204
    if (end === 'reset') return void request.socket.resetAndDestroy()
    if (end === 'hang') {
      hung.add(reply)
      reply.on('close', () => hung.delete(reply))
      return
    }
    const { status, body: said = '', headers: more = {} } = typeof end === 'number' ? { status: end } : end
    reply.writeHead(status, more).end(said)
  }
  const server = createServer((request, reply) => void take(request, reply).catch(() => undefined))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    hanging: () => hung.size,
    release: () => hung.forEach((reply) => reply.writeHead(204).end()),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** What a receiver with this secret makes of a request: its body, or an error where the signature does not hold. */
export const verified = (
  { body, headers }: Pick<ReceivedHook, 'body' | 'headers'>,
  secret: string,
): unknown => new Webhook(secret).verify(body, headers)
