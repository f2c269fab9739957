import { z } from 'zod'
import { bodyTypes, drives, fuels, transmissions } from '../domain/car.ts'
import { leadKinds } from '../domain/lead.ts'
import { criterionNames, requestPriorities, requestSources } from '../domain/request-criteria.ts'
import { requestStatuses } from '../domain/request-status.ts'
import { requestFilter, requestSorts } from '../filters/request-filter.ts'
import { cleanString, csvOf, Id, Language, pageQuery, Timestamp } from './common.ts'
import { filterSchema } from './filter-schema.ts'
import { Budget, year } from './lead.ts'
import { CarListing } from './listing.ts'

const words = z.array(cleanString(80, 1)).max(20)

/** What a car is wanted to be. An empty list and null mean: any. */
export const Criteria = z
  .strictObject({
    makes: words,
    models: words,
    yearFrom: year.nullable(),
    yearTo: year.nullable(),
    budget: Budget.nullable(),
    mileageKmTo: z.number().int().min(0).max(5_000_000).nullable(),
    fuels: z.array(z.enum(fuels)).max(fuels.length),
    transmissions: z.array(z.enum(transmissions)).max(transmissions.length),
    bodyTypes: z.array(z.enum(bodyTypes)).max(bodyTypes.length),
    drives: z.array(z.enum(drives)).max(drives.length),
    cities: words,
    colors: words,
    must: z
      .array(z.enum(criterionNames))
      .max(criterionNames.length)
      .meta({ description: 'what has to be met; all else is nice to have' }),
  })
  .meta({ id: 'Criteria' })
export type Criteria = z.infer<typeof Criteria>

/** A wish for a car, or a car to be sold, that partners may answer. */
export const B2bRequest = z
  .object({
    id: Id,
    code: z.string().meta({ description: 'what people call it by, such as R-7K2M9X' }),
    kind: z.enum(leadKinds),
    status: z.enum(requestStatuses),
    priority: z.enum(requestPriorities),
    title: z.string(),
    description: z.string().nullable(),
    criteria: Criteria,
    quantity: z.number().int(),
    language: Language,
    deadlineAt: Timestamp.nullable(),
    source: z.enum(requestSources),
    leadId: Id.nullable(),
    botId: Id.nullable(),
    sessionId: Id.nullable(),
    ownerId: Id.nullable(),
    notes: z.string().nullable(),
    postText: z
      .string()
      .nullable()
      .meta({ description: "what posts say instead of the template: Telegram's HTML" }),
    searchesSites: z.boolean(),
    variants: z.number().int().meta({ description: 'how many variants it has' }),
    newVariants: z.number().int().meta({ description: 'how many of them nobody has looked at' }),
    matches: z.number().int().meta({ description: 'how many cars fit that nobody has decided on' }),
    lostReason: z.string().nullable(),
    publishedAt: Timestamp.nullable(),
    closedAt: Timestamp.nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'B2bRequest' })
export type B2bRequest = z.infer<typeof B2bRequest>

/** A request with its client and where partners may answer. */
export const RequestDetail = B2bRequest.extend({
  lead: z
    .object({
      id: Id,
      code: z.string(),
      name: z.string(),
      phone: z.string().nullable(),
      telegramUsername: z.string().nullable(),
      status: z.string(),
    })
    .nullable(),
  offerUrl: z
    .string()
    .meta({ description: 'the public page on which anybody who has the link may offer a car' }),
  deepLink: z.string().nullable().meta({ description: 'the same in Telegram; null without a bot' }),
}).meta({ id: 'RequestDetail' })
export type RequestDetail = z.infer<typeof RequestDetail>

/** What a person may write of a request. */
export const RequestInput = z
  .strictObject({
    kind: z.enum(leadKinds),
    priority: z.enum(requestPriorities),
    title: cleanString(200, 1),
    description: cleanString(5000).nullable(),
    criteria: Criteria.partial(),
    quantity: z.number().int().min(1).max(1000),
    language: Language,
    deadlineAt: Timestamp.nullable(),
    leadId: Id.nullable(),
    ownerId: Id.nullable(),
    notes: cleanString(5000).nullable(),
    postText: cleanString(3500).nullable(),
    searchesSites: z.boolean(),
  })
  .partial()
export type RequestInput = z.infer<typeof RequestInput>

/** A title, a text or a lead is enough; what it says fills the criteria that are not given. */
export const RequestCreate = RequestInput.extend({
  text: cleanString(5000).optional().meta({ description: 'a wish as somebody wrote it, to be understood' }),
  sessionId: Id.optional().meta({
    description: 'the chat in which it was heard; its newest lead is the client',
  }),
}).refine(
  (r) => !!r.title || !!r.text || !!r.leadId || !!r.sessionId || !!r.criteria,
  'Say a title, a text, criteria, a lead or a chat',
)
export type RequestCreate = z.infer<typeof RequestCreate>

const version = z.number().int().optional()
export const RequestPatch = RequestInput.extend({
  /** The version that the editor saw; another one in the meantime is a 409. */
  version,
})
export type RequestPatch = z.infer<typeof RequestPatch>

export const RequestRead = z.strictObject({ text: cleanString(5000, 1) })
/** What was understood of a pasted text. */
export const ReadRequest = z
  .object({ kind: z.enum(leadKinds), title: z.string(), criteria: Criteria, language: Language })
  .meta({ id: 'ReadRequest' })
export type ReadRequest = z.infer<typeof ReadRequest>

export const RequestFilter = filterSchema(requestFilter)
export type RequestFilter = z.infer<typeof RequestFilter>
export const RequestQuery = RequestFilter.extend({
  ...pageQuery.shape,
  sort: z.enum(requestSorts).default('newest'),
})
export type RequestQuery = z.infer<typeof RequestQuery>

export const RequestBoardQuery = RequestFilter.omit({ status: true, deleted: true }).extend({
  limit: z.coerce.number().int().min(1).max(100).default(25),
})
export type RequestBoardQuery = z.infer<typeof RequestBoardQuery>
/** Each column's count is of all its requests; `nextCursor` goes on with GET /requests?status=…&sort=newest. */
export const RequestBoard = z
  .object({
    total: z.number().int(),
    columns: z.array(
      z.object({
        status: z.enum(requestStatuses),
        count: z.number().int(),
        data: z.array(B2bRequest),
        nextCursor: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'RequestBoard' })
export type RequestBoard = z.infer<typeof RequestBoard>

const counts = <T extends z.ZodType>(value: T) => z.array(z.object({ value, count: z.number().int() }))
export const RequestFacets = z
  .object({
    total: z.number().int(),
    statuses: counts(z.enum(requestStatuses)),
    kinds: counts(z.enum(leadKinds)),
    priorities: counts(z.enum(requestPriorities)),
    makes: counts(z.string()),
    /** Null: nobody's. */
    owners: counts(Id.nullable()),
  })
  .meta({ id: 'RequestFacets' })
export type RequestFacets = z.infer<typeof RequestFacets>

export const RequestStatusInput = z.strictObject({
  status: z.enum(requestStatuses),
  note: cleanString(1000).optional().meta({ description: 'why, such as the reason of a loss' }),
  version,
})
export type RequestStatusInput = z.infer<typeof RequestStatusInput>
export const RequestAssignInput = z.strictObject({ ownerId: Id.nullable(), version })
export type RequestAssignInput = z.infer<typeof RequestAssignInput>
export const RequestNoteInput = z.strictObject({ text: cleanString(5000, 1) })

/** What can happen to a request, its variants and its proposals. */
export const requestActivityTypes = [
  'created',
  'changed',
  'status_changed',
  'assigned',
  'note',
  'deleted',
  'restored',
  'broadcast_planned',
  'posted',
  'post_edited',
  'post_closed',
  'post_failed',
  'matched',
  'match_decided',
  'variant_submitted',
  'variant_changed',
  'variant_status_changed',
  'variant_refused',
  'variant_deleted',
  'variant_restored',
  'proposal_created',
  'proposal_changed',
  'proposal_sent',
  'proposal_seen',
  'proposal_reacted',
  'proposal_asked',
  'proposal_answered',
  'proposal_accepted',
  'proposal_declined',
  'proposal_expired',
  'proposal_revoked',
  'car_sold',
  'contact_shared',
  'resolved',
] as const
export type RequestActivityType = (typeof requestActivityTypes)[number]

export const RequestActivity = z
  .object({
    id: z.number().int(),
    requestId: Id,
    variantId: Id.nullable(),
    proposalId: Id.nullable(),
    type: z.enum(requestActivityTypes),
    payload: z.record(z.string(), z.unknown()),
    actor: z.string().meta({ description: 'user:<id>, apiKey:<id>, partner:<id>, client or system' }),
    actorName: z.string().nullable(),
    at: Timestamp,
  })
  .meta({ id: 'RequestActivity' })
export type RequestActivity = z.infer<typeof RequestActivity>
export const RequestStoryQuery = z.object({ ...pageQuery.shape })
export type RequestStoryQuery = z.infer<typeof RequestStoryQuery>

/** How one criterion is met: `met`, `near` (a little off), `missed`, or `unknown` (the advert does not say). */
export const MatchReason = z
  .object({
    criterion: z.enum(criterionNames),
    verdict: z.enum(['met', 'near', 'missed', 'unknown']),
    /** How far off in per cent, years or km; negative: below. */
    difference: z.number().nullable(),
    unit: z.enum(['percent', 'years', 'km']).nullable(),
    /** What the advert says. */
    value: z.string().nullable(),
  })
  .meta({ id: 'MatchReason' })
export type MatchReason = z.infer<typeof MatchReason>

export const matchStates = ['new', 'offered', 'hidden', 'snoozed'] as const
/** A car of the inventory that fits a request. */
export const RequestMatch = z
  .object({
    requestId: Id,
    listing: CarListing,
    score: z.number().int().min(0).max(100),
    reasons: z.array(MatchReason),
    state: z.enum(matchStates),
    snoozedUntil: Timestamp.nullable(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: 'RequestMatch' })
export type RequestMatch = z.infer<typeof RequestMatch>
export const MatchQuery = z.object({ ...pageQuery.shape, state: csvOf(matchStates).optional() })
export type MatchQuery = z.infer<typeof MatchQuery>
/** Whether a request is going to be compared with the stock: one that has ended, or sells a car, is not. */
export const MatchingQueued = z.object({ requestId: Id, queued: z.boolean() }).meta({ id: 'MatchingQueued' })
export type MatchingQueued = z.infer<typeof MatchingQueued>
/** `offer` makes it a variant of the request, `show` takes a decision back. */
export const MatchDecision = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('offer') }),
  z.strictObject({ action: z.literal('hide') }),
  z.strictObject({ action: z.literal('snooze'), until: Timestamp }),
  z.strictObject({ action: z.literal('show') }),
])
export type MatchDecision = z.infer<typeof MatchDecision>
/** An open request that a car of the inventory fits. */
export const ListingMatch = z.object({
  request: z.object({ id: Id, code: z.string(), title: z.string(), status: z.enum(requestStatuses) }),
  score: z.number().int(),
  reasons: z.array(MatchReason),
  state: z.enum(matchStates),
})

export const postTargets = ['channel', 'group', 'partner'] as const
export const requestPostStates = ['planned', 'posted', 'closed', 'cancelled', 'failed'] as const
/** Where a request may be sent, and where it is. */
export const BroadcastTarget = z
  .object({
    botId: Id,
    botName: z.string(),
    chatId: z.string(),
    target: z.enum(postTargets),
    title: z.string(),
    partnerId: Id.nullable(),
    /** 0 to 100: how well this partner has answered; null where nothing is known. */
    score: z.number().int().nullable(),
    /** The wave that is proposed: best partners first, the rest later. */
    wave: z.number().int(),
  })
  .meta({ id: 'BroadcastTarget' })
export type BroadcastTarget = z.infer<typeof BroadcastTarget>
export const BroadcastPreview = z
  .object({
    text: z.string().meta({ description: "Telegram's HTML" }),
    buttons: z.array(z.object({ text: z.string(), url: z.string() })),
    targets: z.array(BroadcastTarget),
  })
  .meta({ id: 'BroadcastPreview' })
export type BroadcastPreview = z.infer<typeof BroadcastPreview>
export const BroadcastInput = z.strictObject({
  targets: z
    .array(
      z.strictObject({
        botId: Id,
        chatId: cleanString(100, 1),
        wave: z.number().int().min(1).max(5).default(1),
      }),
    )
    .min(1)
    .max(500),
  /** Minutes between one wave and the next. */
  waveMinutes: z.number().int().min(0).max(10_080).default(60),
})
export type BroadcastInput = z.infer<typeof BroadcastInput>
export const RequestPost = z
  .object({
    id: Id,
    requestId: Id,
    botId: Id,
    chatId: z.string(),
    target: z.enum(postTargets),
    title: z.string(),
    partnerId: Id.nullable(),
    wave: z.number().int(),
    state: z.enum(requestPostStates),
    dueAt: Timestamp,
    url: z.string().nullable().meta({ description: 'where it stands in Telegram, if it can be linked to' }),
    deliveryState: z.string().nullable().meta({ description: 'what became of its sending' }),
    error: z.string().nullable(),
    updatedAt: Timestamp,
  })
  .meta({ id: 'RequestPost' })
export type RequestPost = z.infer<typeof RequestPost>

/** The end of a request: what was won with which variant, or why it was lost; everybody is told. */
export const ResolveInput = z.discriminatedUnion('outcome', [
  z.strictObject({
    outcome: z.literal('WON'),
    variantId: Id,
    note: cleanString(1000).optional(),
    /** Whether winner, losers and client are written to. */
    tell: z.boolean().default(true),
  }),
  z.strictObject({
    outcome: z.literal('LOST'),
    note: cleanString(1000).optional(),
    tell: z.boolean().default(true),
  }),
])
export type ResolveInput = z.infer<typeof ResolveInput>
/** Client and partner get each other's contacts. */
export const ShareContactInput = z.strictObject({ variantId: Id })
