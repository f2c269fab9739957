import { z } from 'zod'
import { deliveryStates } from '../domain/delivery-state.ts'
import { leadSources } from '../domain/lead.ts'
import { parseOutcomes } from '../domain/parse-outcome.ts'
import { queueNames } from '../job.ts'
import { requestStatuses } from '../domain/request-status.ts'
import { Id, Timestamp } from './common.ts'
import { Price } from './listing.ts'

const count = z.number().int().min(0)
const Day = z.iso.date()

export const OverviewQuery = z.object({
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(90)
    .default(30)
    .meta({ description: "how many days of the workspace's calendar, today included" }),
})
export type OverviewQuery = z.output<typeof OverviewQuery>

const LeadStats = z.object({
  total: count.meta({ description: 'leads that came in the period' }),
  before: count.meta({ description: 'in as many days before it, until the same time of the day' }),
  waiting: count.meta({ description: 'leads that are NEW now, whenever they came' }),
  byDay: z.array(z.object({ day: Day, count })),
  bySource: z.array(z.object({ source: z.enum(leadSources), count })),
})

const FunnelStats = z.object({ leads: count, requests: count, proposals: count, won: count }).meta({
  description: 'leads of the period: all, with a request, with a proposal that was sent, and won',
})

const AnswerStats = z
  .object({
    answered: count,
    medianMinutes: z.number().min(0).nullable(),
    slowMinutes: z.number().min(0).nullable().meta({ description: 'nine of ten were answered within' }),
    beforeMinutes: z.number().min(0).nullable().meta({ description: 'the median of the period before' }),
  })
  .meta({
    description:
      'from a lead that came by itself (a bot, the form, the API) in the period to the first answer of a person',
  })

const StockStats = z
  .object({
    cars: count,
    unpriced: count,
    priced: z.array(z.object({ cars: count, worth: Price })),
    total: z
      .object({
        worth: Price,
        cars: count,
        leftOut: count.meta({ description: 'cars whose currency no rate is known for' }),
        day: Day.nullable().meta({ description: 'of the rates; null where nothing had to be changed' }),
      })
      .nullable(),
    ages: z.array(
      z.object({ fromDays: count, toDays: count.nullable().meta({ description: 'inclusive' }), cars: count }),
    ),
  })
  .meta({ description: 'cars that are AVAILABLE or RESERVED now' })

const PriceMoves = z
  .object({
    down: count,
    up: count,
    recent: z.array(
      z.object({
        listingId: Id,
        title: z.string().nullable(),
        make: z.string().nullable(),
        model: z.string().nullable(),
        year: z.number().int().nullable(),
        image: z.string().nullable(),
        before: Price,
        now: Price,
        at: Timestamp,
      }),
    ),
  })
  .meta({ description: 'cars whose price was last changed in the period, within one currency' })

export const Overview = z
  .object({
    days: count,
    from: Day,
    to: Day,
    timeZone: z.string(),
    leads: LeadStats,
    funnel: FunnelStats,
    answers: AnswerStats,
    stock: StockStats,
    prices: PriceMoves,
    requests: z.object({
      open: count,
      late: count.meta({ description: 'open ones whose deadline has passed' }),
      byStatus: z.array(z.object({ status: z.enum(requestStatuses), count })),
    }),
    partners: z.object({
      active: count.meta({ description: 'partners that offered a car in the period' }),
      offers: count,
      top: z.array(z.object({ partnerId: Id, name: z.string(), offers: count, approved: count })),
    }),
    deliveries: z.record(z.enum(deliveryStates), count).meta({
      description: 'those of the period that have ended, and all that have not, by state',
    }),
    parses: z.object({
      cars: count,
      outcomes: z
        .record(z.enum(parseOutcomes), count)
        .meta({ description: 'pages of the imports of the period' }),
    }),
  })
  .meta({ id: 'Overview' })
export type Overview = z.infer<typeof Overview>

/** Work that a workspace waits for, by what it is. */
export const workKinds = [
  'pages',
  'leads',
  'chats',
  'calls',
  'deliveries',
  'posts',
  'requestPosts',
  'matching',
] as const
export type WorkKind = (typeof workKinds)[number]

export const Health = z
  .object({
    queues: z
      .array(
        z.object({
          name: z.enum(queueNames),
          counts: z
            .object({ waiting: count, active: count, delayed: count, failed: count })
            .nullable()
            .meta({ description: 'wake-ups of all workspaces; null while the queue does not answer' }),
        }),
      )
      .meta({ description: 'the queues of the installation' }),
    work: z
      .array(
        z.object({
          kind: z.enum(workKinds),
          waiting: count.meta({ description: 'rows that are due or will be' }),
          lateSeconds: z.number().min(0).meta({ description: 'how long the first of them is due already' }),
        }),
      )
      .meta({ description: 'what this workspace waits for, as its rows tell' }),
    lanes: z.object({ waiting: count, busy: count, paused: count }).meta({
      description: 'chats and receivers with something to send, being sent to, and asked to wait for',
    }),
  })
  .meta({ id: 'Health' })
export type Health = z.infer<typeof Health>

/** What is watched of a site: whether its pages gave a car at all, and what was read of these. */
export const fillFields = [
  'read',
  'price',
  'year',
  'mileageKm',
  'images',
  'phone',
  'model',
  'location',
  'vin',
] as const
export type FillField = (typeof fillFields)[number]

const share = z.number().min(0).max(1)
export const SiteFill = z
  .object({
    days: z.array(Day),
    sites: z.array(
      z.object({
        site: z.string().meta({ description: 'its host, without www' }),
        pages: count.meta({
          description: 'adverts of it that were asked for; at most 500 a day are looked at',
        }),
        fields: z.array(
          z.object({
            field: z.enum(fillFields),
            byDay: z
              .array(z.object({ of: count, filled: count }))
              .meta({ description: 'one for each of `days`' }),
            drop: z
              .object({ day: Day, before: share, since: share })
              .nullable()
              .meta({ description: 'since when it is filled clearly less often' }),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'SiteFill', description: 'How often what was read of each site had a field, day by day' })
export type SiteFill = z.infer<typeof SiteFill>
