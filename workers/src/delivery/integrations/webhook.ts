import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import type { Ending, SentResult } from '@cartie/db/services/delivery/ending'
import type { SendingDelivery } from '@cartie/db/services/delivery/lane-hold'
import type { Receiver } from '@cartie/db/services/integration/find-receiver'
import { hookBody } from '@cartie/shared/integrations/hook-body'
import { pingEvent } from '@cartie/shared/integrations/ping-event'
import { hookPauseMs } from '@cartie/shared/integrations/hook-schedule'
import type { FetchResult } from '../../fetch/fetch-result.ts'
import { askedMs } from '../call-service.ts'
import { readMessage, type ReceiverParts } from '../receiver-parts.ts'

const HookTarget = z.object({ url: z.string() })
const maxAnswerBytes = 256 * 1024
const shownLength = 2000

/**
 * Tells an integration of one event, once, and says how it ended. Each try has its own time and signature and the
 * event's own id. Redirects are not followed; private addresses are refused at the dial itself.
 */
export async function tellWebhook(
  { fetch, pausesMs, clock = Date.now }: ReceiverParts,
  receiver: Receiver,
  delivery: SendingDelivery,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<Ending> {
  const message = readMessage(delivery)
  const body = hookBody(message)
  const reply = await fetch(HookTarget.parse(receiver.config).url, {
    deadlineMs: timeoutMs,
    maxBytes: maxAnswerBytes,
    robots: false,
    binary: true,
    signal,
    send: {
      method: 'POST',
      headers: signedHeaders(message.id, body, receiver.secrets, new Date(clock())),
      body,
    },
  })
  const answer = answerOf(reply)
  const { status } = answer
  if (status !== undefined && status < 300) return { kind: 'sent', result: { ...answer, status } }
  const error = reply.ok
    ? { code: String(reply.status), message: answer.body ?? '' }
    : { code: reply.code, message: reply.detail }
  const failed = { kind: 'failed', error, ...(status === undefined ? {} : { result: answer }) } as const
  if (delivery.request.method === pingEvent) return failed
  if (status === 410) return { ...failed, stops: 'gone' }
  const pauseMs = hookPauseMs(delivery.attempts, Math.random(), pausesMs)
  if (pauseMs === undefined) return { ...failed, stops: 'dead' }
  return {
    kind: 'again',
    afterMs: Math.max(pauseMs, reply.ok ? askedMs(reply.headers['retry-after']) : 0),
    error,
  }
}

function signedHeaders(
  id: string,
  body: string,
  secrets: readonly string[],
  now: Date,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Cartie-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
  }
}

/** What the other side said, if it said anything: an answer without a body is one, too. */
function answerOf(reply: FetchResult): Pick<SentResult, 'status' | 'body'> {
  if (reply.ok)
    return { status: reply.status, body: reply.bytes.toString('utf8').toWellFormed().slice(0, shownLength) }
  return reply.code === 'EMPTY' ? { status: Number(/\d{3}/.exec(reply.detail)?.[0] ?? 200), body: '' } : {}
}
