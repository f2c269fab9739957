import { z } from 'zod'
import { variantStatuses } from '../domain/variant-status.ts'
import { cleanString, csvOf, Id, pageQuery, Timestamp } from './common.ts'
import { Phone } from './lead.ts'

export const partnerKinds = ['company', 'person'] as const
export const partnerStatuses = ['ACTIVE', 'BLOCKED'] as const

/** How a partner has answered so far. */
export const Scorecard = z
  .object({
    requests: z.number().int().meta({ description: 'requests that reached them' }),
    answered: z.number().int().meta({ description: 'of these, answered with a variant' }),
    variants: z.number().int(),
    approved: z.number().int(),
    won: z.number().int(),
    responseMinutes: z.number().nullable().meta({ description: 'median minutes from post to first variant' }),
    hitRate: z
      .number()
      .nullable()
      .meta({ description: 'approved variants of all that were decided, 0 to 1' }),
    priceAccuracy: z
      .number()
      .nullable()
      .meta({ description: 'median of how near the offered price was to the budget, 0 to 1' }),
    score: z.number().int().nullable().meta({ description: '0 to 100; null where nothing is known' }),
  })
  .meta({ id: 'Scorecard' })
export type Scorecard = z.infer<typeof Scorecard>

/** A dealer company, or a person, that receives requests. */
export const Partner = z
  .object({
    id: Id,
    kind: z.enum(partnerKinds),
    status: z.enum(partnerStatuses),
    name: z.string(),
    city: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
    makes: z.array(z.string()),
    notes: z.string().nullable(),
    people: z.number().int().meta({ description: 'people known by Telegram' }),
    scorecard: Scorecard,
    createdAt: Timestamp,
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Partner' })
export type Partner = z.infer<typeof Partner>

export const PartnerUser = z
  .object({
    id: Id,
    telegramUserId: z.number().int(),
    name: z.string(),
    username: z.string().nullable(),
    botId: Id.nullable(),
    sessionId: Id.nullable(),
    /** Whether the bot may write to them. */
    reachable: z.boolean(),
    createdAt: Timestamp,
  })
  .meta({ id: 'PartnerUser' })
export type PartnerUser = z.infer<typeof PartnerUser>

export const PartnerInvite = z
  .object({
    id: Id,
    botId: Id,
    link: z.string().meta({ description: 'https://t.me/<bot>?start=…' }),
    createdAt: Timestamp,
    expiresAt: Timestamp,
    usedAt: Timestamp.nullable(),
  })
  .meta({ id: 'PartnerInvite' })
export type PartnerInvite = z.infer<typeof PartnerInvite>

export const PartnerDetail = Partner.extend({
  users: z.array(PartnerUser),
  invites: z.array(PartnerInvite).meta({ description: 'links that still work' }),
  /** Months, oldest first, for the chart. */
  months: z.array(
    z.object({
      month: z.string().meta({ description: 'YYYY-MM' }),
      requests: z.number().int(),
      variants: z.number().int(),
      approved: z.number().int(),
      won: z.number().int(),
    }),
  ),
  recent: z.array(
    z.object({
      variantId: Id,
      requestId: Id,
      requestCode: z.string(),
      title: z.string(),
      status: z.enum(variantStatuses),
      createdAt: Timestamp,
    }),
  ),
}).meta({ id: 'PartnerDetail' })
export type PartnerDetail = z.infer<typeof PartnerDetail>

export const PartnerInput = z
  .strictObject({
    kind: z.enum(partnerKinds),
    name: cleanString(200, 1),
    city: cleanString(100).nullable(),
    phone: Phone.nullable(),
    email: z.email().max(254).nullable(),
    makes: z.array(cleanString(80, 1)).max(50),
    notes: cleanString(5000).nullable(),
  })
  .partial()
export const PartnerCreate = PartnerInput.required({ name: true })
export type PartnerCreate = z.infer<typeof PartnerCreate>
export const PartnerPatch = PartnerInput.extend({ version: z.number().int().optional() })
export type PartnerPatch = z.infer<typeof PartnerPatch>
export const PartnerStatusInput = z.strictObject({ status: z.enum(partnerStatuses) })

export const PartnerFilter = z.object({
  q: cleanString(200).optional(),
  status: csvOf(partnerStatuses).optional(),
  make: z.string().max(80).optional(),
  deleted: z.stringbool().optional(),
})
export const PartnerQuery = PartnerFilter.extend({ ...pageQuery.shape })
export type PartnerQuery = z.infer<typeof PartnerQuery>
export const InviteInput = z.strictObject({
  botId: Id.optional().meta({ description: 'the bot of the link; absent: the first that is enabled' }),
  days: z.number().int().min(1).max(90).default(14),
})
export type InviteInput = z.infer<typeof InviteInput>
