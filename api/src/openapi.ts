import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { z } from 'zod'
import { errorCodes, type ErrorCode } from '@cartie/shared/errors'
import { events, type EventName } from '@cartie/shared/event'
import type { Endpoint } from '@cartie/shared/endpoint'
import { endpointGroups } from '@cartie/shared/endpoints/all'
import { hookBodySchema } from '@cartie/shared/integrations/hook-body'
import { hookEvents } from '@cartie/shared/integrations/hook-events'
import { Problem } from '@cartie/shared/schemas/common'
import { defaultBodyLimit } from './middleware/read-body.ts'

const always: ErrorCode[] = ['invalid', 'unauthenticated', 'rate_limited', 'internal', 'unavailable']

/** The OpenAPI 3.1 document of every endpoint and event, made from the contracts themselves. */
export function createOpenApi(publicUrl: string) {
  const paths: ZodOpenApiPathsObject = {}
  for (const [group, members] of Object.entries(endpointGroups)) {
    for (const endpoint of Object.values(members) as Endpoint[]) {
      const path = `/api/v1${endpoint.path.replace(/:(\w+)/g, '{$1}')}`
      paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, group) }
    }
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Cartie',
      version: '1',
      description:
        'Everything that the dashboard does. Send an API key as a bearer token. Lists are paged by an opaque cursor; ' +
        'errors are RFC 9457 problem documents; a POST with an Idempotency-Key has its effect once.',
    },
    servers: [{ url: publicUrl }],
    security: [{ apiKey: [] }, { session: [] }],
    paths,
    webhooks: Object.fromEntries(
      Object.entries(events).map(([name, payload]) => [
        name,
        {
          post: {
            summary: isHook(name)
              ? `${name}, as integrations are told of it and as GET /api/v1/events streams it`
              : `${name}, as GET /api/v1/events streams it`,
            ...(isHook(name) ? { requestParams: { header: HookHeaders } } : {}),
            requestBody: {
              content: {
                ...(isHook(name) ? { 'application/json': { schema: hookBodySchema(name) } } : {}),
                'text/event-stream': { schema: eventSchema(name, payload) },
              },
            },
            responses: { '2XX': { description: 'Taken; anything else is tried again for days' } },
          },
        },
      ]),
    ),
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', bearerFormat: 'ck_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'cartie.session_token' },
      },
    },
  })
}

const isHook = (name: string): name is EventName => hookEvents.some((one) => one === name)

/** Standard Webhooks: https://www.standardwebhooks.com */
const HookHeaders = z.object({
  'webhook-id': z.string().meta({ description: 'the same in every try: by it a repeat is known' }),
  'webhook-timestamp': z.string().meta({ description: 'seconds since 1970, of this try' }),
  'webhook-signature': z
    .string()
    .meta({ description: 'v1,<base64> of HMAC-SHA256; two while a secret is rotated' }),
})

const eventSchema = (name: string, payload: z.ZodType) =>
  z.object({ name: z.literal(name), payload, at: z.iso.datetime() })

function operation(endpoint: Endpoint, group: string): ZodOpenApiOperationObject {
  const hasBody = endpoint.body !== undefined
  const refusals: ErrorCode[] = [
    ...always,
    ...(endpoint.access === 'signed-in' ? [] : (['forbidden'] as const)),
    ...(endpoint.access === 'public' || endpoint.beforeTwoFactor ? [] : (['two_factor_required'] as const)),
    'not_found',
    ...(endpoint.method === 'GET'
      ? []
      : (['conflict', 'too_large', 'unsupported_type', 'unprocessable'] as const)),
  ]
  const problem = { 'application/problem+json': { schema: Problem } }
  const type = endpoint.replyType ?? 'application/json'
  const content =
    endpoint.reply || endpoint.replyType
      ? { content: { [type]: { schema: endpoint.reply ?? z.string() } } }
      : {}
  const limit = endpoint.bodyLimit ?? defaultBodyLimit
  return {
    operationId: endpoint.id,
    summary: endpoint.summary,
    tags: [group],
    ...(endpoint.access === 'public'
      ? { description: 'Open to visitors.', security: [] }
      : endpoint.access === 'signed-in'
        ? {}
        : { description: `Needs \`${endpoint.access}\`.` }),
    requestParams: {
      ...(endpoint.params ? { path: endpoint.params as z.ZodObject } : {}),
      ...(endpoint.query ? { query: endpoint.query as z.ZodObject } : {}),
      header: z.object({
        'X-Workspace': z.string().optional().meta({ description: 'slug or id; absent: the first workspace' }),
        ...(endpoint.method === 'POST'
          ? { 'Idempotency-Key': z.string().max(255).optional().meta({ description: 'run this once' }) }
          : {}),
      }),
    },
    ...(hasBody
      ? {
          requestBody: {
            required: true,
            description: `At most ${limit / 1024} KiB of JSON.`,
            content: { 'application/json': { schema: endpoint.body! } },
          },
        }
      : {}),
    responses: {
      [String(endpoint.status)]: { description: endpoint.summary, ...content },
      // A plan is an answer at once, where the work itself would be a 202.
      ...(endpoint.id === 'parses.start'
        ? { '200': { description: 'The plan of a dryRun', ...content } }
        : {}),
      ...Object.fromEntries(
        Object.entries(Object.groupBy(refusals, (code) => errorCodes[code])).map(([status, codes]) => [
          status,
          { description: codes.map((code) => `\`${code}\``).join(' or '), content: problem },
        ]),
      ),
    },
  }
}
