import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Answer } from './answer.ts'

export interface Asked {
  /** Without the query string, percent-decoded. */
  path: string
  query: URLSearchParams
  contentType: string
  body: Buffer
  whenGone: (run: () => void) => void
}

export interface HttpFront {
  port: number
  /** Breaks every connection and refuses new ones. */
  goDown: () => Promise<void>
  /** Listens on the same port again. */
  comeUp: () => Promise<void>
}

const mostBytes = 50 * 1024 * 1024

/** Serves HTTP on loopback: reads each request whole and writes its answer, or breaks the connection. */
export async function startHttpFront(
  port: number,
  answer: (asked: Asked) => Promise<Answer & { bytes?: Buffer }>,
): Promise<HttpFront> {
  const server = createServer((request, response) => {
    void serve(request, response, answer)
  })
  server.keepAliveTimeout = 60_000
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(at, '127.0.0.1', () => {
        server.off('error', reject)
        resolve()
      })
    })
  await listen(port)
  const { port: bound } = server.address() as AddressInfo
  return {
    port: bound,
    goDown: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    comeUp: () => listen(bound),
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (asked: Asked) => Promise<Answer & { bytes?: Buffer }>,
): Promise<void> {
  const body = await readBody(request)
  if (body === 'broken') return
  const [path = '', query = ''] = (request.url ?? '').split('?', 2)
  const {
    status,
    body: text,
    bytes,
    headers,
    fate,
  } = body === 'too large'
    ? { status: 413, body: tooLarge, bytes: undefined, headers: undefined, fate: undefined }
    : await answer({
        path: decode(path),
        query: new URLSearchParams(query),
        contentType: request.headers['content-type'] ?? '',
        body,
        whenGone: (run) => response.once('close', run),
      })
  if (fate?.kind === 'lost') {
    request.socket.destroy()
    return
  }
  const content = bytes ?? Buffer.from(text)
  const type = bytes ? 'application/octet-stream' : 'application/json'
  const write = () =>
    response
      .writeHead(status, { 'content-type': type, 'content-length': content.length, ...headers })
      .end(content)
  if (fate) setTimeout(write, fate.ms)
  else write()
}

const tooLarge = JSON.stringify({ ok: false, error_code: 413, description: 'Request Entity Too Large' })

async function readBody(request: IncomingMessage): Promise<Buffer | 'too large' | 'broken'> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes <= mostBytes) chunks.push(chunk)
    }
  } catch {
    return 'broken'
  }
  return bytes > mostBytes ? 'too large' : Buffer.concat(chunks)
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
