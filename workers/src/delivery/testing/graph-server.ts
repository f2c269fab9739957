import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export interface GraphCall {
  method: string
  path: string
  authorization: string
  body: Record<string, unknown>
}

type Answer = { status: number; body: object; headers?: Record<string, string> } | 'reset' | 'hang'

/** Meta's Graph API on loopback, as far as WhatsApp's numbers go. */
export interface GraphServer {
  url: string
  calls: GraphCall[]
  close: () => Promise<void>
}

/** Starts one. `answer` says how the nth call ends; a message is taken by default, and gets a name. */
export async function startGraph(
  answer: (call: GraphCall, n: number) => Answer | undefined = () => undefined,
): Promise<GraphServer> {
  const calls: GraphCall[] = []
  const take = async (request: IncomingMessage, reply: ServerResponse) => {
    const said = await text(request)
    const call = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization ?? '',
      body: (said ? JSON.parse(said) : {}) as Record<string, unknown>,
    }
    calls.push(call)
    const n = calls.length
    const end = answer(call, n) ?? { status: 200, body: call.method === 'GET' ? aboutNumber : taken(call, n) }
    if (end === 'hang') return
    if (end === 'reset') return void request.socket.resetAndDestroy()
    reply.writeHead(end.status, { 'content-type': 'application/json', ...end.headers })
    reply.end(JSON.stringify(end.body))
  }
  const server = createServer((request, reply) => void take(request, reply).catch(() => undefined))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v23.0`,
    calls,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

const aboutNumber = {
  verified_name: 'Cartie Auto',
  display_phone_number: '+1 555-078-3881',
  quality_rating: 'GREEN',
  id: '106540352242922',
}

const taken = ({ body }: GraphCall, n: number) => ({
  messaging_product: 'whatsapp',
  contacts: [{ input: body.to, wa_id: body.to }],
  messages: [{ id: `wamid.OUT${n}` }],
})

/** A refusal in Meta's shape. */
export const refusal = (status: number, code: number, details: string) => ({
  status,
  body: {
    error: {
      message: `(#${code}) ${details}`,
      type: 'OAuthException',
      code,
      error_data: { messaging_product: 'whatsapp', details },
      fbtrace_id: 'AiF5N2zxQkm',
    },
  },
})
