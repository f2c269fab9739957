import { z } from 'zod'
import { events, type EventName } from '../event.ts'

/** The shape of what receivers are told; it grows when a field is taken away or changes its meaning. */
export const hookVersion = 1

/** What an integration is told of one event, and the id by which its receiver knows a repeat. */
export interface HookMessage {
  id: string
  type: string
  /** When it happened, UTC. */
  timestamp: string
  data: unknown
}

/** The body as it goes over the wire: thin, for what else there is to know is asked for by the ids in it. */
export const hookBody = ({ type, timestamp, data }: Omit<HookMessage, 'id'>): string =>
  JSON.stringify({ type, timestamp, version: hookVersion, data })

/** The body's schema for one event. */
export const hookBodySchema = (type: EventName) =>
  z.object({
    type: z.literal(type),
    timestamp: z.iso.datetime(),
    version: z.literal(hookVersion),
    data: events[type],
  })

/** A body as a receiver of an event may meet it, to be shown to people. */
export const sampleBody = (type: EventName, timestamp: string): string =>
  hookBody({ type, timestamp, data: sampleOf(z.toJSONSchema(events[type])) })

type Schema = z.core.JSONSchema.BaseSchema

function sampleOf(schema: Schema): unknown {
  const [first] = schema.anyOf ?? []
  if (typeof first === 'object') return sampleOf(first)
  if (schema.enum) return schema.enum[0]
  if (schema.type === 'number' || schema.type === 'integer') return 12
  if (schema.type === 'boolean') return true
  if (schema.type === 'array') return [sampleOf(Array.isArray(schema.items) ? {} : asSchema(schema.items))]
  if (schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [name, sampleOf(asSchema(property))]),
    )
  if (typeof schema.additionalProperties === 'object') return { name: sampleOf(schema.additionalProperties) }
  return '019ac1d2-7b3e-7c44-9f10-2a5b8c6d7e8f'
}

const asSchema = (schema: Schema | boolean | undefined): Schema => (typeof schema === 'object' ? schema : {})
