import type { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import type { Problem } from './schemas/common.ts'

/** The input of an endpoint, as a caller writes it. */
export type CallInput<E> =
  E extends Endpoint<infer P, infer Q, infer B>
    ? ([z.input<P>] extends [never] ? { params?: undefined } : { params: z.input<P> }) &
        ([z.input<Q>] extends [never] ? { query?: undefined } : { query?: z.input<Q> }) &
        ([z.input<B>] extends [never] ? { body?: undefined } : { body: z.input<B> })
    : never

/** What an endpoint answers. */
export type CallReply<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer R> ? z.output<R> : never

/** A refusal of the API, as told by its problem document. */
export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.name = 'ApiError'
    this.problem = problem
  }
}

export interface ClientOptions {
  /** Origin of the installation, such as `http://127.0.0.1:3000`; empty in a browser on the same origin. */
  url: string
  apiKey?: string
  /** Headers for every call, such as the workspace and the language. */
  headers?: () => Record<string, string>
  fetch?: typeof fetch
}

/** The address of an endpoint with its parameters filled in, below the origin. */
export function endpointPath(endpoint: Endpoint, input: { params?: unknown; query?: unknown }): string {
  const params = (input.params ?? {}) as Record<string, string>
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== '') query.set(key, String(value))
  }
  const search = query.toString()
  return `/api/v1${path}${search ? `?${search}` : ''}`
}

/**
 * The problem document of a refusal, if it is one: a proxy before the API may answer with a page of its own. Told by
 * what it holds, for a page that is drawn on the server sees no headers.
 */
export async function problemIn(reply: Response): Promise<Problem | undefined> {
  const told = (await reply.json().catch(() => undefined)) as Partial<Problem> | null | undefined
  return typeof told?.code === 'string' && typeof told.detail === 'string' && Array.isArray(told.errors)
    ? (told as Problem)
    : undefined
}

async function problemOf(reply: Response): Promise<Problem> {
  const told = await problemIn(reply)
  if (told) return told
  const code = reply.status >= 500 ? 'unavailable' : 'internal'
  return {
    type: 'about:blank',
    title: reply.statusText,
    status: reply.status,
    detail: `The server answered ${reply.status}.`,
    code,
    errors: [],
    requestId: '',
  }
}

/**
 * The typed client that the dashboard, the command line and users' scripts share.
 * A call throws ApiError for a refusal, and what `fetch` throws when the server can't be reached.
 */
export function createClient(options: ClientOptions) {
  const send = options.fetch ?? fetch
  return async function call<E extends Endpoint>(
    endpoint: E,
    ...[input]: CallInput<E> extends { params: unknown } | { body: unknown }
      ? [CallInput<E> & { idempotencyKey?: string; signal?: AbortSignal }]
      : [(CallInput<E> & { idempotencyKey?: string; signal?: AbortSignal })?]
  ): Promise<CallReply<E>> {
    const headers: Record<string, string> = { accept: 'application/json', ...options.headers?.() }
    if (options.apiKey) headers.authorization = `Bearer ${options.apiKey}`
    if (input?.body !== undefined) headers['content-type'] = 'application/json'
    if (input?.idempotencyKey) headers['idempotency-key'] = input.idempotencyKey
    const reply = await send(options.url + endpointPath(endpoint, input ?? {}), {
      method: endpoint.method,
      headers,
      ...(input?.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      ...(input?.signal ? { signal: input.signal } : {}),
    })
    if (!reply.ok) throw new ApiError(await problemOf(reply))
    return (reply.status === 204 ? undefined : await reply.json()) as CallReply<E>
  }
}
