import { z } from 'zod'
import {
  deliveryPolicies,
  deliveryPriorities,
  deliveryReceipts,
  deliveryStates,
} from '../domain/delivery-state.ts'
import { deliveryFilter } from '../filters/delivery-filter.ts'
import { csvOf, Id, pageQuery, Timestamp } from './common.ts'
import { filterSchema } from './filter-schema.ts'

const DeliveryFilter = filterSchema(deliveryFilter).extend({
  from: Timestamp.optional().meta({ description: 'written at or after' }),
  to: Timestamp.optional().meta({ description: 'written before' }),
})

export const DeliveryCountsQuery = DeliveryFilter
export type DeliveryCountsQuery = z.infer<typeof DeliveryCountsQuery>

export const DeliveryQuery = pageQuery.extend({
  ...DeliveryFilter.shape,
  state: csvOf(deliveryStates).optional().meta({ description: 'comma-separated' }),
})
export type DeliveryQuery = z.infer<typeof DeliveryQuery>

export const Delivery = z
  .object({
    id: Id,
    channel: z.string(),
    method: z.string().meta({ description: "the channel's call" }),
    text: z.string().meta({ description: 'the beginning of what is said, without markup' }),
    state: z.enum(deliveryStates),
    bot: z.object({ id: Id, name: z.string().nullable() }).nullable(),
    chat: z.object({ sessionId: Id, title: z.string() }).nullable(),
    chatId: z.string().nullable(),
    leadId: Id.nullable(),
    integration: z
      .object({ id: Id, name: z.string().nullable() })
      .nullable()
      .meta({ description: 'of an event: what it is told to; without a name once that is gone' }),
    policy: z.enum(deliveryPolicies),
    priority: z.enum(Object.keys(deliveryPriorities) as [keyof typeof deliveryPriorities]),
    attempts: z.number().int(),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    messageId: z.number().int().nullable(),
    receipt: z
      .enum(deliveryReceipts)
      .nullable()
      .meta({ description: "how far it has come, where the channel tells: WhatsApp's does" }),
    resendOf: Id.nullable(),
    resentAs: Id.nullable().meta({ description: 'the delivery that a person sent in its place' }),
    createdAt: Timestamp,
    runAt: Timestamp,
    sendingAt: Timestamp.nullable(),
    endedAt: Timestamp.nullable(),
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof Delivery>

export const DeliveryDetail = Delivery.extend({
  request: z.record(z.string(), z.unknown()).meta({ description: 'as it is sent, secrets left out' }),
  /** Of an event: the status and the beginning of the answer. */
  answer: z.object({ status: z.number().int(), body: z.string() }).nullable(),
  tries: z
    .array(z.object({ at: Timestamp, code: z.string(), message: z.string() }))
    .meta({ description: 'of an event: each try with what came of it' }),
}).meta({ id: 'DeliveryDetail' })
export type DeliveryDetail = z.infer<typeof DeliveryDetail>

export const DeliveryCounts = z
  .object({
    states: z.record(z.enum(deliveryStates), z.number().int()),
    /** Unknown ones that nobody has sent again. */
    unsettled: z.number().int(),
    oldestUnsettledAt: Timestamp.nullable(),
    oldestPendingAt: Timestamp.nullable(),
  })
  .meta({ id: 'DeliveryCounts' })
export type DeliveryCounts = z.infer<typeof DeliveryCounts>

/** What a look for traces of a delivery found. */
export const DeliveryCheck = z
  .object({
    verdict: z.enum(['arrived', 'not_arrived', 'open']),
    evidence: z.array(
      z.object({
        kind: z.enum(['receipt', 'reply', 'button', 'refusal', 'later_message', 'resent']),
        at: Timestamp.nullable(),
        messageId: z.number().int().nullable(),
        text: z.string(),
      }),
    ),
    delivery: DeliveryDetail,
  })
  .meta({ id: 'DeliveryCheck' })
export type DeliveryCheck = z.infer<typeof DeliveryCheck>
