import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import type { Context } from '@cartie/db/context'
import type { Ending, SentResult } from '@cartie/db/services/delivery/ending'
import type { SendingDelivery } from '@cartie/db/services/delivery/lane-hold'
import type { Receiver } from '@cartie/db/services/integration/find-receiver'
import { hookBody, pingEvent, type HookMessage } from '@cartie/shared/integrations/hook-body'
import { hookPauseMs } from '@cartie/shared/integrations/hook-schedule'
import type { FetchResult } from '../fetch/fetch-result.ts'
import type { SafeFetch } from '../fetch/safe-fetch.ts'

/** What telling integrations needs of others. */
export interface WebhookParts {
  /** Keeps no host waiting for another's sake: one that hangs is not held against its neighbours. */
  fetch: SafeFetch
  /** Undefined where the integration is gone. Throws where its secret does not open. */
  findReceiver: (ctx: Context, integrationId: string) => Promise<Receiver | undefined>
  /** Milliseconds before each next try; Standard Webhooks' own if absent. */
  pausesMs?: readonly number[]
  /** Milliseconds since 1970. */
  clock?: () => number
}

const Message = z.object({
  id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  data: z.unknown(),
}) satisfies z.ZodType<HookMessage>

const maxAnswerBytes = 256 * 1024
const shownLength = 2000
/** A receiver may ask for a longer pause than the schedule has, but not for more than this. */
const longestAskedMs = 24 * 60 * 60_000

/**
 * Tells an integration of one event, once, and says how it ended. Each try has its own time and signature and the
 * event's own id. Redirects are not followed; private addresses are refused at the dial itself.
 */
export async function sendWebhook(
  { fetch, findReceiver, pausesMs, clock = Date.now }: WebhookParts,
  ctx: Context,
  delivery: SendingDelivery,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): Promise<Ending> {
  const receiver = delivery.integrationId !== null && (await findReceiver(ctx, delivery.integrationId))
  if (!receiver) return { kind: 'failed', error: { code: 'gone', message: 'The integration is gone' } }
  const message = Message.parse(delivery.request.params)
  const body = hookBody(message)
  const reply = await fetch(receiver.url, {
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
  return { kind: 'again', afterMs: Math.max(pauseMs, askedPauseMs(reply)), error }
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

function askedPauseMs(reply: FetchResult): number {
  const asked = reply.ok ? reply.headers['retry-after'] : undefined
  if (asked === undefined) return 0
  const ms = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), longestAskedMs) : 0
}
