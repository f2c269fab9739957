import type { z } from 'zod'
import type { Permission } from './domain/roles.ts'

/**
 * One HTTP endpoint as data: the API serves it, the client calls it, OpenAPI shows it.
 * `access` is a permission of the workspace, `signed-in` for any known caller, `operator` for who runs the
 * installation, or `public`.
 */
export interface Endpoint<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Reply extends z.ZodType = z.ZodType,
> {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below `/api/v1`, with `:name` for parameters. */
  path: string
  summary: string
  access: Permission | 'signed-in' | 'operator' | 'public'
  /** It answers people who have yet to set up the second factor that their workspace asks of everybody. */
  beforeTwoFactor?: true
  params?: Params
  query?: Query
  body?: Body
  reply?: Reply
  status: 200 | 201 | 202 | 204
  /** The largest body in bytes; 1 MiB if absent. */
  bodyLimit?: number
  /** What the reply is, when it is not JSON. */
  replyType?: 'text/csv' | 'text/event-stream' | 'application/pdf'
}

/** Keeps the exact types of an endpoint's schemas. */
export const defineEndpoint = <
  Params extends z.ZodType = z.ZodNever,
  Query extends z.ZodType = z.ZodNever,
  Body extends z.ZodType = z.ZodNever,
  Reply extends z.ZodType = z.ZodNever,
>(
  endpoint: Endpoint<Params, Query, Body, Reply>,
): Endpoint<Params, Query, Body, Reply> => endpoint
