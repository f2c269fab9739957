import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** The HTTP server of the API: requests and their heads have an end, and what is not HTTP is answered and cut. */
export function createApiServer(
  answer: (req: IncomingMessage, res: ServerResponse) => Promise<void>,
): Server {
  const limits = { requestTimeout: 60_000, headersTimeout: 10_000, keepAliveTimeout: 65_000 }
  return createServer(limits, (req, res) => void answer(req, res)).on('clientError', refuseMalformed)
}

function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const tooLong = error.code === 'HPE_HEADER_OVERFLOW'
  const status = tooLong ? '431 Request Header Fields Too Large' : '400 Bad Request'
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
