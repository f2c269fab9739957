import { z } from 'zod'
import { eventKinds, events, type EventName } from '../event.ts'
import { auditFilter } from '../filters/audit-filter.ts'
import { Id, pageQuery, Timestamp } from './common.ts'
import { filterSchema } from './filter-schema.ts'

export const AuditFilter = filterSchema(auditFilter).extend({
  kind: z.enum(eventKinds).optional().meta({ description: 'what it was done to' }),
})
export type AuditFilter = z.infer<typeof AuditFilter>
export const AuditQuery = AuditFilter.extend(pageQuery.shape)
export type AuditQuery = z.output<typeof AuditQuery>

export const AuditEntry = z
  .object({
    id: z.string(),
    at: Timestamp,
    event: z.enum(Object.keys(events) as [EventName, ...EventName[]]),
    payload: z.record(z.string(), z.unknown()).meta({ description: 'as the event tells it' }),
    actor: z.object({
      kind: z.enum(['user', 'apiKey']),
      id: Id,
      name: z.string().nullable().meta({ description: 'null for what is no more' }),
    }),
    about: z
      .string()
      .nullable()
      .meta({ description: 'the person, the key or the address that it was done to, by name' }),
  })
  .meta({ id: 'AuditEntry', description: 'What a person, or a key, did' })
export type AuditEntry = z.infer<typeof AuditEntry>
