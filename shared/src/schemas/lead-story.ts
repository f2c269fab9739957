import { z } from 'zod'
import { requestStatuses } from '../domain/request-status.ts'
import { Id, pageQuery, Timestamp } from './common.ts'

/** What can happen to a lead. */
export const activityTypes = [
  'created',
  'merged',
  'unmerged',
  'changed',
  'status_changed',
  'assigned',
  'tagged',
  'note',
  'reminder_set',
  'reminder_changed',
  'reminder_done',
  'deleted',
  'restored',
] as const
export type ActivityType = (typeof activityTypes)[number]

const json = z.record(z.string(), z.unknown())

export const LeadActivity = z
  .object({
    id: z.number().int(),
    leadId: Id,
    type: z.enum(activityTypes),
    payload: json,
    actor: z.string().meta({ description: 'user:<id>, apiKey:<id> or system' }),
    at: Timestamp,
  })
  .meta({ id: 'LeadActivity' })
export type LeadActivity = z.infer<typeof LeadActivity>

export const DeliveryState = z.object({ id: Id, state: z.string(), error: z.unknown() })
const entry = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), id: z.string(), at: Timestamp, ...shape })

/** One thing of a lead's story, whatever table it lies in. */
export const StoryEntry = z
  .discriminatedUnion('kind', [
    /** The person came to a bot, by a link or by themselves. */
    entry('link', {
      sessionId: Id,
      botId: Id.nullable(),
      chatId: z.string(),
      campaign: z.string().nullable(),
    }),
    /** The scenario went a step. */
    entry('step', {
      sessionId: Id,
      scenarioId: Id.nullable(),
      versionId: Id.nullable(),
      event: z.unknown(),
      nodes: z.unknown(),
      effects: z.unknown(),
    }),
    /** A message in or out, with the cars that it showed and what became of its delivery. */
    entry('message', {
      sessionId: Id,
      direction: z.enum(['in', 'out']),
      author: z.string(),
      type: z.string(),
      text: z.string(),
      content: z.unknown(),
      cars: z.array(z.object({ id: Id, title: z.string().nullable(), image: z.string().nullable() })),
      delivery: DeliveryState.nullable(),
    }),
    /** Something that was sent and is no message of a chat. */
    entry('delivery', { channel: z.string(), request: z.unknown(), delivery: DeliveryState }),
    /** What people and Cartie did with the lead. */
    entry('activity', { activity: LeadActivity }),
    /** A request was made of what the lead wishes. */
    entry('request', {
      request: z.object({ id: Id, code: z.string(), title: z.string(), status: z.enum(requestStatuses) }),
    }),
  ])
  .meta({ id: 'StoryEntry' })
export type StoryEntry = z.infer<typeof StoryEntry>

export const StoryQuery = z.object({
  ...pageQuery.shape,
  order: z.enum(['newest', 'oldest']).default('newest'),
})
export type StoryQuery = z.infer<typeof StoryQuery>
