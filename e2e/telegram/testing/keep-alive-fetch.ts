import { Agent, request, type IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface KeepAliveFetch {
  fetch: typeof fetch
  close: () => void
}

/** As much of `fetch` as the client library asks of it, over connections that stay open. */
export function createKeepAliveFetch(maxConnections = 64): KeepAliveFetch {
  const agent = new Agent({ keepAlive: true, maxSockets: maxConnections })
  return {
    fetch: (input, init = {}) =>
      new Promise<Response>((resolve, reject) => {
        const { method = 'GET', body, signal } = init
        const headers = Object.fromEntries(new Headers(init.headers))
        const url = input instanceof Request ? input.url : input
        const asked = request(url, { method, agent, headers, ...(signal ? { signal } : {}) })
        asked.on('error', reject)
        asked.on('response', (answer) => void read(answer).then(resolve, reject))
        if (body instanceof ReadableStream) pipeline(Readable.from(body), asked).catch(reject)
        else asked.end(body instanceof URLSearchParams ? body.toString() : body)
      }),
    close: () => agent.destroy(),
  }
}

async function read(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = []
  for await (const chunk of answer as AsyncIterable<Buffer>) chunks.push(chunk)
  const headers = { 'content-type': answer.headers['content-type'] ?? '' }
  return new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 0, headers })
}
