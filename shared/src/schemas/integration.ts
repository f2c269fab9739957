import { z } from 'zod'
import { googleSheets } from '../integrations/google-sheets.ts'
import { hookEvents } from '../integrations/hook-events.ts'
import type { GivenSecret } from '../integrations/integration.ts'
import { integrationTypes } from '../integrations/registry.ts'
import { meta } from '../integrations/meta.ts'
import { sendpulse } from '../integrations/sendpulse.ts'
import { telegramChannel } from '../integrations/telegram-channel.ts'
import { webhook } from '../integrations/webhook.ts'
import { whatsapp } from '../integrations/whatsapp.ts'
import { cleanString, Id, Timestamp } from './common.ts'

/** `paused`: by a person; `disabled`: its receiver was dead for the whole schedule, or told us to stop. */
export const integrationStatuses = ['active', 'paused', 'disabled'] as const
export type IntegrationStatus = (typeof integrationStatuses)[number]

const Config = z.record(z.string(), z.json()).meta({ description: 'as the form of the type asks' })

const settings = {
  name: cleanString(100, 1),
  events: z
    .array(z.enum(hookEvents))
    .max(hookEvents.length)
    .transform((names) => [...new Set(names)])
    .meta({ description: 'the events that it is told of; none: all' }),
}

/** A channel to another system. Its secret is told once, when it is made. */
export const Integration = z
  .object({
    id: Id,
    type: z.enum(integrationTypes),
    name: z.string(),
    config: Config,
    events: z.array(z.enum(hookEvents)),
    status: z.enum(integrationStatuses),
    /** Until then both the new and the old secret sign. */
    previousSecretUntil: Timestamp.nullable(),
    health: z.object({
      lastSuccessAt: Timestamp.nullable(),
      failingSince: Timestamp.nullable(),
      lastError: z.object({ code: z.string(), message: z.string(), at: Timestamp }).nullable(),
    }),
    version: z.number().int(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: 'Integration' })
export type Integration = z.infer<typeof Integration>

const createOf = <Type extends string, C extends z.ZodType>(kind: { type: Type; config: C }) =>
  z.strictObject({
    type: z.literal(kind.type),
    config: kind.config,
    name: settings.name,
    events: settings.events.default([]),
  })

/** Of a service that has its own way: its events follow from its form, and it is entered by what it gave. */
const serviceOf = <Type extends string, C extends z.ZodType>(kind: {
  type: Type
  config: C
  secret?: GivenSecret
}) =>
  z.strictObject({
    type: z.literal(kind.type),
    config: kind.config,
    name: settings.name,
    secret: (kind.secret?.schema ?? z.string()).meta({ description: 'kept encrypted, never returned' }),
  })

export const IntegrationCreate = z.discriminatedUnion('type', [
  createOf(webhook),
  createOf(telegramChannel),
  createOf(whatsapp),
  serviceOf(googleSheets),
  serviceOf(sendpulse),
  serviceOf(meta),
])
export type IntegrationCreate = z.infer<typeof IntegrationCreate>

export const IntegrationPatch = z.strictObject({
  name: settings.name.optional(),
  events: settings.events.optional(),
  config: Config.optional(),
  secret: z
    .string()
    .max(10_000)
    .optional()
    .meta({ description: 'of a service: takes the place of the one that it gave before' }),
  /** The version that the editor saw; another one in the meantime is a 409. */
  version: z.number().int().optional(),
})
export type IntegrationPatch = z.infer<typeof IntegrationPatch>

/** The only replies that ever hold a secret. */
export const IntegrationWithSecret = Integration.extend({
  secret: z.string().meta({ description: 'whsec_…: keep it, it is not shown again' }),
}).meta({ id: 'IntegrationWithSecret' })
export type IntegrationWithSecret = z.infer<typeof IntegrationWithSecret>

export const IntegrationCreated = Integration.extend({
  secret: IntegrationWithSecret.shape.secret.nullable().meta({ description: 'null where nothing is signed' }),
}).meta({ id: 'IntegrationCreated' })
export type IntegrationCreated = z.infer<typeof IntegrationCreated>

export const Replayed = z
  .object({ replayed: z.number().int().meta({ description: 'how many failed events are sent again' }) })
  .meta({ id: 'Replayed' })
