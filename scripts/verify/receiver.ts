import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** An event as the installation sent it. */
export interface Received {
  path: string
  headers: Record<string, string>
  body: string
}

/** The only foreign system that a run speaks to: a receiver of events of its own. */
export interface Receiver {
  url: string
  received: Received[]
  close: () => Promise<void>
}

/**
 * Opens one on loopback.
 * @param address where the installation reaches it, if not on loopback: its port is the one that is listened at
 */
export async function openReceiver(address: URL | undefined): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer((request, reply) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)]))
    void text(request)
      .then((body) => received.push({ path: request.url ?? '', headers, body }))
      .finally(() => reply.writeHead(204).end())
  })
  if (address) server.listen(Number(address.port || 80))
  else server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: address ? address.href.replace(/\/$/, '') : own,
    received,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Whether it was signed with the secret, by the words of Standard Webhooks rather than by the library that signs. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const said = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const signature = `v1,${createHmac('sha256', key).update(said).digest('base64')}`
  return (headers['webhook-signature'] ?? '').split(' ').includes(signature)
}
