import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Update } from '../bot-api.ts'
import { Log } from '../log.ts'

export interface Received {
  update: Update
  headers: IncomingHttpHeaders
  response: ServerResponse
}

export interface WebhookReceiver {
  url: string
  received: Log<Received>
}

/** An address for a webhook that answers as the test says, 200 where it says nothing; gone when the test is over. */
export async function receiveWebhook(
  answer: (received: Received) => void = ({ response }) => response.end(),
): Promise<WebhookReceiver> {
  const received = new Log<Received>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const update = JSON.parse(Buffer.concat(chunks).toString()) as Update
      const one = { update, headers: request.headers, response }
      received.append(one)
      answer(one)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received }
}
