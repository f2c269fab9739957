import { Agent as HttpAgent, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'

/** What came back from a webhook. `status` is 0 where nothing did. */
export interface WebhookReply {
  status: number
  reason: string
  /** Seconds, from the header of that name. */
  retryAfter: number
  body: string
}

export interface WebhookPoster {
  /** Posts one update, as JSON; never rejects. */
  post: (update: string) => Promise<WebhookReply>
  /** Breaks every connection. */
  close: () => void
}

const nothing = (reason: string): WebhookReply => ({ status: 0, reason, retryAfter: 0, body: '' })

/** Posts to one address over connections that stay, each answer awaited for `timeoutMs`. */
export function createWebhookPoster(
  address: string,
  { secretToken, timeoutMs }: { secretToken: string; timeoutMs: number },
): WebhookPoster {
  const url = new URL(address)
  const secure = url.protocol === 'https:'
  const agent = new (secure ? HttpsAgent : HttpAgent)({ keepAlive: true })
  const request = secure ? requestHttps : requestHttp
  const headers = {
    'content-type': 'application/json',
    ...(secretToken ? { 'x-telegram-bot-api-secret-token': secretToken } : {}),
  }
  return {
    post: (update) =>
      new Promise((resolve) => {
        const body = Buffer.from(update)
        const length = { 'content-length': body.length }
        const asked = request(url, {
          method: 'POST',
          agent,
          headers: { ...headers, ...length },
          timeout: timeoutMs,
        })
        asked.on('response', (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('error', () => resolve(nothing('Webhook connection closed')))
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              reason: response.statusMessage ?? '',
              retryAfter: Math.min(3600, Number(response.headers['retry-after']) || 0),
              body: Buffer.concat(chunks).toString(),
            }),
          )
        })
        asked.on('timeout', () => {
          resolve(nothing('Read timeout expired'))
          asked.destroy()
        })
        asked.on('error', (error) => resolve(nothing(words(error))))
        asked.end(body)
      }),
    close: () => agent.destroy(),
  }
}

function words(error: NodeJS.ErrnoException): string {
  if (error.code === 'ECONNREFUSED') return 'Connection refused'
  if (error.code === 'ENOTFOUND') return 'Failed to resolve host: Name or service not known'
  return 'Webhook connection closed'
}
