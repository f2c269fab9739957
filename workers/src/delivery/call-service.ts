import type { FetchFailureCode, FetchResult } from '../fetch/fetch-result.ts'
import type { SafeFetch } from '../fetch/safe-fetch.ts'
import { Refusal, type ServiceAnswer } from './refusal.ts'

export interface ServiceCall {
  method?: 'GET' | 'POST' | 'PUT'
  /** Goes into a header, never into the address, which logs keep. */
  bearer?: string
  json?: unknown
  form?: Record<string, string>
}

/** Makes one call and returns the answer of whatever status. Throws a `Refusal` where none came. */
export type CallService = (url: string, call?: ServiceCall) => Promise<ServiceAnswer>

const maxAnswerBytes = 20 * 1024 * 1024
const longestAskedMs = 24 * 60 * 60_000
/** Surely nobody got to read such a call. */
const undone: readonly FetchFailureCode[] = [
  'DNS',
  'CONNECT',
  'TLS',
  'CIRCUIT_OPEN',
  'BLOCKED_HOST',
  'BLOCKED_IP',
]

/** Calls that share the time of one try. */
export function callsWithin(
  fetch: SafeFetch,
  { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
): CallService {
  const end = performance.now() + timeoutMs
  return async (url, call = {}) => {
    const deadlineMs = Math.floor(end - performance.now())
    if (deadlineMs < 1) throw new Refusal('DEADLINE', 'The time of this try is over')
    const reply = await fetch(url, {
      deadlineMs,
      maxBytes: maxAnswerBytes,
      robots: false,
      binary: true,
      signal,
      send: { method: call.method ?? 'GET', ...sentOf(call) },
    })
    return answerOf(reply)
  }
}

function sentOf({ bearer, json, form }: ServiceCall): { headers: Record<string, string>; body?: string } {
  const headers = {
    accept: 'application/json',
    'user-agent': 'Cartie/1',
    ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
  }
  if (form) {
    const type = 'application/x-www-form-urlencoded'
    return { headers: { ...headers, 'content-type': type }, body: new URLSearchParams(form).toString() }
  }
  if (json === undefined) return { headers }
  return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(json) }
}

function answerOf(reply: FetchResult): ServiceAnswer {
  if (!reply.ok) throw new Refusal(reply.code, reply.detail, { unsure: !undone.includes(reply.code) })
  const body = reply.bytes.toString('utf8').toWellFormed()
  return { status: reply.status, body, json: readJson(body), afterMs: askedMs(reply.headers['retry-after']) }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** What `Retry-After` says, in milliseconds. */
export function askedMs(asked: string | undefined): number {
  if (asked === undefined) return 0
  const ms = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), longestAskedMs) : 0
}
