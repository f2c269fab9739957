import { Router } from '@koa/router'
import { type z } from 'zod'
import { requirePermission, type Actor, type Context } from '@cartie/db/context'
import type { Answer } from '@cartie/db/services/idempotency/run-once'
import { AppError, notFound } from '@cartie/shared/errors'
import type { Endpoint } from '@cartie/shared/endpoint'
import type { Language } from '@cartie/shared/schemas/common'
import type { Caller, CallState, Http, Parts } from './call.ts'
import { bucketOf } from './client-address.ts'
import { languageOf } from './language.ts'
import { createAuthenticator } from './middleware/authenticate.ts'
import { createOnce } from './middleware/idempotency.ts'
import { createLimit } from './middleware/rate-limit.ts'
import { defaultBodyLimit, readBytes } from './middleware/read-body.ts'
import { requireSecondFactor } from './middleware/second-factor.ts'
import { refuseNul, validate } from './middleware/validate.ts'
import { parseBody } from './parse-json.ts'

/** What a handler gets: who asks, what for, in which language. */
export interface Call<P, Q, B> {
  ctx: Context
  caller: Caller
  params: P
  query: Q
  body: B
  language: Language
  /** For answers that are streamed. */
  http: Http
}

export interface ServeOptions<R> {
  /** The address at which a long work's state can be asked for, below /api/v1. */
  location?: (reply: R) => string | undefined
  /** The reply holds a secret, which is stored sealed where an Idempotency-Key asks to remember it. */
  secret?: boolean
}

export type Serve = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handler: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R> | void>,
  options?: ServeOptions<z.input<R>>,
) => void

/** An endpoint for visitors: what they send names the workspace, and an address has so many tries a minute. */
export type ServePublic = <
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
>(
  endpoint: Endpoint<P, Q, B, R>,
  options: {
    perMinute: number
    workspaceOf: (input: Input<P, Q, B>) => Promise<string | undefined>
    handler: (call: Omit<Call<z.output<P>, z.output<Q>, z.output<B>>, 'caller'>) => Promise<z.input<R> | void>
  },
) => void

type Input<P, Q, B> = { params: z.output<P>; query: z.output<Q>; body: z.output<B> }
type Asked = Http & { params?: Record<string, string> }

/**
 * Binds contracts to handlers on one router. Each endpoint is: who calls → may they → how often → validate →
 * once → handler → reply. `missing` tells which of the given endpoints nobody serves.
 */
export function createEndpoints(parts: Parts) {
  const router = new Router<CallState>({ prefix: '/api/v1', strict: true })
  const { authenticate, personIfAny } = createAuthenticator(parts)
  const byCaller = createLimit('caller', parts.config.rateLimit)
  const once = createOnce(parts.config.secret ?? '')
  const served = new Set<string>()

  const route = (endpoint: Endpoint, run: (http: Asked) => Promise<void>) => {
    if (served.has(endpoint.id)) throw new Error(`${endpoint.id} is served twice`)
    served.add(endpoint.id)
    const method = endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'
    router[method](endpoint.path, async (http: Asked) => {
      http.state.route = `/api/v1${endpoint.path}`
      await run(http)
    })
  }

  const serve: Serve = (endpoint, handler, options = {}) =>
    route(endpoint, async (http) => {
      const caller = await authenticate(http)
      http.state.caller = caller
      guard(endpoint, caller)
      await byCaller.take(`${caller.actor.kind}:${caller.actor.id}`, http)
      const { actor, workspaceId } = caller
      const { language, bytes, ...input } = await read(endpoint, http)
      const ctx: Context = { db: parts.db, workspaceId, actor, requestId: http.state.requestId }
      const act = async (inner: Context) => {
        const reply = await handler({ ctx: inner, caller, language, http, ...input })
        const location = reply === undefined ? undefined : options.location?.(reply)
        return {
          status: location === undefined && endpoint.status === 202 ? 200 : endpoint.status,
          location: location === undefined ? null : `/api/v1${location}`,
          body: reply ?? null,
        }
      }
      const answer = await once({ endpoint, http, ctx, bytes, secret: options.secret ?? false }, act)
      send(endpoint, http, answer, parts)
    })

  const servePublic: ServePublic = (endpoint, { perMinute, workspaceOf, handler }) => {
    const byAddress = createLimit(endpoint.id, perMinute)
    route(endpoint, async (http) => {
      await byAddress.take(bucketOf(http.state.ip), http)
      const { language, bytes, ...input } = await read(endpoint, http)
      const workspaceId = await workspaceOf(input)
      if (workspaceId === undefined) throw notFound('company')
      const actor: Actor = { kind: 'system', id: 'visitor', role: 'OWNER' }
      const ctx: Context = { db: parts.db, workspaceId, actor, requestId: http.state.requestId }
      const act = async (inner: Context) => {
        const body = await handler({ ctx: inner, language, http, ...input })
        return { status: endpoint.status, location: null, body: body ?? null }
      }
      send(endpoint, http, await once({ endpoint, http, ctx, bytes, secret: false }, act), parts)
    })
  }

  return {
    serve,
    servePublic,
    authenticate,
    personIfAny,
    routes: router.routes(),
    methods: router.allowedMethods({
      throw: true,
      methodNotAllowed: () => new AppError('not_found', 'This address does not take this method.'),
      notImplemented: () => new AppError('not_found', 'This address does not take this method.'),
    }),
    missing: (endpoints: readonly Endpoint[]) => endpoints.filter((e) => !served.has(e.id)).map((e) => e.id),
  }
}

/** What a request asks for, checked against the endpoint's contract. */
async function read<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, z.ZodType>,
  http: Asked,
): Promise<Input<P, Q, B> & { language: Language; bytes: Buffer | undefined }> {
  const language = languageOf(http.get('accept-language'), 'en')
  const bytes =
    endpoint.method === 'GET' ? undefined : await readBytes(http.req, endpoint.bodyLimit ?? defaultBodyLimit)
  return { ...readInput(endpoint, http, bytes, language), language, bytes }
}

/** Puts an answer into the reply, unless the handler streams one. */
function send(endpoint: Endpoint, http: Http, answer: Answer, { strictReplies }: Parts): void {
  if (endpoint.replyType) return
  if (strictReplies) checkReply(endpoint, answer.body)
  http.status = answer.status
  if (answer.location) http.set('Location', answer.location)
  if (answer.status === 204) return
  http.type = 'application/json'
  http.body = JSON.stringify(answer.body)
}

function guard(endpoint: Endpoint, caller: Caller): void {
  const { access } = endpoint
  if (!endpoint.beforeTwoFactor) requireSecondFactor(caller)
  if (access === 'public' || access === 'signed-in') return
  if (access !== 'operator') return requirePermission(caller, access)
  if (!caller.user?.isOperator)
    throw new AppError('forbidden', 'This is for who runs the installation, signed in.')
}

function readInput<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, z.ZodType>,
  http: Asked,
  bytes: Buffer | undefined,
  language: Language,
) {
  const params = { ...http.params }
  const { workspace: _, ...query } = http.query as Record<string, unknown>
  refuseNul(params, '/params')
  refuseNul(query, '/query')
  const read = <S extends z.ZodType>(
    schema: S | undefined,
    value: unknown,
    prefix: '' | '/query' | '/params',
  ) => (schema ? validate(schema, value, { prefix, language }) : undefined) as z.output<S>
  return {
    params: read(endpoint.params, params, '/params'),
    query: read(endpoint.query, query, '/query'),
    body: read(endpoint.body, endpoint.body && bytes ? parseBody(bytes) : undefined, ''),
  }
}

/** In tests a reply that its contract does not describe is a fault, not a surprise for clients. */
function checkReply(endpoint: Endpoint, body: unknown): void {
  if (!endpoint.reply) {
    if (body !== null && endpoint.status === 204) throw new Error(`${endpoint.id} promises no content`)
    return
  }
  const parsed = endpoint.reply.safeParse(JSON.parse(JSON.stringify(body)))
  if (!parsed.success) throw new Error(`${endpoint.id} broke its contract: ${parsed.error.message}`)
}
