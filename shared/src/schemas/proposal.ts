import { z } from 'zod'
import { proposalStatuses } from '../domain/proposal-status.ts'
import { cleanString, csvOf, Id, Language, pageQuery, Timestamp } from './common.ts'
import { Company } from './lead-intake.ts'
import { Price } from './listing.ts'
import { Variant } from './variant.ts'

export const reactions = ['LIKED', 'REJECTED'] as const

/** What is added to a variant's price. */
export const Margin = z
  .union([
    z.strictObject({ amount: z.number().min(-1e9).max(1e9) }),
    z.strictObject({ percent: z.number().min(-90).max(500) }),
  ])
  .meta({ id: 'Margin', description: 'in major units of the variant’s currency, or per cent' })
export type Margin = z.infer<typeof Margin>

export const ProposalItem = z
  .object({
    id: Id,
    variant: Variant,
    position: z.number().int(),
    margin: Margin.nullable(),
    price: Price.nullable().meta({ description: 'what the client pays' }),
    comment: z.string().nullable(),
    photos: z.array(z.string()),
    reaction: z.enum(reactions).nullable(),
    reactedAt: Timestamp.nullable(),
    soldAt: Timestamp.nullable().meta({ description: 'since when the car is known to be gone' }),
  })
  .meta({ id: 'ProposalItem' })
export type ProposalItem = z.infer<typeof ProposalItem>

/** The chosen variants as a client gets to see them. */
export const Proposal = z
  .object({
    id: Id,
    code: z.string(),
    requestId: Id,
    request: z.object({ code: z.string(), title: z.string() }),
    client: z.object({ leadId: Id, name: z.string() }).nullable(),
    status: z.enum(proposalStatuses),
    title: z.string(),
    intro: z.string().nullable(),
    language: Language,
    version: z.number().int().meta({ description: 'how often it was sent' }),
    revision: z.number().int(),
    url: z.string().meta({ description: 'the public page' }),
    cars: z.number().int(),
    liked: z.number().int(),
    views: z.number().int(),
    /** A photo to know it by. */
    photo: z.string().nullable(),
    expiresAt: Timestamp.nullable(),
    sentAt: Timestamp.nullable(),
    seenAt: Timestamp.nullable(),
    decidedAt: Timestamp.nullable(),
    acceptedItemId: Id.nullable(),
    /** Whether its PDF is ready. */
    pdf: z.boolean(),
    /** Whether something was changed since it was sent. */
    changed: z.boolean(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
  })
  .meta({ id: 'Proposal' })
export type Proposal = z.infer<typeof Proposal>

export const ProposalDetail = Proposal.extend({
  items: z.array(ProposalItem),
  /** Whether the client can be written to in Telegram. */
  telegram: z.boolean(),
  versions: z.array(z.object({ version: z.number().int(), sentAt: Timestamp, sentBy: z.string() })),
  /** What the client asked, and what was answered, oldest first. */
  questions: z.array(
    z.object({ text: z.string(), itemId: Id.nullable(), from: z.enum(['client', 'company']), at: Timestamp }),
  ),
}).meta({ id: 'ProposalDetail' })
export type ProposalDetail = z.infer<typeof ProposalDetail>

export const ProposalCreate = z.strictObject({
  variantIds: z.array(Id).min(1).max(20),
  margin: Margin.optional().meta({ description: 'added to each price' }),
  title: cleanString(200, 1).optional(),
  intro: cleanString(2000).nullable().optional(),
  language: Language.optional(),
  expiresAt: Timestamp.nullable().optional(),
})
export type ProposalCreate = z.infer<typeof ProposalCreate>

export const ProposalItemInput = z.strictObject({
  variantId: Id,
  margin: Margin.nullable().optional(),
  price: Price.nullable().optional().meta({ description: 'instead of a margin' }),
  comment: cleanString(1000).nullable().optional(),
  photos: z.array(z.string().max(2048)).max(20).optional(),
})
/** `items` is the whole list in its order: what is not in it is taken out. */
export const ProposalPatch = z
  .strictObject({
    title: cleanString(200, 1),
    intro: cleanString(2000).nullable(),
    language: Language,
    expiresAt: Timestamp.nullable(),
    items: z.array(ProposalItemInput).min(1).max(20),
    revision: z.number().int(),
  })
  .partial()
export type ProposalPatch = z.infer<typeof ProposalPatch>

export const ProposalSend = z.strictObject({
  telegram: z
    .boolean()
    .default(true)
    .meta({ description: 'also as messages in the client’s chat, if there is one' }),
})
export type ProposalSend = z.infer<typeof ProposalSend>

export const ProposalFilter = z.object({
  q: cleanString(200).optional(),
  status: csvOf(proposalStatuses).optional(),
  request: Id.optional(),
  deleted: z.stringbool().optional(),
})
export const ProposalQuery = ProposalFilter.extend({ ...pageQuery.shape })
export type ProposalQuery = z.infer<typeof ProposalQuery>

/** A proposal as its client sees it: nothing of partners, margins or the request’s notes. */
export const PublicProposal = z
  .object({
    company: z.object({ ...Company.shape, phone: z.string().nullable() }),
    code: z.string(),
    state: z.enum(['open', 'accepted', 'declined', 'expired', 'revoked']),
    title: z.string(),
    intro: z.string().nullable(),
    language: Language,
    version: z.number().int(),
    updatedAt: Timestamp,
    expiresAt: Timestamp.nullable(),
    cars: z.array(
      z.object({
        id: Id,
        title: z.string(),
        make: z.string().nullable(),
        model: z.string().nullable(),
        year: z.number().int().nullable(),
        price: Price.nullable(),
        mileageKm: z.number().int().nullable(),
        location: z.string().nullable(),
        fuel: z.string().nullable(),
        transmission: z.string().nullable(),
        bodyType: z.string().nullable(),
        drive: z.string().nullable(),
        engineVolumeL: z.number().nullable(),
        color: z.string().nullable(),
        vin: z.string().nullable(),
        comment: z.string().nullable(),
        photos: z.array(z.string()),
        reaction: z.enum(reactions).nullable(),
        accepted: z.boolean(),
        sold: z.boolean(),
      }),
    ),
    questions: z.array(
      z.object({
        text: z.string(),
        itemId: Id.nullable(),
        from: z.enum(['client', 'company']),
        at: Timestamp,
      }),
    ),
    pdf: z.boolean(),
  })
  .meta({ id: 'PublicProposal' })
export type PublicProposal = z.infer<typeof PublicProposal>

export const ReactionInput = z.strictObject({
  itemId: Id,
  reaction: z.enum(reactions).nullable().meta({ description: 'null takes it back' }),
})
export const QuestionInput = z.strictObject({
  itemId: Id.nullable().default(null),
  text: cleanString(1000, 1),
})
export const AcceptInput = z.strictObject({ itemId: Id })
export const DeclineInput = z.strictObject({ reason: cleanString(500).optional() })
export const AnswerInput = z.strictObject({ text: cleanString(1000, 1), itemId: Id.nullable().default(null) })
